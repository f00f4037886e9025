// Who is not welcomed: every page but one of a listed origin, in whose own frame the toolbar is.

import { frameToolbar, isIgnored, isWelcomed, paper, visit, answersEchoes, frameAt } from "./scene.mjs";

/** The names of places that look like `crm` and are others. */
const LOOK_ALIKES = [
  "evil",
  "evil-crm",
  "crm-evil",
  "sub.crm.localhost",
  "crm.evil.localhost",
  "crm.localhost.evil.localhost",
  "xn--rm-nmc.localhost",
  "crm.localhost.",
];

/** Every case, for `runCases`. */
export const strangers = (embedded) => [
  [
    "a listed page is told that the toolbar is there, and is welcomed",
    async (check) => {
      const page = await visit(embedded, embedded.places.serve("crm", { "/": paper() }));
      await frameToolbar(embedded, page, check);
      const line = await greet(embedded, page);
      await isWelcomed(check, page, line);
      const heard = await page.evaluate(() => hand.heard.map(({ data, origin }) => [origin, data]));
      const [first] = heard;
      check.equal(first, [new URL(embedded.address).origin, { agentToolbar: "ready", v: 1 }], "the first word");
      await page.close();
    },
  ],

  ...LOOK_ALIKES.map((name) => [
    `a page of ${name} is not welcomed`,
    async (check) => {
      await isStranger(embedded, check, embedded.places.serve(name, { "/": paper() }));
    },
  ]),

  [
    "a page of the same host on another port is not welcomed",
    async (check) => {
      const origin = embedded.otherPort.origin("crm");
      embedded.otherPort.serve("crm", { "/": paper() });
      await isStranger(embedded, check, `${origin}/`);
    },
  ],

  [
    "a page of the same host and port over TLS is not welcomed",
    async (check) => {
      const address = `${embedded.places.origin("crm").replace("http:", "https:")}/`;
      await embedded.context.route(address, (route) => route.fulfill({ contentType: "text/html", body: paper() }));
      await isStranger(embedded, check, address);
      await embedded.context.unroute(address);
    },
  ],

  [
    "a page by the machine's address is not welcomed",
    async (check) => {
      await isStranger(embedded, check, embedded.places.serve("127.0.0.1", { "/": paper() }));
    },
  ],

  [
    "a page without an origin is not welcomed",
    async (check) => {
      await isStranger(embedded, check, `data:text/html,${encodeURIComponent(paper())}`);
    },
  ],

  [
    "another frame of the listed page's own origin is not welcomed",
    async (check) => {
      const page = await visit(embedded, embedded.places.serve("crm", { "/": paper(), "/other": paper() }));
      await frameToolbar(embedded, page, check);
      const other = await framed(page, { src: `${embedded.places.origin("crm")}/other` });
      await isIgnored(check, other, await greet(embedded, other, "parent.frames[0]"), "parent.frames[0]");
      await page.close();
    },
  ],

  [
    "another window of the listed page's own origin is not welcomed",
    async (check) => {
      const page = await visit(embedded, embedded.places.serve("crm", { "/": paper(), "/other": paper() }));
      await frameToolbar(embedded, page, check);
      const opening = page.waitForEvent("popup");
      await page.evaluate(() => void window.open("/other"));
      const other = await opening;
      await other.waitForLoadState();
      await isIgnored(check, other, await greet(embedded, other, "opener.frames[0]"), "opener.frames[0]");
      await page.close();
    },
  ],

  [
    "a stranger's frame in the listed page is not welcomed",
    async (check) => {
      const page = await visit(embedded, embedded.places.serve("crm", { "/": paper() }));
      await frameToolbar(embedded, page, check);
      const other = await framed(page, { src: embedded.places.serve("evil", { "/": paper() }) });
      await isIgnored(check, other, await greet(embedded, other, "parent.frames[0]"), "parent.frames[0]");
      await page.close();
    },
  ],

  [
    "a sandboxed frame in the listed page is not welcomed",
    async (check) => {
      const page = await visit(embedded, embedded.places.serve("crm", { "/": paper() }));
      await frameToolbar(embedded, page, check);
      const other = await framed(page, { sandbox: "allow-scripts", srcdoc: paper() });
      await isIgnored(check, other, await greet(embedded, other, "parent.frames[0]"), "parent.frames[0]");
      await page.close();
    },
  ],

  [
    "a toolbar in a sandbox without an origin says nothing to the listed page",
    async (check) => {
      const page = await visit(embedded, embedded.places.serve("crm", { "/": paper() }));
      await page.evaluate((src) => hand.frame(src, { sandbox: "allow-scripts" }), embedded.address);
      const frame = await frameAt(page, embedded.address);
      await frame.waitForLoadState();
      await answersEchoes(frame);
      const line = await page.evaluate(() => hand.greet("frames[0]", "*"));
      await isIgnored(check, page, line);
      await page.close();
    },
  ],

  [
    "an origin that could stand for another is refused in toolbar.json, and named on the page",
    async (check) => {
      for (const origin of [
        "null",
        "*",
        "http://CRM.localhost",
        "https://crm.example/",
        "https://*.crm.example",
        "crm.example",
        "https://crm.example.",
      ]) {
        await embedded.setUp({ hosts: [{ origin, verbs: [] }] });
        const page = await visit(embedded, embedded.address);
        await page.getByText("hosts").first().waitFor({ timeout: 10_000 });
        check.that((await page.getByRole("textbox").count()) === 0, `${origin} shows no sign-in form`);
        await page.close();
      }
      await embedded.setUp(embedded.usual);
    },
  ],
];

/** Says hello to the toolbar from a page or a frame. */
function greet({ address }, speaker, at = "frames[0]") {
  return speaker.evaluate(([at, origin]) => hand.greet(at, origin), [at, new URL(address).origin]);
}

/** The page at this address frames the toolbar, and is not welcomed. */
async function isStranger(embedded, check, address) {
  const page = await visit(embedded, address);
  await frameToolbar(embedded, page, check);
  await isIgnored(check, page, await greet(embedded, page));
  await page.close();
}

/** Another frame in the page. */
async function framed(page, attributes) {
  await page.evaluate((attributes) => {
    const frame = document.createElement("iframe");
    Object.entries(attributes).forEach(([name, value]) => frame.setAttribute(name, value));
    document.body.append(frame);
  }, attributes);
  const element = await page.waitForSelector("iframe:last-of-type");
  const frame = await element.contentFrame();
  await frame.waitForFunction(() => window.hand);
  return frame;
}
