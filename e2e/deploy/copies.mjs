// How often what was asked once has arrived.

/** The number of each, in words. */
export function told(copies) {
  return Object.entries(copies).map(([name, number]) => `${name} ${number}`).join(", ");
}
