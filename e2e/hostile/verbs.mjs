// What a connected page may ask for: nothing without a grant, and nothing of what it was never told.

import { connected, reached } from "./scene.mjs";

/** Every verb with words that would do for a call, a conference or a queue that is there. */
const asksFor = (id, offer) => [
  ["answer", { id, offer }],
  ["reject", { id, offer, mode: "hangUp" }],
  ["drop", { id, offer }],
  ["rejectConference", { id, offer }],
  ["joinConference", { id, offer }],
  ["leaveConference", { id, offer }],
  ["requestCall", { id, skillId: 1 }],
  ["listQueued", { skillId: 1 }],
  ["setReady", {}],
  ["setBusy", {}],
];

/** Every case, for `runCases`. */
export const verbs = (embedded) => [
  [
    "every verb without a grant is forbidden, and no request reaches the gateway",
    async (check) => {
      const { page, line } = await connected(embedded, check);
      const { callId, offer } = await rings(embedded, check, page, line);
      for (const [verb, words] of asksFor(callId, offer)) {
        const { error } = await page.evaluate(
          ([line, verb, words]) => hand.ask(line, verb, words),
          [line, verb, words],
        );
        check.equal([error?.kind, error?.retryable], ["forbidden", false], verb);
      }
      check.equal(await reached(embedded), [], "requests");
      await page.close();
    },
  ],

  [
    "a page that is granted one verb is refused the others",
    async (check) => {
      const { page, line } = await connected(embedded, check, "answering");
      const { callId, offer } = await rings(embedded, check, page, line);
      for (const [verb, words] of asksFor(callId, offer).filter(([verb]) => verb !== "answer")) {
        const { error } = await page.evaluate(
          ([line, verb, words]) => hand.ask(line, verb, words),
          [line, verb, words],
        );
        check.equal(error?.kind, "forbidden", verb);
      }
      check.equal(await reached(embedded), [], "requests before the granted one");
      const { result } = await page.evaluate(
        ([line, id, offer]) => hand.ask(line, "answer", { id, offer }),
        [line, callId, offer],
      );
      check.equal([result?.act, result?.callId], ["answer", callId], "the granted one");
      check.equal(await reached(embedded), [`PUT answer ${callId}`], "requests");
      await page.close();
    },
  ],

  [
    "an id that was never told is a usage error, whatever is granted",
    async (check) => {
      const { page, line } = await connected(embedded, check, "trusted");
      const { callId, offer } = await rings(embedded, check, page, line);
      const ids = [
        `${callId}0`,
        callId.slice(1),
        ` ${callId}`,
        callId.toUpperCase() === callId ? `${callId}\u0000` : callId.toUpperCase(),
        "",
        "1",
        "*",
        "__proto__",
        "../release",
      ];
      for (const id of ids) {
        for (const [verb, words] of asksFor(id, offer).filter(([, { id }]) => id !== undefined)) {
          const { error } = await page.evaluate(
            ([line, verb, words]) => hand.ask(line, verb, words),
            [line, verb, words],
          );
          check.equal(error?.kind, "usage", `${verb} of ${JSON.stringify(id)}`);
        }
      }
      check.equal(await reached(embedded), [], "requests");
      await page.close();
    },
  ],

  [
    "an offer that is not the one told is a state error",
    async (check) => {
      const { page, line } = await connected(embedded, check, "trusted");
      const { callId, offer } = await rings(embedded, check, page, line);
      for (const other of [offer + 1, offer - 1, 0]) {
        const { error } = await page.evaluate(
          ([line, id, offer]) => hand.ask(line, "answer", { id, offer }),
          [line, callId, other],
        );
        check.that(["state", "usage"].includes(error?.kind), `offer ${other}: ${error?.kind}`);
      }
      check.equal(await reached(embedded), [], "requests");
      await page.close();
    },
  ],

  [
    "a rejection without a mode is a usage error: hosts have no default",
    async (check) => {
      const { page, line } = await connected(embedded, check, "trusted");
      const { callId, offer } = await rings(embedded, check, page, line);
      for (const mode of [undefined, null, 1, "1", "hangup", ["hangUp"]]) {
        await page.evaluate(
          ([line, words]) => hand.say(line, JSON.stringify(words)),
          [line, { v: 1, type: "ask", commandId: `m-${mode}`, verb: "reject", id: callId, offer, mode }],
        );
      }
      await page.evaluate((at) => hand.catchUp(at), "frames[0]");
      check.equal(await reached(embedded), [], "requests");
      const told = await page.evaluate((line) => hand.messages(line).filter(({ type }) => type === "settled"), line);
      check.that(
        told.every(({ error }) => error?.kind === "usage"),
        "whatever was settled is a usage error",
      );
      await page.close();
    },
  ],

  [
    "a call that is over can be asked for nothing",
    async (check) => {
      const { page, line } = await connected(embedded, check, "trusted");
      const { callId, offer } = await rings(embedded, check, page, line);
      await embedded.desk.hangUp(callId);
      await page.evaluate(
        (line) => hand.until(line, ({ events = [] }) => events.some(({ name }) => name === "call.missed")),
        line,
      );
      for (const verb of ["answer", "drop"]) {
        const { error } = await page.evaluate(
          ([line, verb, id, offer]) => hand.ask(line, verb, { id, offer }),
          [line, verb, callId, offer],
        );
        check.equal(error?.kind, "state", verb);
      }
      check.equal(await reached(embedded), [], "requests");
      await page.close();
    },
  ],
];

/** Rings, and waits until the line has been told; the call as it was told. */
export async function rings({ desk }, check, page, line) {
  await desk.ring(101, { caller: "07551234567" });
  const told = await page.evaluate(
    (line) => hand.until(line, ({ events = [] }) => events.some(({ name }) => name === "call.ringing")),
    line,
  );
  const [call] = told?.snapshot.calls ?? [];
  check.equal(call?.caller, "07551234567", "the call that was told");
  return call;
}
