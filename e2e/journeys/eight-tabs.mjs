// Eight tabs over HTTP/1.1, where the browser opens six connections to a host at most: the tabs that follow
// hold none of them, so a command finds its way at once, wherever it is pressed.

export default async function ({ toolbar, page, newTab, desk, check, state, figure }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const tabs = [{ toolbar, page }];
  const sentByOthers = [];
  while (tabs.length < 8) {
    const tab = await newTab();
    tab.page.on("request", (request) => request.url().includes("/agentgateway/") && sentByOthers.push(request.url()));
    await tab.toolbar.open();
    await tab.toolbar.shows("Calls ring in another tab");
    tabs.push(tab);
  }
  await desk.isQuiet(101);

  for (const [index, tab] of [tabs[7], tabs[0]].entries()) {
    const call = await desk.ring(101, { caller: "07551234567" });
    const times = await pressed(tab, "Answer");
    for (const { toolbar } of tabs) {
      await toolbar.shows("Talking");
    }
    const [answer] = (await desk.requests("answer")).slice(-1);
    figure(`from a press at ${index === 0 ? "a following" : "the leading"} tab to the gateway`, `${answer.time - times} ms`);
    check.equal(sentByOthers, [], "what the other tabs have asked the gateway themselves");
    await desk.isQuiet(101);
    await desk.hangUp(call);
    await toolbar.shows("No call");
  }
  // The gateway refuses a poll while it holds another one.
  check.equal((await desk.log()).filter(({ retcode }) => retcode === "000-007"), [], "polls side by side");
  check.equal((await desk.requests("answer")).length, 2, "answers at the gateway");
  check.equal((await desk.requests("login")).length, 1, "sign-ins");
  await state("eight tabs");

  /** When the button was pressed, by the tab's own clock. */
  async function pressed({ page, toolbar }, name) {
    await page.evaluate(() => addEventListener("click", () => (window.pressed = Date.now()), true));
    await toolbar.presses(name);
    return page.evaluate(() => window.pressed);
  }
}
