// Five tabs of one agent, opened and closed one after the other: one poll and one sign-in, whatever is
// closed, and the call goes on in the next tab.

// A gateway may hold the poll of a closed tab to its end, and only then hand events to the next one.
export const gateway = ["--hold", "2000"];
export const settings = { limits: { pollHoldMs: 2000 } };

export default async function ({ toolbar, newTab, desk, check, state, figure, page }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const tabs = [{ toolbar, page }];
  while (tabs.length < 5) {
    const tab = await newTab();
    await tab.toolbar.open();
    await tab.toolbar.shows("Calls ring in another tab");
    tabs.push(tab);
  }
  const call = await desk.ring(101, { caller: "07551234567" });
  await tabs[3].toolbar.presses("Answer");
  for (const tab of tabs) {
    await tab.toolbar.shows("Talking");
  }
  await desk.isQuiet(101);
  await state("five tabs");

  while (tabs.length > 1) {
    const asked = (await desk.requests("syncagentinfo")).length;
    // The first that was opened leads, and after it whoever has waited longest.
    const leading = tabs.shift();
    const closed = Date.now();
    await leading.page.close();
    const requests = await desk.hears("syncagentinfo", asked + 1);
    const took = requests.at(-1).time - closed;
    figure("from closing the leading tab to the take-over", `${took} ms`);
    await tabs[0].toolbar.canPress("Drop");
    await desk.isQuiet(101);
  }
  await tabs[0].toolbar.presses("Drop");
  await tabs[0].toolbar.shows("No call");
  check.equal(await desk.commands(), [`PUT answer ${call}`, `POST dropCall ${call}`], "commands");
  check.equal((await desk.requests("login")).length, 1, "sign-ins");
}
