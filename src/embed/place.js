// What is around the element in which the toolbar is shown.

/** The language asked for by the page's address. */
export function languageOfAddress() {
  return new URLSearchParams(location.search).get("lang");
}

/** The languages that the browser prefers, the best first. */
export function languagesOfBrowser() {
  return navigator.languages.join();
}
