// The agent works in another tab for a while. The browser stretches the waits of the hidden toolbar to
// a minute; a call that rings just when the toolbar waits before its next poll is shown and heard
// all the same, long before that minute is over.

/** The browser begins when the tab has been hidden for a minute. */
const BEGINS = 65_000;

export const plain = {};

export default async function (stage) {
  await rings(stage);
  const workers = "performance.getEntriesByName(new URL('timer-worker.js', location.href).href).length";
  stage.check.equal(await stage.read(workers), 1, "workers");
}

/** What must hold with a worker and without. */
export async function rings({ tab, newTab, read, desk, check, state, figure, simulator }) {
  await tab.open(simulator.addresses.toolbar);
  await tab.signIn(101);
  const { tab: other } = await newTab();
  await other.look();
  await check.eventually(() => read("document.hidden"), (isHidden) => isHidden, "the tab is hidden");
  // Waits like these are what the browser slows down: how many end?
  await read("window.ends = 0; (function wait() { window.ends += 1; setTimeout(wait, 100); })(); undefined");
  await pause(BEGINS);
  await read("window.ends = 0; undefined");
  await pause(10_000);
  const ends = await read("window.ends");
  check.that(ends <= 2, `${ends} short waits ended in ten seconds: the browser does not slow this tab down`);

  await desk.isQuiet(101);
  await desk.event(101, { eventType: "AgentOther_InService", workNo: "101", content: null });
  await desk.ring(101, { caller: "07551234567" });
  const rang = performance.now();
  await tab.sees("07551234567");
  await check.eventually(() => read("ears.isOn()"), (isOn) => isOn, "the ring is heard");
  const took = Math.round(performance.now() - rang);
  figure("a ring shown and heard in a hidden tab after", `${took} ms`);
  check.equal(await read("document.hidden"), true, "hidden");
  await state("ringing");
  check.equal(await desk.commands(), [], "commands");
}

const pause = (wait) => new Promise((resolve) => setTimeout(resolve, wait));
