// The core dies again and again in the frame of a CRM page: after three restarts it says to use the phone, the page is
// told at once that there is no toolbar, and nothing begins it anew but a person. A frame that only falls silent is made
// anew three times, and then the same is said in its place.

import { death, DEATHS, MODULE } from "../deaths.mjs";
import { HASTE, LONG } from "../haste.mjs";

// A gateway may hold the poll of the page before to its end, and hand it an event that nobody hears.
export const gateway = ["--hold", "2000"];
export const settings = { limits: { pollHoldMs: 2000 } };
export const frames = true;
export const noise = [/page error/];

export default async function ({ toolbar, page, desk, check, state, crm }) {
  const frame = () => page.frames().at(-1);
  const connection = () => page.evaluate("toolbar.getSnapshot()?.connection.state");
  let loaded = 0;
  page.on("framenavigated", (frame) => (loaded += frame.parentFrame() ? 1 : 0));
  await page.addInitScript(HASTE);
  await page.goto(crm);
  toolbar.standsIn(page.frameLocator("iframe"));
  await page.evaluate("toolbar.ready");
  await toolbar.signsIn("101");
  const module = await frame().evaluate(MODULE);
  for (const way of Object.keys(DEATHS)) {
    for (let time = 0; time < 3; time += 1) {
      await dies(way);
      await check.eventually(() => frame().evaluate("self.isOld !== true").catch(() => false), (isNew) => isNew, `loaded anew, ${way}`);
      await toolbar.canPress("Busy");
    }
    await dies(way);
    await toolbar.shows(/has stopped again and again/);
    await check.eventually(connection, (state) => state === "noToolbar", `the page is told, ${way}`);
    const [before, asked] = [loaded, (await desk.requests()).length];
    await page.waitForTimeout(LONG);
    await toolbar.shows(/has stopped again and again/);
    check.equal([loaded, (await desk.requests()).length], [before, asked], "frames loaded, and requests");
    check.equal(await page.evaluate("toolbar.setReady().catch(({ kind, code }) => [kind, code])"), ["network", "stopped"], "what is asked");
    await state(`given up, ${way}`);
    // As if five minutes had passed, a person loads the frame anew.
    await frame().evaluate("sessionStorage.removeItem('agent-toolbar restarts'); location.reload()").catch(() => {});
    await toolbar.canPress("Busy");
    await check.eventually(connection, (state) => state === "fresh", "the page is told of it");
  }

  for (let time = 0; time < 4; time += 1) {
    await toolbar.canPress("Busy");
    await check.eventually(connection, (state) => state === "fresh", "it answers");
    const before = frame();
    await before.evaluate("MessagePort.prototype.postMessage = () => {}");
    await check.eventually(() => before.isDetached(), (isGone) => isGone, `the silent frame is taken away, ${time}`);
  }
  const words = page.getByRole("alert").filter({ hasText: "has stopped again and again" });
  await check.eventually(() => words.isVisible(), (isSeen) => isSeen, "said in its place");
  const before = loaded;
  await page.waitForTimeout(LONG);
  check.equal([loaded, await connection()], [before, "noToolbar"], "frames loaded, and the connection");
  await state("silent again and again");
  check.equal(await desk.commands(), [], "commands");

  async function dies(way) {
    await desk.isQuiet(101);
    await frame().evaluate("self.isOld = true");
    // The frame may be gone before it answers.
    await frame().evaluate(death(way, module)).catch(() => {});
  }
}
