// The ways in of docs/embedding.md, what a page is told there and what it may ask, each with the page's own snippet.

import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Toolbar } from "../toolbar.mjs";

const CALLER = "07551234567";

/** The integrator's own code, which the snippets call. */
const OWN = `<script>
  window.popped = [];
  window.openCustomer = (caller) => popped.push(caller);
</script>`;

/** Every case, for `runCases`. */
export function ways(embedded, snippets, { dist, npmPackage }) {
  const addresses = () => ({
    "https://toolbar.example/": embedded.address,
    "https://toolbar.example": new URL(embedded.address).origin,
    "https://crm.example": embedded.places.origin("crm"),
    "https://wallboard.example": embedded.places.origin("wallboard"),
  });
  const use = (name) => snippets.use(name, addresses());

  return [
    [
      "a framed toolbar pops the caller in ten lines, and not again when the page is loaded anew",
      async (check) => {
        check.that(snippets.lines("framed") <= 10, `${snippets.lines("framed")} lines`);
        const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
        check.that(readme.includes(snippets.use("framed")), "the README shows the same lines");
        const { page, toolbar } = await pops(check, { "/": OWN + use("framed") });
        await page.reload();
        await toolbar.canPress("Answer");
        check.equal(await page.evaluate(() => window.popped), [], "who is popped after a reload");
      },
    ],

    [
      "the element pops the caller in ten lines",
      async (check) => {
        check.that(snippets.lines("element") <= 10, `${snippets.lines("element")} lines`);
        await pops(check, { "/": OWN + use("element") });
      },
    ],

    [
      "the React page pops the caller, in strict mode and after it was taken off and put back",
      async (check) => {
        const script = bundledReact(use("react"));
        const { page, toolbar } = await pops(check, {
          "/": `${OWN}<div id="root"></div><script src="/react.js"></script>`,
          "/react.js": script,
        });
        check.equal(await page.locator("iframe").count(), 1, "frames in strict mode");
        await page.evaluate(() => window.show(false));
        check.equal(await page.locator("iframe").count(), 0, "frames of a page without it");
        await page.evaluate(() => window.show(true));
        await toolbar.canPress("Answer");
        check.equal(await page.locator("iframe").count(), 1, "frames of a page with it again");
      },
    ],

    [
      "the framed toolbar pops the caller on a page with the strict policy that is named",
      async (check) => {
        const [name, policy] = header(use("policy"));
        const violations = [];
        const { page } = await pops(
          check,
          { "/": { body: use("policy-page"), headers: { [name]: policy } }, "/phone.js": use("policy-script") },
          (page) => {
            page.on(
              "console",
              (message) => message.text().includes("Content Security Policy") && violations.push(message.text()),
            );
            return page.addInitScript(() => {
              window.popped = [];
              window.openCustomer = (caller) => window.popped.push(caller);
            });
          },
        );
        check.equal(violations, [], "violations");
        await page.evaluate(() =>
          document.body.append(
            Object.assign(document.createElement("script"), { textContent: "window.isInline = true" }),
          ),
        );
        check.equal(await page.evaluate(() => window.isInline), undefined, "an inline script on that page");
      },
    ],

    [
      "the toolbar in the same page pops the caller, with every verb granted",
      async (check) => {
        check.that(snippets.lines("same-page") <= 10, `${snippets.lines("same-page")} lines`);
        const page = await embedded.newPage();
        const { origin } = new URL(embedded.address);
        const html = OWN + use("same-page").replace("const toolbar =", "const toolbar = window.toolbar =");
        await page.route(`${origin}/crm`, (route) => route.fulfill({ contentType: "text/html", body: html }));
        await page.route(`${origin}/agent-toolbar/**`, (route) =>
          route.fulfill({
            path: join(npmPackage, new URL(route.request().url()).pathname.replace("/agent-toolbar/", "")),
          }),
        );
        await page.goto(`${origin}/crm`);
        await signsInAndPops(check, page, new Toolbar(page, null, embedded.address, check));
        check.equal(await page.evaluate(() => window.toolbar.getSnapshot().granted.length), 10, "verbs");
        check.equal(await page.locator("iframe").count(), 0, "frames");
      },
    ],

    [
      "a page is told what happens, by the events that are named",
      async (check) => {
        const told =
          "window.told = []; for (const name of ['startNote', 'closeNote', 'showState', 'showLine']) window[name] = (...words) => told.push([name, ...words]);";
        const { page, toolbar, call } = await pops(check, { "/": scripted(`${told}\n${use("events")}`) });
        await toolbar.presses("Answer");
        await toolbar.presses("Drop");
        const notes = () => page.evaluate(() => window.told.filter(([name]) => name.endsWith("Note")));
        await check.eventually(notes, (notes) => notes.length === 2, "answered and ended");
        check.equal(
          await notes(),
          [
            ["startNote", call],
            ["closeNote", call, "agent"],
          ],
          "what was told",
        );
        const states = await page.evaluate(() =>
          window.told.filter(([name]) => name === "showState").map(([, state]) => state),
        );
        check.that(states.includes("ready") && states.includes("occupied"), `states: ${states}`);
        check.that(
          await page.evaluate(() => window.told.some(([name, state]) => name === "showLine" && state === "fresh")),
          "the connection",
        );
      },
    ],

    [
      "a page may ask what is granted, and is told why not what is not",
      async (check) => {
        const button = `<button id="button">Answer</button><output id="said"></output>`;
        const own = `const button = document.getElementById("button"); const say = (text) => (document.getElementById("said").textContent = text);`;
        const asking =
          button +
          scripted(`${own}\n${use("asking")}\ntoolbar.on("call.ringing", ({ call }) => openCustomer(call.caller));`);
        for (const [settings, said, requests] of [
          [null, /^forbidden \S+ \S+$/, () => []],
          [JSON.parse(use("grants")), /^Answered: \S/, (call) => [`PUT answer ${call}`]],
        ]) {
          if (settings) {
            await embedded.desk.reset();
            await embedded.setUp(settings);
          }
          const { page, call } = await pops(check, { "/": asking });
          check.equal(
            await page.evaluate(() => window.toolbar.getSnapshot().granted.length),
            settings ? 4 : 0,
            "what is granted",
          );
          await page.getByRole("button", { name: "Answer" }).click();
          await check.eventually(
            () => page.locator("#said").textContent(),
            (text) => said.test(text),
            String(said),
          );
          check.equal(await embedded.desk.commands(), requests(call), "commands");
          await page.close();
        }
      },
    ],

    [
      "a toolbar that is served as the page says is framed by the page that is named, and by no other",
      async (check) => {
        const [name, policy] = header(use("ancestors"));
        await embedded.context.route(embedded.address, async (route) => {
          const response = await route.fetch({ url: embedded.simulator.addresses.toolbar });
          await route.fulfill({ response, headers: { ...response.headers(), [name.toLowerCase()]: policy } });
        });
        await pops(check, { "/": OWN + use("framed") });
        const page = await embedded.newPage();
        const said = [];
        page.on("console", (message) => said.push(message.text()));
        await page.goto(
          embedded.places.serve("wallboard", { "/": OWN + use("framed"), "/agent-toolbar.js": await script() }),
        );
        await check.eventually(
          () => said.join(),
          (text) => text.includes("frame-ancestors"),
          "the frame is refused",
        );
        check.that(
          page.frames().every((frame) => frame.url() !== embedded.address),
          "no toolbar there",
        );
        check.equal(await page.locator("#phone").innerText(), "", "the placeholder beside the browser's own page");
        await embedded.context.unroute(embedded.address);
      },
    ],

    [
      "the HubSpot page's settings are those that are named",
      async (check) => {
        const page = await readFile(
          fileURLToPath(new URL("../../host/adapters/hubspot/index.html", import.meta.url)),
          "utf8",
        );
        check.that(page.includes(snippets.use("hubspot").trim()), "the adapter's page holds the snippet");
      },
    ],
  ].map(([sentence, run]) => [sentence, (check) => afresh(run, check)]);

  async function afresh(run, check) {
    await Promise.all(embedded.context.pages().map((page) => page.close()));
    await embedded.desk.reset();
    await embedded.setUp({ hosts: embedded.hosts({ crm: [] }) });
    await run(check);
  }

  function script() {
    return readFile(join(dist, "agent-toolbar.js"), "utf8");
  }

  /** Serves these pages to a listed origin, signs in there, rings, and sees that the caller is popped. */
  async function pops(check, pages, prepare = () => {}) {
    const page = await embedded.newPage();
    await prepare(page);
    await page.goto(embedded.places.serve("crm", { ...pages, "/agent-toolbar.js": await script() }));
    const toolbar = embedded.toolbarIn(page, check, "iframe");
    return { page, toolbar, call: await signsInAndPops(check, page, toolbar) };
  }

  /** Signs in, rings, and sees that the caller is popped; the call. */
  async function signsInAndPops(check, page, toolbar) {
    await toolbar.signsIn("101");
    const call = await embedded.desk.ring(101, { caller: CALLER });
    await check.eventually(
      () => page.evaluate(() => window.popped),
      (popped) => popped.length > 0,
      "the caller is popped",
    );
    check.equal(await page.evaluate(() => window.popped), [CALLER], "who is popped");
    check.equal(page.troubles, [], "errors");
    return call;
  }

  /** A page whose script has a toolbar and goes on so. */
  function scripted(text) {
    const begin = `import { init } from "/agent-toolbar.js";\nconst toolbar = (window.toolbar = init(document.getElementById("phone"), { src: ${JSON.stringify(embedded.address)} }));`;
    return `${OWN}<div id="phone"></div><script type="module">${begin}\n${text}</script>`;
  }

  /** The component of the page in an application of its own, as one script. */
  function bundledReact(component) {
    const application = `
      import { StrictMode, useState } from "react";
      import { createRoot } from "react-dom/client";
      ${component}
      function Application() {
        const [isShown, show] = useState(true);
        window.show = show;
        return isShown && <Phone onRing={(caller) => openCustomer(caller)} />;
      }
      createRoot(document.getElementById("root")).render(<StrictMode><Application /></StrictMode>);`;
    const here = fileURLToPath(new URL("..", import.meta.url));
    const text = application.replaceAll("./agent-toolbar.js", join(dist, "agent-toolbar.js"));
    return execFileSync(
      "esbuild",
      [
        "--bundle",
        "--loader=jsx",
        "--jsx=automatic",
        '--define:process.env.NODE_ENV="development"',
        "--log-level=warning",
        `--sourcefile=${here}react.jsx`,
      ],
      {
        cwd: here,
        input: text,
        encoding: "utf8",
        maxBuffer: 64 * 1024 * 1024,
      },
    );
  }
}

/** The name and the value of a header that the page names. */
function header(text) {
  const at = text.indexOf(":");
  return [text.slice(0, at), text.slice(at + 1).trim()];
}
