// The number of a caller, as it may stand in a search.

/** Digits and a leading plus of what the gateway told; `null` where nothing is left to search for. */
export function searchable(number) {
  const digits = (number ?? "").replace(/[^\d+]/g, "").replace(/(?!^)\+/g, "");
  return /\d/.test(digits) ? digits : null;
}
