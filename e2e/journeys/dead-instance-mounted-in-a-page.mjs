// The core dies in a page that mounts the npm package, while an answer is under way: the promise says that nobody knows,
// whatever is asked afterwards is refused at once, and the picture says that there is no toolbar. A core that cannot be
// loaded is said in its place and by `ready`, and the next one may be loaded.

import { death, DEATHS } from "../deaths.mjs";
import { openPackagePage } from "../package-page.mjs";

export const noise = [/page error/, /favicon/, /agent_toolbar_bg\.wasm/];

const MOUNT = `import("/package/mount.js").then(({ mount }) => {
  window.toolbar = mount(document.getElementById("phone"), { settings: "/toolbar.json" });
  window.told = [];
  toolbar.on("connection.changed", ({ connection }) => told.push(connection.state));
})`;
const FAILS = "(error) => [error.kind, error.code, error.retryable]";

export default async function (stage) {
  const { toolbar, page, read, desk, check, state } = stage;
  const module = new URL("package/agent_toolbar.js", toolbar.address).href;
  for (const way of Object.keys(DEATHS)) {
    await openPackagePage(stage);
    await page.evaluate(MOUNT);
    await toolbar.signsIn("101");
    const call = await desk.ring(101, { caller: "07551234567" });
    await toolbar.canPress("Answer");
    await desk.arm("requestSwallowed", { on: "answer" });
    await page.evaluate(`void (window.asked = toolbar.answer(${JSON.stringify(call)}).catch(${FAILS}))`);
    await check.eventually(() => desk.commands(), (commands) => commands.length === 1, "the answer is under way");
    await read(death(way, module));
    await toolbar.shows(/The agent toolbar has stopped\. Use your phone\./);
    check.equal(await page.evaluate("asked"), ["unknown", "lost", false], `the promise, ${way}`);
    check.equal(await page.evaluate(`toolbar.drop(${JSON.stringify(call)}).catch(${FAILS})`), ["network", "stopped", false], "what is asked afterwards");
    check.equal(await page.evaluate("[toolbar.getSnapshot().connection.state, told.at(-1)]"), ["noToolbar", "noToolbar"], "the connection");
    await state(way);
    await page.evaluate("toolbar.dispose()");
    check.equal(await page.evaluate("document.getElementById('phone').childNodes.length"), 0, "taken off");
    check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");
    await desk.reset();
  }

  await openPackagePage(stage);
  await page.route("**/*.wasm", (route) => route.abort());
  await page.evaluate(MOUNT);
  await toolbar.announces(/The agent toolbar could not be loaded\./);
  check.equal(await page.evaluate(`toolbar.ready.catch(${FAILS})`), ["network", "notLoaded", false], "ready");
  check.equal(await page.evaluate(`toolbar.setReady().catch(${FAILS})`), ["network", "notLoaded", false], "what is asked");
  await state("not loaded");
  await page.evaluate("toolbar.dispose()");
  await page.unroute("**/*.wasm");
  await page.evaluate(MOUNT);
  await toolbar.hasSignInForm();
}
