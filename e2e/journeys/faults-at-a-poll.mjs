// Whatever befalls a poll or its answer, a call that rings is shown, can be answered, and ends.

import { callUnder, LIMITS, NOISE } from "../faults.mjs";

export const gateway = ["--hold", "1000"];
export const settings = { limits: LIMITS };
export const noise = NOISE;

const FAULTS = [
  ["requestLost"],
  ["requestSwallowed"],
  ["requestDelayed", { ms: 800 }],
  ["requestDoubled"],
  ["httpError", { status: 429 }],
  ["redirected"],
  ["htmlAnswer"],
  ["answerLost"],
  ["answerSwallowed"],
  ["answerDelayed", { ms: 800 }],
  ["resetMidBody"],
  ["bodyStalls"],
  ["headersOnly"],
  ["truncatedAnswer"],
  ["brokenText"],
  ["nulByte"],
  ["hugeAnswer"],
  ["typesSwapped"],
];

export default async function (stage) {
  await stage.toolbar.open();
  await stage.toolbar.signsIn("101");
  for (const [fault, how] of FAULTS) {
    await callUnder(stage, fault, { on: "getAgentEvent", ...how });
  }
  await stage.state("after every fault");
}
