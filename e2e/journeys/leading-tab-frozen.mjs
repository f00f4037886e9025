// The leading tab of two is frozen, with a word to it or without: the other one takes over
// with the same call. When the frozen one goes on, it follows, and has sent nothing.

export const plain = {};

export default async function ({ tab, newTab, desk, check, state, figure, simulator }) {
  await tab.open(simulator.addresses.toolbar);
  await tab.signIn(101);
  const { tab: other } = await newTab();
  await other.open(simulator.addresses.toolbar);
  await other.look();
  await other.sees("Calls ring in another tab");
  const call = await desk.ring(101, { caller: "07551234567" });
  await other.press("Answer");
  await other.sees("Talking");
  await desk.isQuiet(101);

  // Told of it, a page gives the lead up; one whose scripts are stopped cannot.
  await tab.send("Page.setWebLifecycleState", { state: "frozen" });
  await isTakenOver(other);
  await tab.send("Page.setWebLifecycleState", { state: "active" });
  await tab.sees("Calls ring in another tab");
  await state("told");
  await desk.isQuiet(101, 25_000);

  await tab.look();
  await other.send("Debugger.enable");
  await other.send("Debugger.pause");
  // A press that the frozen tab never takes is unknown; it takes it neither when it goes on.
  await tab.press("Drop");
  await tab.sees("It is not known yet whether this drop took effect.");
  await isTakenOver(tab);
  const before = (await desk.requests()).length;
  await other.send("Debugger.resume");
  await other.send("Debugger.disable");
  await other.sees("Calls ring in another tab");
  const names = (await desk.requests()).slice(before).map(({ name }) => name);
  check.that(!names.includes("syncagentinfo") && !names.includes("updateGuid"), `the thawed tab has asked: ${names}`);
  await state("not told");
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");
  check.equal((await desk.requests("login")).length, 1, "sign-ins");

  async function isTakenOver(by) {
    const asked = (await desk.requests("syncagentinfo")).length;
    const from = performance.now();
    await desk.hears("syncagentinfo", asked + 1, 60_000);
    figure("from freezing the leading tab to the take-over", `${Math.round(performance.now() - from)} ms`);
    await by.canPress("Drop");
    await by.sees("Talking", 0);
  }
}
