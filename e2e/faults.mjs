// A call under a fault: whatever goes wrong, it ends as the gateway has it, by one press for each that
// the toolbar asked for.

import { eventually } from "./check.mjs";

/** Presses Answer, and again whenever the toolbar offers it again, until the call talks. */
async function answers(toolbar) {
  const seesEnd = async () => [await toolbar.sees("Talking"), await toolbar.can("Answer")];
  let talks = false;
  while (!talks) {
    // What was offered may have been answered in the meantime after all.
    await toolbar.triesToPress("Answer");
    [talks] = await eventually(seesEnd, (ends) => ends.includes(true), "an end of the press");
  }
}

/** A call rings, is answered and ends, while `fault` strikes once. */
export async function callUnder({ toolbar, desk, check }, fault, how) {
  const struck = (await desk.struck()).length;
  await desk.arm(fault, how);
  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.shows("Ringing");
  await answers(toolbar);
  const { calls } = await desk.state();
  check.equal(calls.map(({ callid, place }) => `${callid} ${place}`), [`${call} talking`], `the calls after ${fault}`);
  await check.eventually(() => desk.struck(), (names) => names.length > struck, `${fault} strikes`);
  check.equal((await desk.struck()).slice(struck), [fault], "what has struck");
  const effects = await desk.effects(call);
  check.equal(effects.filter((effect) => effect === "answered").length, 1, `answers after ${fault}`);
  await desk.hangUp(call);
  await toolbar.shows("No call");
}

/** What the browser itself writes about an answer that is none. */
export const NOISE = [/Failed to load resource/, /has been blocked by CORS policy/];

/** Limits that make the unknown known soon. */
export const LIMITS = { confirmMs: 1500, requestMs: 1500, pollHoldMs: 1000, pollMarginMs: 1000 };
