// The core dies in a page that belongs to a host and has the toolbar in the same page: the toolbar is taken
// off, falls silent and says so. The page is the host's and is not loaded anew; nothing more is sent.

import { death, MODULE } from "../deaths.mjs";

const HOST = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>
<main><h1>Host</h1><section id="phone" aria-label="Phone"></section></main></html>`;

export const noise = [/page error/, /favicon/];

export default async function ({ toolbar, page, read, desk, check, state }) {
  await toolbar.open();
  await toolbar.hasSignInForm();
  const module = await read(MODULE);
  const wasm = await read(`new URL(document.querySelector("script[data-module]").dataset.wasm, document.baseURI).href`);
  const style = await read(`document.querySelector("link[rel=stylesheet]").href`);
  await page.route("**/host", (route) => route.fulfill({ contentType: "text/html", body: HOST }));

  for (const way of ["trapped", "thrown", "stuck"]) {
    await page.goto(`${toolbar.address}host`);
    await mount();
    await toolbar.signsIn("101");
    check.equal(await read("Object.keys(sessionStorage)"), [], "what is kept");
    const call = await desk.ring(101, { caller: "07551234567" });
    await toolbar.canPress("Answer");
    await check.eventually(() => read("ears.isOn()"), (isOn) => isOn, "the ring is heard");
    await desk.isQuiet(101);
    await read("window.isOld = true");
    await read(death(way, module));
    await toolbar.shows(/The agent toolbar has stopped\. Use your phone\./, 3000);
    await check.eventually(() => read("ears.isOn()"), (isOn) => !isOn, "the ring is silent", 1000);
    check.equal((await desk.session(101)).pollsHeld, 1, "the abandoned poll");
    const before = (await desk.requests()).length;
    await desk.hangUp(call);
    await page.waitForTimeout(3000);
    check.equal((await desk.requests()).length, before, "requests of a dead toolbar");
    check.equal(await read("window.isOld"), true, "the host's page stays");
    await state(way);
    check.equal(await desk.commands(), [], "commands");
    await desk.reset();
  }

  async function mount() {
    await read(`(async () => {
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: ${JSON.stringify(style)} });
      document.head.append(link);
      const core = await import(${JSON.stringify(module)});
      await core.default({ module_or_path: ${JSON.stringify(wasm)} });
      core.mount(document.getElementById("phone"), { settings: new URL("toolbar.json", location.href).href });
    })()`);
  }
}
