// What is around the element in which the toolbar is shown.

/** The languages that the browser prefers, the best first. */
export function languagesOfBrowser() {
  return navigator.languages.join();
}
