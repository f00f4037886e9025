// A host's page that looks after its frame more often than it would, so that a journey need not wait.

/** To be run in a page before its scripts: eight times as often, the page asks whether its frame lives. */
export const HASTE = `if (top === self) {
  const { setInterval } = self;
  self.setInterval = (act, wait) => setInterval(act, wait / 8);
}`;

/** Some times as long as it takes such a page to miss the answers of its frame. */
export const LONG = 5_000;
