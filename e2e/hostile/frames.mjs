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

/** A page that frames the toolbar of this address by the host's script. */
const framing = (address) =>
  paper(`<div id="phone"></div><script type="module">
  import { init } from "/agent-toolbar.js";
  window.outcome = "waiting";
  init(document.getElementById("phone"), { src: ${JSON.stringify(address)} }).ready.then(
    () => (window.outcome = "ready"),
    ({ kind, code }) => (window.outcome = kind + " " + code),
  );
</script>`);

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
      const page = await withToolbar(embedded, check);
      const pretender = embedded.places.serve("evil", { "/": paper() });
      await page.evaluate((src) => hand.frame(src), pretender);
      await pretends(check, page, await frameAt(page, pretender));
    },
  ],

  [
    "a toolbar's frame that has gone elsewhere is told nothing",
    async (check) => {
      const page = await withToolbar(embedded, check);
      const pretender = embedded.places.serve("evil", { "/": paper() });
      await page.evaluate((src) => (document.querySelector("iframe").src = src), pretender);
      await pretends(check, page, await frameAt(page, pretender));
    },
  ],

  [
    "another frame of the toolbar's own origin is told nothing by the host's script",
    async (check) => {
      const page = await withToolbar(embedded, check);
      const file = `${embedded.address}toolbar.json`;
      await page.evaluate((src) => hand.frame(src), file);
      await pretends(check, page, await frameAt(page, file));
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

/** A listed page with a toolbar that its host's script has made and found ready. */
async function withToolbar(embedded, check) {
  const pages = { "/": framing(embedded.address), "/agent-toolbar.js": embedded.script };
  const page = await visit(embedded, embedded.places.serve("crm", pages));
  await check.eventually(
    () => page.evaluate(() => window.outcome),
    (outcome) => outcome === "ready",
    "the toolbar is ready",
  );
  return page;
}

/** The frame says that it is the toolbar, and the host's script tells it nothing. */
async function pretends(check, page, frame) {
  await frame.waitForLoadState();
  await frame.evaluate(() => {
    globalThis.told = [];
    addEventListener("message", ({ data }) => told.push(data));
    parent.postMessage({ agentToolbar: "ready", v: 1 }, "*");
  });
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  check.equal(await frame.evaluate(() => told), [], "what the pretender was told");
  await page.close();
}
