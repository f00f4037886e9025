// A page of the toolbar's own origin that mounts the npm package: a shadow root, the same API, every verb granted; begun
// twice at once as React does, and a hundred times without anything left.

import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";

export const noise = [/favicon/];

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Home-grown CRM</title>
<style>button { background: red !important } .bar { display: none }</style>
<main><h1>Home-grown CRM</h1><section id="phone" aria-label="Phone"></section></main>`;
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; connect-src 'self'; worker-src 'self'; img-src 'self'";
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json", ".txt": "text/plain" };

export default async function ({ toolbar, page, desk, check, state, figure }) {
  const folder = process.env.PACKAGE;
  if (!folder) {
    throw new Error("PACKAGE must name the folder that `cargo xtask package` has made");
  }
  await page.route("**/crm", (route) => route.fulfill({ contentType: "text/html", body: PAGE, headers: { "Content-Security-Policy": POLICY } }));
  await page.route("**/package/**", async (route) => {
    const path = join(folder, new URL(route.request().url()).pathname.replace("/package/", ""));
    route.fulfill({ contentType: TYPES[extname(path)], body: await readFile(path) });
  });
  await page.goto(`${toolbar.address}crm`);
  await page.evaluate(`(async () => {
    const { mount } = await import("/package/mount.js");
    const phone = document.getElementById("phone");
    const begin = () => mount(phone, { settings: "/toolbar.json", agentId: "101", theme: "light" });
    for (let time = 0; time < 100; time += 1) {
      const bar = begin();
      if (time % 10 === 0) await bar.ready;
      bar.dispose();
      bar.dispose();
    }
    window.leftOver = phone.childNodes.length;
    begin().dispose();
    window.toolbar = begin();
    window.told = [];
    for (const name of ["call.ringing", "call.answered", "call.rejected", "command.confirmed"]) toolbar.on(name, (event) => told.push(event.name));
    toolbar.on("call.ringing", () => { throw new Error("thrown by a handler"); });
    toolbar.on("call.ringing", ({ call }) => told.push(call.caller));
    window.reported = [];
    addEventListener("error", (event) => (reported.push(event.message), event.preventDefault()));
    await toolbar.ready;
  })()`);
  check.equal(await page.evaluate("leftOver"), 0, "left over by a hundred");
  check.equal(await page.evaluate("toolbar.getSnapshot().granted.length"), 10, "verbs granted");
  check.equal(await toolbar.field(toolbar.words.agentId).inputValue(), "101", "the agent id is there already");
  await toolbar.signsIn("101");
  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.shows("07551234567");
  await state("ringing");
  await check.eventually(() => page.evaluate("told"), (told) => told.includes("07551234567"), "told past a handler that throws");
  check.equal(await page.evaluate("reported.length"), 1, "reported once");
  const rejected = await page.evaluate(`toolbar.reject(${JSON.stringify(call)}, { mode: "hangUp" })`);
  check.equal([rejected.act, rejected.callId, rejected.confirmedBy], ["reject", call, "AgentEvent_No_Answer"], "the promise");
  await check.eventually(() => page.evaluate("told"), (told) => told.includes("call.rejected") && told.includes("command.confirmed"), "rejected");
  check.equal(await desk.commands(), [`POST reject ${call}`], "commands");
  await page.evaluate("toolbar.setDisplay('minimized')");
  await toolbar.shows("No call");
  await page.evaluate("toolbar.dispose()");
  check.equal(await page.evaluate("document.getElementById('phone').childNodes.length"), 0, "taken off");
  figure("toolbars begun", 102);
}
