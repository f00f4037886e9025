// Frames that come and go, hosts that never answer, and frames that only pretend: from both sides of the bridge.

import {
  answersEchoes,
  connected,
  frameAt,
  frameToolbar,
  isWelcomed,
  listens,
  paper,
  reached,
  visit,
} from "./scene.mjs";

/** A page that frames the toolbar by the host's script. `source`: where the frame is said to be. */
const framing = (source) =>
  paper(`<div id="phone"></div><script type="module">
  import { init } from "/agent-toolbar.js";
  window.init = init;
  window.begin = () => {
    window.toolbar = init(document.getElementById("phone"), { src: ${JSON.stringify(source)} });
    window.outcome = "waiting";
    window.toolbar.ready.then(() => (window.outcome = "ready"), ({ kind, code }) => (window.outcome = kind + " " + code));
  };
  begin();
</script>`);

/** Says that it is the toolbar, to whoever frames it, and keeps what it is told. */
const PRETENDER = paper(`<script>parent.postMessage({ agentToolbar: "ready", v: 1 }, "*")</script>`);

/** Every case, for `runCases`. */
export const frames = (embedded) => [
  [
    "a frame that is removed and put back begins a line anew, and the one before is dead",
    async (check) => {
      const { page, line } = await connected(embedded, check);
      await page.evaluate(() => document.querySelector("iframe").remove());
      await page.evaluate((address) => hand.frame(address), embedded.address);
      await embedded.toolbarIn(page, check, "iframe").is("Ready");
      const frame = await frameAt(page, embedded.address);
      await listens(frame);
      await answersEchoes(frame);
      const before = await page.evaluate((line) => hand.lines[line].texts.length, line);
      const next = await page.evaluate((origin) => hand.greet("frames[0]", origin), new URL(embedded.address).origin);
      await isWelcomed(check, page, next);
      await page.evaluate((line) => hand.say(line, '{"v":1,"type":"ping"}'), line);
      await page.evaluate(() => hand.catchUp("frames[0]"));
      check.equal(await page.evaluate((line) => hand.lines[line].texts.length, line), before, "texts on the old line");
      check.equal(
        await page.evaluate(() => hand.heard.filter(({ data }) => data?.agentToolbar === "ready").length),
        2,
        "words that the toolbar is there",
      );
      await page.close();
    },
  ],

  [
    "a host that never answers takes nothing from the agent",
    async (check) => {
      const page = await visit(embedded, embedded.places.serve("crm", { "/": paper() }));
      const { toolbar } = await frameToolbar(embedded, page, check);
      await toolbar.signsIn("101");
      const call = await embedded.desk.ring(101, { caller: "07551234567" });
      await toolbar.presses("Answer");
      await toolbar.shows("Talking");
      await toolbar.presses("Drop");
      await toolbar.shows("No call");
      check.equal(await reached(embedded), [`PUT answer ${call}`, "DELETE release"], "requests");
      check.equal(page.troubles, [], "errors");
      await page.close();
    },
  ],

  [
    "a frame of another origin that pretends to be the toolbar is told nothing",
    async (check) => {
      const pretender = embedded.places.serve("evil", { "/": PRETENDER });
      const page = await withScript(embedded, framing(embedded.address));
      await page.evaluate((src) => hand.frame(src), pretender);
      const frame = await frameAt(page, pretender);
      await frame.evaluate(() => parent.postMessage({ agentToolbar: "ready", v: 1 }, "*"));
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
      check.equal(await frame.evaluate(() => hand.heard), [], "what the pretender was told");
      await page.close();
    },
  ],

  [
    "a toolbar's frame that has gone elsewhere is told nothing",
    async (check) => {
      const page = await withScript(embedded, framing(embedded.address));
      await check.eventually(
        () => page.evaluate(() => window.outcome),
        (outcome) => outcome === "ready",
        "the toolbar is ready",
      );
      const pretender = embedded.places.serve("evil", { "/": PRETENDER });
      await page.evaluate((src) => (document.querySelector("iframe").src = src), pretender);
      const frame = await frameAt(page, pretender);
      await frame.waitForLoadState();
      await frame.evaluate(() => parent.postMessage({ agentToolbar: "ready", v: 1 }, "*"));
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
      check.equal(await frame.evaluate(() => hand.heard), [], "what the pretender was told");
      await page.close();
    },
  ],

  [
    "another frame of the toolbar's own origin is told nothing by the host's script",
    async (check) => {
      const page = await withScript(embedded, framing(embedded.address));
      await check.eventually(
        () => page.evaluate(() => window.outcome),
        (outcome) => outcome === "ready",
        "the toolbar is ready",
      );
      await page.evaluate((src) => hand.frame(src), `${embedded.address}toolbar.json`);
      const frame = await frameAt(page, `${embedded.address}toolbar.json`);
      await frame.evaluate(() => {
        window.heard = [];
        addEventListener("message", ({ data }) => window.heard.push(data));
        parent.postMessage({ agentToolbar: "ready", v: 1 }, "*");
      });
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
      check.equal(await frame.evaluate(() => window.heard), [], "what the other frame was told");
      await page.close();
    },
  ],

  [
    "a page that is not listed is told so after twenty seconds, and the agent can work all the same",
    async (check) => {
      const context = await embedded.context.browser().newContext({ locale: "en-GB" });
      const page = await embedded.newPage(context);
      await page.clock.install();
      await page.goto(
        embedded.places.serve("evil", { "/": framing(embedded.address), "/agent-toolbar.js": embedded.script }),
      );
      const toolbar = embedded.toolbarIn(page, check, "iframe");
      await toolbar.hasSignInForm();
      check.equal(await page.evaluate(() => window.outcome), "waiting", "before");
      await page.clock.fastForward(21_000);
      await check.eventually(
        () => page.evaluate(() => window.outcome),
        (outcome) => outcome === "network notConnected",
        "told so",
      );
      check.that(await toolbar.field(toolbar.words.agentId).isVisible(), "the toolbar is still there");
      await context.close();
    },
  ],
];

async function withScript(embedded, body) {
  const address = embedded.places.serve("crm", { "/": body, "/agent-toolbar.js": embedded.script });
  return visit(embedded, address);
}
