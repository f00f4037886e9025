// The core dies in a page that belongs to a host and has the toolbar in the same page: the toolbar is taken
// off, falls silent and says so. The page is the host's and is not loaded anew; nothing more is sent.

import { death, DEATHS } from "../deaths.mjs";
import { openHostPage } from "../host-page.mjs";

export const noise = [/page error/, /favicon/];

export default async function (stage) {
  const { toolbar, page, read, desk, check, state } = stage;
  for (const way of Object.keys(DEATHS)) {
    const module = await openHostPage(stage);
    await toolbar.signsIn("101");
    check.equal(await read("Object.keys(sessionStorage)"), [], "what is kept");
    const call = await desk.ring(101, { caller: "07551234567" });
    await toolbar.canPress("Answer");
    await check.eventually(() => read("ears.isOn()"), (isOn) => isOn, "the ring is heard");
    await desk.isQuiet(101);
    await read("window.isOld = true");
    await read(death(way, module));
    await toolbar.shows(/The agent toolbar has stopped\. Use your phone\./);
    await check.eventually(() => read("ears.isOn()"), (isOn) => !isOn, "the ring is silent");
    const before = (await desk.requests()).length;
    await desk.hangUp(call);
    await page.waitForTimeout(3000);
    check.equal((await desk.requests()).length, before, "requests of a dead toolbar");
    check.equal(await read("window.isOld"), true, "the host's page stays");
    await state(way);
    check.equal(await desk.commands(), [], "commands");
    await desk.reset();
  }
}
