// What a listed page may say to begin a line, and what not: the shape of a hello, its nonce, its port.

import { connected, frameToolbar, isIgnored, isWelcomed, paper, reached, visit } from "./scene.mjs";
import { rings } from "./verbs.mjs";

const NONCE = "0123456789abcdef0123456789abcdef";

/** Each is said with one port, unless it says otherwise. */
const WRONG = [
  ["no nonce", { nonce: undefined }],
  ["an empty nonce", { nonce: "" }],
  ["a short nonce", { nonce: NONCE.slice(1) }],
  ["a long nonce", { nonce: `${NONCE}0` }],
  ["a nonce of other letters", { nonce: NONCE.replace("0", "g") }],
  ["a nonce with a line break", { nonce: `${NONCE}\n` }],
  ["a number for a nonce", { nonce: 12345678901234567890 }],
  ["a list for a nonce", { nonce: [NONCE] }],
  ["another version", { v: 2 }],
  ["a version that is a text", { v: "1" }],
  ["another word", { agentToolbar: "helo" }],
  ["the toolbar's own word", { agentToolbar: "ready" }],
  ["a text", JSON.stringify({ agentToolbar: "hello", v: 1, nonce: NONCE })],
  ["a number", 1],
];

/** Every case, for `runCases`. */
export const hellos = (embedded) => [
  [
    "a hello of the wrong shape begins nothing",
    async (check) => {
      const { page, origin } = await listed(embedded, check);
      for (const [what, words] of WRONG) {
        const line = await page.evaluate(([origin, words]) => hand.greet("frames[0]", origin, words), [origin, words]);
        await page.evaluate(() => (hand.heard.length = 0));
        await isIgnored(check, page, line).catch((error) => check.that(false, `${what}: ${error.message}`));
      }
      await page.close();
    },
  ],

  [
    "a hello without a port, or with two, begins nothing",
    async (check) => {
      const { page, origin } = await listed(embedded, check);
      for (const ports of [0, 2]) {
        const line = await page.evaluate(
          ([origin, ports]) => hand.greet("frames[0]", origin, {}, ports),
          [origin, ports],
        );
        await page.evaluate(() => (hand.heard.length = 0));
        await isIgnored(check, page, line);
      }
      await page.close();
    },
  ],

  [
    "a hello that is said again begins nothing, and the line goes on",
    async (check) => {
      const { page, line } = await connected(embedded, check);
      const again = await page.evaluate(
        ([origin, line]) => hand.greet("frames[0]", origin, { nonce: hand.lines[line].nonce }),
        [new URL(embedded.address).origin, line],
      );
      await page.evaluate(() => (hand.heard.length = 0));
      await isIgnored(check, page, again);
      check.equal(
        (await page.evaluate((line) => hand.ask(line, "getLedger"), line))?.type,
        "settled",
        "the first line",
      );
      await page.close();
    },
  ],

  [
    "a hello that was said long before begins nothing either",
    async (check) => {
      const { page, line } = await connected(embedded, check);
      const origin = new URL(embedded.address).origin;
      const first = await page.evaluate((line) => hand.lines[line].nonce, line);
      for (let count = 0; count < 3; count += 1) {
        await isWelcomed(check, page, await page.evaluate((origin) => hand.greet("frames[0]", origin), origin));
      }
      const again = await page.evaluate(
        ([origin, nonce]) => hand.greet("frames[0]", origin, { nonce }),
        [origin, first],
      );
      await page.evaluate(() => (hand.heard.length = 0));
      await isIgnored(check, page, again);
      await page.close();
    },
  ],

  [
    "a fresh hello takes the place of the line before, which hears no more",
    async (check) => {
      const { page, line } = await connected(embedded, check, "trusted");
      const next = await page.evaluate((origin) => hand.greet("frames[0]", origin), new URL(embedded.address).origin);
      await isWelcomed(check, page, next);
      const before = await page.evaluate((line) => hand.lines[line].texts.length, line);
      const { callId, offer } = await rings(embedded, check, page, next);
      const ask = { v: 1, type: "ask", commandId: "old", verb: "answer", id: callId, offer };
      await page.evaluate(([line, text]) => hand.say(line, text), [line, JSON.stringify(ask)]);
      await page.evaluate(() => hand.catchUp("frames[0]"));
      check.equal(await page.evaluate((line) => hand.lines[line].texts.length, line), before, "texts on the old line");
      check.equal(await reached(embedded), [], "requests by the old line");
      await page.close();
    },
  ],
];

async function listed(embedded, check) {
  const page = await visit(embedded, embedded.places.serve("crm", { "/": paper() }));
  await frameToolbar(embedded, page, check);
  return { page, origin: new URL(embedded.address).origin };
}
