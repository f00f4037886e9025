// A page begins a toolbar in an element that has one, as a script that was loaded anew does: the second takes the place of
// the first, and neither is begun anew. What else the page puts into the element stays, also when the frame is made anew.

import { HASTE, LONG } from "../haste.mjs";

// A gateway may hold the poll of the page before to its end.
export const gateway = ["--hold", "2000"];
export const settings = { limits: { pollHoldMs: 2000 } };
export const frames = true;

export default async function ({ toolbar, page, desk, check, state, crm }) {
  let loaded = 0;
  page.on("framenavigated", (frame) => (loaded += frame.parentFrame() ? 1 : 0));
  await page.addInitScript(HASTE);
  await page.goto(crm);
  toolbar.standsIn(page.frameLocator("iframe"));
  await page.evaluate("toolbar.ready");
  await toolbar.signsIn("101");
  await page.evaluate(`(async () => {
    const { init } = await import("./agent-toolbar.js?again");
    window.place = document.getElementById("phone-bar");
    window.second = init(place, { src: ${JSON.stringify(toolbar.address)} });
    await second.ready;
    place.append(Object.assign(document.createElement("p"), { textContent: "A note of the page" }));
  })()`);
  await toolbar.is("Ready");
  await desk.isQuiet(101);
  const before = loaded;
  await page.waitForTimeout(LONG);
  check.equal([loaded, await page.locator("iframe").count()], [before, 1], "frames loaded meanwhile, and frames");
  await page.evaluate("toolbar.dispose()");
  check.equal(await page.evaluate("[toolbar, second].map((it) => it.getSnapshot().connection.state)"), ["noToolbar", "fresh"], "connections");
  await state("the second");

  const frame = page.frames().at(-1);
  await frame.evaluate("MessagePort.prototype.postMessage = () => {}");
  await check.eventually(() => frame.isDetached(), (isGone) => isGone, "the silent frame is taken away");
  await toolbar.is("Ready");
  check.equal(await page.locator("#phone-bar").getByText("A note of the page").count(), 1, "what the page has put there");
  await state("made anew");
  check.equal(await desk.commands(), [], "commands");
}
