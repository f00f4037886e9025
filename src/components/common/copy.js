// Copying a text, and knowing whether that worked.

/** A browser has a clipboard only in a secure page, and may refuse even there. */
export async function copy(text, told) {
  let isCopied = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    isCopied = false;
  }
  told(isCopied);
}
