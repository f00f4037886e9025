// What a connected page may say: a great deal of nonsense, too much, too long, too deep. Nothing of it reaches the
// gateway, and the agent goes on.

import { makeFuzz } from "./fuzz.mjs";
import { connected, isWelcomed, reached } from "./scene.mjs";
import { rings } from "./verbs.mjs";

const SEED = 20_261_129;
const MESSAGES = 10_000;
/** So many that nobody could say by mistake are borne on one line. */
const A_LINE = 20;

/** Every case, for `runCases`. */
export const messages = (embedded) => [
  [
    `${MESSAGES} fuzzed messages on the window (seed ${SEED}) do nothing`,
    async (check) => {
      const { page, toolbar, line } = await connected(embedded, check, "trusted");
      const known = await callThere(embedded, check, page, line);
      await page.evaluate(
        ([make, known, seed, count, origin]) => {
          const fuzz = window.eval(`(${make})`)({ seed, known, isGranted: false });
          for (let left = count; left > 0; left -= 1) {
            const ports = Array.from({ length: fuzz.below(3) }, () => new MessageChannel().port2);
            frames[0].postMessage(fuzz.anything(), left % 2 ? origin : "*", ports);
          }
        },
        [String(makeFuzz), known, SEED, MESSAGES, new URL(embedded.address).origin],
      );
      await page.evaluate(() => hand.catchUp("frames[0]"));
      await goesOn(embedded, check, { page, toolbar, known, line });
    },
  ],

  [
    `${MESSAGES} fuzzed messages on the port of a page without a grant (seed ${SEED}) do nothing`,
    async (check) => {
      await fuzzPort(embedded, check, "crm", false);
    },
  ],

  [
    `${MESSAGES} fuzzed messages on the port of a page that is granted all (seed ${SEED}) do nothing that it does not name`,
    async (check) => {
      await fuzzPort(embedded, check, "trusted", true);
    },
  ],

  [
    "what is no text, too long or too deep is not taken in",
    async (check) => {
      const { page, line, toolbar } = await connected(embedded, check, "trusted");
      const known = await callThere(embedded, check, page, line);
      await page.evaluate(
        ([line, id, offer]) => {
          const { port } = hand.lines[line];
          const ask = { v: 1, type: "ask", commandId: "long", verb: "answer", id, offer };
          const text = JSON.stringify(ask);
          port.postMessage(ask);
          port.postMessage(new Map([["type", "ask"]]));
          port.postMessage(new TextEncoder().encode(text).buffer);
          port.postMessage(text.slice(0, -1) + " ".repeat(70_000) + "}");
          port.postMessage(
            `{"v":1,"type":"ask","commandId":"deep","verb":"answer","id":${"[".repeat(30_000)}${"]".repeat(30_000)}}`,
          );
          port.postMessage("[".repeat(60_000));
          port.postMessage(`{"a":`.repeat(10_000));
        },
        [line, known.ids[0], known.offers[0]],
      );
      await page.evaluate(() => hand.catchUp("frames[0]"));
      check.equal(
        await page.evaluate(
          (line) =>
            hand
              .messages(line)
              .filter(({ type }) => type === "settled")
              .map(({ error }) => error?.kind ?? "done"),
          line,
        ),
        [],
        "what was settled",
      );
      await goesOn(embedded, check, { page, toolbar, known, line });
    },
  ],

  [
    "a flood is taken in part, and ends the line",
    async (check) => {
      const { page, line, toolbar } = await connected(embedded, check);
      const known = await callThere(embedded, check, page, line);
      await page.evaluate((line) => {
        for (let left = 5_000; left > 0; left -= 1) {
          hand.say(line, '{"v":1,"type":"ping"}');
        }
      }, line);
      await page.evaluate(() => hand.catchUp("frames[0]"));
      const pongs = await page.evaluate(
        (line) => hand.messages(line).filter(({ type }) => type === "pong").length,
        line,
      );
      check.that(pongs >= 50 && pongs <= 500, `${pongs} of 5,000 were answered`);
      await page.evaluate((line) => hand.say(line, '{"v":1,"type":"ask","commandId":"late","verb":"getLedger"}'), line);
      await page.evaluate(() => hand.catchUp("frames[0]"));
      check.that(
        await page.evaluate((line) => !hand.messages(line).some(({ commandId }) => commandId === "late"), line),
        "the line has ended",
      );
      await goesOn(embedded, check, { page, toolbar, known });
    },
  ],

  [
    "a page that talks nonsense loses its line",
    async (check) => {
      const { page, line, toolbar } = await connected(embedded, check);
      const known = await callThere(embedded, check, page, line);
      await page.evaluate((line) => Array.from({ length: 30 }, (_, at) => hand.say(line, `nonsense ${at}`)), line);
      await page.evaluate((line) => hand.say(line, '{"v":1,"type":"ping"}'), line);
      await page.evaluate(() => hand.catchUp("frames[0]"));
      check.equal(
        await page.evaluate((line) => hand.messages(line).filter(({ type }) => type === "pong").length, line),
        0,
        "answers afterwards",
      );
      await goesOn(embedded, check, { page, toolbar, known });
    },
  ],

  [
    "the same call asked for sixty times at once is answered once",
    async (check) => {
      const { page, line } = await connected(embedded, check, "trusted");
      const known = await callThere(embedded, check, page, line);
      const kinds = await page.evaluate(
        async ([line, id, offer]) => {
          for (let at = 0; at < 60; at += 1) {
            hand.say(line, JSON.stringify({ v: 1, type: "ask", commandId: `w-${at}`, verb: "answer", id, offer }));
          }
          await hand.until(line, () => hand.messages(line).filter(({ type }) => type === "settled").length === 60);
          return hand
            .messages(line)
            .filter(({ type }) => type === "settled")
            .map(({ error }) => error?.kind ?? "done");
        },
        [line, known.ids[0], known.offers[0]],
      );
      check.equal([kinds.length, kinds.filter((kind) => kind === "done").length], [60, 1], "settled, and done");
      check.that(
        kinds.every((kind) => ["done", "state"].includes(kind)),
        `refused as ${[...new Set(kinds)]}`,
      );
      check.equal(await reached(embedded), [`PUT answer ${known.ids[0]}`], "requests");
      await page.close();
    },
  ],

  [
    "a port that is closed in the middle of a call takes nothing from the agent",
    async (check) => {
      const { page, line, toolbar } = await connected(embedded, check);
      const known = await callThere(embedded, check, page, line);
      await page.evaluate((line) => hand.lines[line].port.close(), line);
      await goesOn(embedded, check, { page, toolbar, known });
    },
  ],
];

async function fuzzPort(embedded, check, name, isGranted) {
  const { page, toolbar, line } = await connected(embedded, check, name);
  const known = await callThere(embedded, check, page, line);
  const judged = await page.evaluate(
    async ([make, known, seed, count, aLine, isGranted, origin]) => {
      const fuzz = window.eval(`(${make})`)({ seed, known, isGranted });
      let judged = 0;
      while (judged < count) {
        const line = hand.greet("frames[0]", origin);
        if (!(await hand.until(line, ({ type }) => type === "welcome"))) {
          return judged;
        }
        for (let left = aLine; left > 0; left -= 1) {
          hand.say(line, fuzz.text());
        }
        hand.say(line, '{"v":1,"type":"ping"}');
        if (!(await hand.until(line, ({ type }) => type === "pong"))) {
          return judged;
        }
        judged += aLine;
      }
      return judged;
    },
    [String(makeFuzz), known, SEED, MESSAGES, A_LINE, isGranted, new URL(embedded.address).origin],
  );
  check.equal(judged, MESSAGES, "messages that were taken in");
  await goesOn(embedded, check, { page, toolbar, known });
}

/** Lets a call ring; what there is to name. */
async function callThere(embedded, check, page, line) {
  const { callId, offer } = await rings(embedded, check, page, line);
  return { ids: [callId], offers: [offer] };
}

/** Nothing has reached the gateway, nothing is broken, and the agent answers and drops as ever. */
async function goesOn(embedded, check, { page, toolbar, known: { ids } }) {
  check.equal(await reached(embedded), [], "requests");
  check.equal(page.troubles, [], "errors");
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  check.equal(await reached(embedded), [`PUT answer ${ids[0]}`], "requests after the agent's press");
  const line = await page.evaluate((origin) => hand.greet("frames[0]", origin), new URL(embedded.address).origin);
  await isWelcomed(check, page, line);
  await page.close();
}
