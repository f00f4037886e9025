// Locks, channels or storage that are missing or throw, each in its way: the toolbar works in its one tab, a
// whole call, and nothing breaks.

const FAULTS = {
  "no locks": `delete Navigator.prototype.locks`,
  "locks that throw": `LockManager.prototype.request = () => { throw new DOMException("no", "SecurityError"); }`,
  "locks that reject": `LockManager.prototype.request = () => Promise.reject(new DOMException("no", "SecurityError"))`,
  "no channels": `delete window.BroadcastChannel`,
  "channels that do not open": `window.BroadcastChannel = class { constructor() { throw new DOMException("no", "SecurityError"); } }`,
  "channels that do not send": `BroadcastChannel.prototype.postMessage = () => { throw new DOMException("no", "DataCloneError"); }`,
  "no storage": `Object.defineProperty(window, "sessionStorage", { get() { throw new DOMException("no", "SecurityError"); } })`,
  "storage that is empty": `Object.defineProperty(window, "sessionStorage", { value: null })`,
  "storage that is full": `Storage.prototype.setItem = () => { throw new DOMException("no", "QuotaExceededError"); }`,
  "nothing of it": `delete Navigator.prototype.locks;
    delete window.BroadcastChannel;
    delete window.Worker;
    Object.defineProperty(window, "sessionStorage", { get() { throw new DOMException("no", "SecurityError"); } })`,
};

export default async function ({ page: first, toolbar: inFirst, newTab, desk, check, state }) {
  for (const [name, source] of Object.entries(FAULTS)) {
    const { page, toolbar } = await newTab();
    await page.addInitScript(source);
    await toolbar.open();
    await toolbar.signsIn("101");
    const call = await desk.ring(101, { caller: "07551234567" });
    await toolbar.presses("Answer");
    await toolbar.shows("Talking");
    await toolbar.presses("Drop");
    await toolbar.shows("No call");
    check.equal(await desk.commands(), [`PUT answer ${call}`, "DELETE release"], `commands with ${name}`);
    await page.close();
    await desk.reset();
  }

  await first.addInitScript(FAULTS["nothing of it"]);
  await inFirst.open();
  await inFirst.shows(/^Your browser lets this page save nothing/);
  await state("with nothing of it");
}
