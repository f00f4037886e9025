// A CRM page that shows the toolbar and takes it off a hundred times, as pages of React do: nothing is left over. Then a
// frame that has been taken away, and one that has fallen silent, are made anew while the agent is signed in.

import { inEveryFrame } from "../worlds.mjs";

export const frames = true;
export const noise = [/favicon/];

/** Counts what a page has open: listeners on the window, timers, channels. */
const COUNT = `(() => {
  const open = (window.open_ = { listeners: 0, timers: new Set(), ports: new Set(), ticks: [] });
  const { addEventListener: add, setInterval: every, clearInterval: stop, setTimeout: later, clearTimeout: cancel } = window;
  window.addEventListener = function (name, listener, options) {
    if (name === "message") {
      open.listeners += 1;
      options?.signal?.addEventListener("abort", () => (open.listeners -= 1));
    }
    return add.call(this, name, listener, options);
  };
  window.setInterval = (act, span, ...rest) => {
    const id = every(act, span, ...rest);
    open.timers.add(id);
    open.ticks.push(act);
    return id;
  };
  window.clearInterval = (id) => (open.timers.delete(id), stop(id));
  window.setTimeout = (act, span, ...rest) => {
    const id = later(() => (open.timers.delete(id), act()), span, ...rest);
    open.timers.add(id);
    return id;
  };
  window.clearTimeout = (id) => (open.timers.delete(id), cancel(id));
  const Channel = window.MessageChannel;
  window.MessageChannel = function () {
    const channel = new Channel();
    const { port1 } = channel;
    const close = port1.close.bind(port1);
    open.ports.add(port1);
    port1.close = () => (open.ports.delete(port1), close());
    return channel;
  };
})()`;

const LEFT = `({ listeners: open_.listeners, timers: open_.timers.size, ports: open_.ports.size, frames: document.querySelectorAll("iframe").length, nodes: document.getElementById("phone-bar").childNodes.length })`;

export default async function ({ toolbar, page, desk, check, state, crm, session, figure }) {
  await page.addInitScript(COUNT);
  await page.goto(crm);
  toolbar.standsIn(page.frameLocator("iframe"));
  await page.evaluate("toolbar.ready");
  await page.evaluate("toolbar.dispose(), toolbar.dispose()");
  const none = await page.evaluate(LEFT);
  check.equal([none.listeners, none.ports, none.frames, none.nodes], [0, 0, 0, 0], "left over by the first");
  await page.evaluate(`(async () => {
    const { init } = await import("./agent-toolbar.js");
    const src = new URL(location.href).searchParams.get("toolbar");
    for (let time = 0; time < 100; time += 1) {
      const bar = init(document.getElementById("phone-bar"), { src });
      bar.on("call.ringing", () => {});
      bar.ready.catch(() => {});
      if (time % 10 === 0) await bar.ready;
      bar.dispose();
      bar.dispose();
    }
  })()`);
  check.equal(await page.evaluate(LEFT), none, "left over by a hundred");

  await page.evaluate(`(async () => {
    const { init } = await import("./agent-toolbar.js");
    const src = new URL(location.href).searchParams.get("toolbar");
    window.toolbar = init(document.getElementById("phone-bar"), { src });
    window.told = [];
    toolbar.on("connection.changed", ({ connection, present }) => told.push(connection.state + (present ? " present" : "")));
    toolbar.on("call.ringing", ({ present }) => told.push("ringing" + (present ? " present" : "")));
    await toolbar.ready;
  })()`);
  await toolbar.signsIn("101");
  await desk.ring(101, { caller: "07551234567" });
  await toolbar.shows("07551234567");
  await check.eventually(() => page.evaluate("told"), (told) => told.includes("ringing"), "the ring is told");

  await page.evaluate("document.querySelector('iframe').remove()");
  await page.evaluate("for (let tick = 0; tick < 6; tick += 1) open_.ticks.at(-1)()");
  await toolbar.shows("07551234567");
  await check.eventually(() => page.evaluate("told"), (told) => told.includes("noToolbar") && told.at(-1) !== "noToolbar" && told.includes("ringing present"), "told again as the present state");
  const error = await page.evaluate(`toolbar.setReady().catch((error) => error.kind)`);
  check.equal(error, "forbidden", "nothing was granted");

  await page.evaluate("told.length = 0");
  await page.frames().at(-1).evaluate(`location.reload()`);
  await toolbar.shows("07551234567");
  await check.eventually(() => page.evaluate("told"), (told) => told.includes("noToolbar") && told.includes("ringing present"), "told again after the frame was loaded anew");
  await state("ringing");
  check.equal((await inEveryFrame(session, "location.origin")).length, 2, "frames");
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  await page.evaluate("toolbar.dispose()");
  check.equal(await page.evaluate(LEFT), none, "left over in the end");
  figure("toolbars begun", 103);
}
