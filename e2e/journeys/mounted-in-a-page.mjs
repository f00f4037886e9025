// A page of the toolbar's own origin that mounts the npm package: told of a wrong toolbar.json, a shadow root, the same
// API, every verb granted; begun twice at once as React does, and a hundred times without anything left.

import { openPackagePage } from "../package-page.mjs";

export const noise = [/favicon/];

const HEAD = "<style>button { background: red !important } .bar { display: none }</style>";

export default async function ({ toolbar, page, desk, check, state, figure }) {
  await openPackagePage({ page, toolbar }, HEAD);
  await page.route("**/wrong.json", (route) => route.fulfill({ json: { drop: "release it" } }));
  const wrong = await page.evaluate(`(async () => {
    const { mount } = await import("/package/mount.js");
    window.wrong = mount(document.getElementById("phone"), { settings: "/wrong.json" });
    const failure = ({ kind, code, retryable }) => [kind, code, retryable];
    return [await wrong.ready.catch(failure), await wrong.setReady().catch(failure)];
  })()`);
  check.equal(wrong, [["network", "wrongSettings", false], ["network", "wrongSettings", false]], "told of wrong settings");
  await toolbar.shows(/“drop”.*is wrong/);
  await page.evaluate("wrong.dispose()");
  await page.evaluate(`(async () => {
    const { mount } = await import("/package/mount.js");
    const phone = document.getElementById("phone");
    const begin = () => mount(phone, { settings: "/toolbar.json", agentId: "101", theme: "light", ownPage: true });
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
  check.equal(await page.evaluate("sessionStorage.length"), 0, "what is kept, also where the page says that it is the toolbar's own");
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
  figure("toolbars begun", 103);
}
