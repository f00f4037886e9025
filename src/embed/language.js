// Where the sentences of other languages are.

/** The address of a language's file, beside the core's script, which this one becomes part of. */
export function addressOf(tag) {
  return new URL(`./text/${tag}.txt`, import.meta.url).href;
}
