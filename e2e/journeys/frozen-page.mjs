// The browser freezes the page for a while, as it does with tabs that nobody looks at. A call rings
// meanwhile. When the page goes on, the gateway is asked before the call can be answered.

export const plain = {};

export default async function ({ tab, newTab, read, desk, check, state, simulator }) {
  await tab.open(simulator.addresses.toolbar);
  await tab.signIn(101);
  await desk.isQuiet(101);
  const { tab: other } = await newTab();
  await other.look();
  await read("window.beats = 0; setInterval(() => (window.beats += 1), 1000); undefined");
  await tab.send("Page.setWebLifecycleState", { state: "frozen" });
  const call = await desk.ring(101, { caller: "07551234567" });
  await pause(12_000);
  const before = (await desk.requests()).length;
  check.that((await read("window.beats")) <= 1, "the page is frozen");
  await tab.look();
  await tab.send("Page.setWebLifecycleState", { state: "active" });
  await tab.canPress("Answer");
  await tab.sees("07551234567", 0);
  const since = (await desk.requests()).slice(before).map(({ name }) => name);
  check.that(since.includes("allcallinfoEx"), `the calls were asked for: ${since}`);
  await state("thawed");
  await tab.press("Answer");
  await tab.sees("Talking");
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");
}

const pause = (wait) => new Promise((resolve) => setTimeout(resolve, wait));
