// What came of trying something: a result, what was found, and what to do about it.
//
// Sentences stay apart from their blanks until they are shown, so that a finding can be told in any language.

/** A sentence, with what belongs into its `{0}`, `{1}`, …: texts, numbers or sentences. */
export const t = (english, ...blanks) => ({ english, blanks });

/** It works. */
export const works = (found) => ({ result: "works", found, fixes: [] });

// Several fixes are for causes that could not be told apart, the most likely first.

/** The toolbar works, but not in every way. */
export const limited = (found, ...fixes) => ({ result: "limited", found, fixes });

/** It keeps the toolbar from working. */
export const fails = (found, ...fixes) => ({ result: "fails", found, fixes });

/** It could not be found out. */
export const unknown = (found, ...fixes) => ({ result: "unknown", found, fixes });

/** There is nothing to try here. */
export const needless = (found) => ({ result: "needless", found, fixes: [] });

/** It has not been tried: nobody has asked for it, or something came between. */
export const unchecked = (found) => ({ result: "unchecked", found, fixes: [] });
