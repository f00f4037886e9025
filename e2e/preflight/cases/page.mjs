// The page itself: its languages, its copy, its keys, and what it leaves alone.

import { readFile, readdir } from "node:fs/promises";
import { evaluate } from "../../worlds.mjs";
import { passOn } from "../site.mjs";

const FOLDER = new URL("../../../preflight/", import.meta.url);

/** Names that stay as they are in every language. */
const NAMES = /https?:\/\/\S+|[\w-]+\.(?:js|wasm)\b|\.(?:js|wasm)\b|text\/(?:plain|javascript)|\/agentgateway\/resource|“[^”]*”|\b(?:https?|Guid|Set-GUID|CRM|CORS|WebAssembly|Web|worker|wasm|header|cookie|Cookie|application|HTTP|VPN|Content-Type|Content-Security-Policy|frame-ancestors|self|none|retcode|limits\.\w+|toolbar\.json|nginx|proxy_read_timeout)\b/g;

const SAID = `[document.body.innerText, document.title,
  ...[...document.querySelectorAll("*")].flatMap((element) => ["aria-label", "title", "placeholder"].map((name) => element.getAttribute(name) ?? "")),
].join("\\n")`;

/** A case shown in Chinese throughout, for one way to come to it. */
const chinese = (name, given) => ({
  name,
  ...given,
  async act({ preflight, check }) {
    check.equal(await preflight.read("document.documentElement.lang"), "zh-CN", "the page's language");
    const said = (await preflight.read(SAID)).replace(NAMES, "");
    check.equal(said.match(/[A-Za-z]{2,}/g), null, "English words");
  },
});

/** Everything that is wrong at once, so that there is much to read. */
const MUCH_WRONG = {
  gateway: () => (question) => question.socket.destroy(),
  site: { type: (path) => (/agent-toolbar.*\.(js|wasm)$/.test(path) ? "text/plain" : undefined), date: () => ({ Date: new Date(0).toUTCString() }) },
  rows: { gateway: "fails", "sent-once": "unchecked", "script-types": "fails", "wasm-type": "limited", clock: "limited" },
};

export default [
  chinese("Chinese by the address", { query: "?lang=zh-CN" }),
  chinese("Chinese by the browser", { browser: { context: { locale: "zh-CN" } } }),
  chinese("Chinese by the settings", { settings: { language: "zh-CN" } }),
  chinese("much that is wrong, in Chinese", { query: "?lang=zh", looks: true, ...MUCH_WRONG }),
  {
    name: "the address decides the language before settings and browser do",
    query: "?lang=en",
    settings: { language: "zh-CN" },
    browser: { context: { locale: "zh-CN" } },
    async act({ preflight, check, page }) {
      check.equal(await preflight.read("document.documentElement.lang"), "en", "the page's language");
      check.equal(await page.getByRole("heading", { level: 1 }).innerText(), "Pre-flight check");
    },
  },
  {
    name: "the colours of the settings are the page's",
    settings: { theme: "dark" },
    act: async ({ preflight, check }) => check.equal(await preflight.read("getComputedStyle(document.documentElement).colorScheme"), "dark"),
  },
  {
    name: "every sentence is said in Chinese too, with the same blanks",
    async act({ check }) {
      const english = await sentences();
      const lines = (await readFile(new URL("zh-CN.txt", FOLDER), "utf8")).trimEnd().split("\n").map((line) => line.split(" = "));
      check.that(english.length > 100, "the sentences are found");
      check.equal(lines.map(([sentence]) => sentence).sort(), english.sort(), "the sentences of the language");
      for (const [sentence, words] of lines) {
        check.equal(blanks(words), blanks(sentence), sentence);
      }
    },
  },
  {
    name: "the copied text has every row, browser and address, but no query",
    query: "?lang=en&token=not-for-others",
    ...MUCH_WRONG,
    async act(scene) {
      const { page, check, preflight, origin } = scene;
      await page.getByRole("button", { name: "Copy for support" }).click();
      await check.eventually(() => preflight.read("document.getElementById('told').textContent"), (text) => text === "Copied.", "it is copied");
      const text = await page.evaluate(() => navigator.clipboard.readText());
      check.matches(text, new RegExp(`^Page: ${origin}/preflight\\.html$`, "m"));
      check.matches(text, /^Browser: Mozilla\/5\.0 .*Chrom/m);
      check.that(!text.includes("not-for-others"), "the query is copied");
      for (const { title, found } of Object.values(await titles(scene))) {
        check.that(text.includes(`] ${title}: ${found}`), `${title} is in the text`);
      }
      check.matches(text, /^\[fails\] Gateway reached: The request failed without an answer\.\n {4}This may have several causes.*\n {4}1\. .*\n {4}2\. /m);
      check.matches(text, /^\[fails\] Type of the scripts: .*\n {4}→ Have the web server send files/m);
    },
  },
  {
    name: "where the browser lets nothing be copied the text is shown to be marked",
    looks: true,
    prepare: "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))",
    async act({ page, check }) {
      await page.getByRole("button", { name: "Copy for support" }).click();
      await check.eventually(() => page.getByText("The browser does not let this page copy").isVisible(), Boolean, "it is told");
      check.matches(await page.locator("#copied-text").innerText(), /Secure address: /);
      check.equal(await page.evaluate(() => document.activeElement.id), "copied-text", "the focus");
    },
  },
  {
    name: "everything on the page is reached and used by keys",
    async act({ page, session, check, preflight }) {
      const names = [];
      await evaluate(session, "document.body.focus()");
      for (let presses = 0; presses < 6; presses += 1) {
        await page.keyboard.press("Tab");
        names.push(await preflight.read("document.activeElement.name || document.activeElement.id"));
        const outline = await preflight.read("getComputedStyle(document.activeElement).outlineStyle");
        check.equal(outline, "solid", `the focus on ${names.at(-1)} is seen`);
      }
      check.equal(names, ["again", "copy", "agent", "password", "phone", "sign-in"], "the order");
      await page.locator("#again").focus();
      await page.keyboard.press("Enter");
      const rows = await preflight.rows();
      check.equal(rows.gateway.result, "works", "after “Run again” by a key");
    },
  },
  {
    name: "what has been mended is seen by running again",
    gateway: (simulator) => {
      const pass = passOn(simulator);
      let isFirst = true;
      return (question, answer) => {
        if (isFirst) {
          isFirst = false;
          answer.writeHead(502).end();
        } else {
          pass(question, answer);
        }
      };
    },
    rows: { gateway: ["fails", /HTTP 502/, [/trusts its certificate/]] },
    verdict: ["fails", /^Failed: 1\./],
    async act({ page, preflight, check }) {
      await page.getByRole("button", { name: "Run again" }).click();
      await check.eventually(() => preflight.verdict(), ([result]) => result === "works", "it works now");
    },
  },
  {
    name: "the page asks nothing of a session and touches no toolbar's entries",
    prepare: "if (!sessionStorage.length) { sessionStorage.setItem('agent-toolbar /agentgateway/resource', 'kept'); localStorage.setItem('theirs', 'kept'); }",
    async act({ preflight, check, requests }) {
      const entries = await preflight.read("[Object.entries({ ...sessionStorage }), Object.entries({ ...localStorage })]");
      check.equal(entries, [[["agent-toolbar /agentgateway/resource", "kept"]], [["theirs", "kept"]]], "what is stored");
      const asked = requests.filter((address) => address.includes("/agentgateway/")).map((address) => new URL(address).pathname);
      check.equal([...new Set(asked)], ["/agentgateway/resource/onlineagent/0/agentstatus"], "requests to the gateway");
    },
  },
];

/** Every sentence that the page's scripts hold. */
async function sentences() {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(".js"));
  const scripts = await Promise.all(files.map((file) => readFile(new URL(file, FOLDER), "utf8")));
  const found = scripts.flatMap((script) => [...script.matchAll(/\bt\(\s*("(?:[^"\\]|\\.)*")/g)].map(([, sentence]) => JSON.parse(sentence)));
  return [...new Set(found)];
}

const blanks = (sentence) => (sentence.match(/\{\d\}/g) ?? []).sort();

/** Title and what was found of every row. */
const titles = ({ preflight }) =>
  preflight.read(`[...document.querySelectorAll("tr.row")].map((row) => ({
    title: row.querySelector("th").textContent, found: row.querySelector(".found > p:first-child").textContent,
  }))`);
