// The browser leaves the toolbar's page, keeps it, and comes back to it: the gateway is asked before
// anything can be pressed, and the call that rang meanwhile is there.

export const noise = [/favicon/];

export default async function ({ toolbar, page, read, desk, check, state }) {
  await page.addInitScript(() => addEventListener("pageshow", ({ persisted }) => (window.isBack = persisted)));
  await toolbar.open();
  await toolbar.signsIn("101");
  await desk.isQuiet(101);
  await page.goto(`${toolbar.address}boot.js`);
  const call = await desk.ring(101, { caller: "07551234567" });
  await page.goBack({ waitUntil: "commit" });
  check.equal(await read("window.isBack"), true, "the page was kept");
  await toolbar.canPress("Answer");
  await toolbar.shows("07551234567", 0);
  const asked = (await desk.requests()).map(({ name }) => name);
  check.that(asked.lastIndexOf("allcallinfoEx") > asked.indexOf("getAgentEvent"), "the calls were asked for");
  await state("back");
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");
}
