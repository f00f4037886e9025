// Whatever befalls the command or its reply, the call is answered once and shown as the gateway has it.

import { callUnder, LIMITS, NOISE } from "../faults.mjs";

export const gateway = ["--hold", "1000"];
export const settings = { limits: LIMITS };
export const noise = NOISE;

const FAULTS = [
  ["requestLost"],
  ["requestSwallowed"],
  ["requestDelayed", { ms: 500 }],
  ["requestDoubled"],
  ["acceptedInVain"],
  ["refused"],
  ["httpError"],
  ["httpError", { status: 502, acts: true }],
  ["redirected"],
  ["htmlAnswer", { acts: true }],
  ["emptyAnswer"],
  ["answerLost"],
  ["answerSwallowed"],
  ["answerDelayed", { ms: 500 }],
  ["resetMidBody"],
  ["bodyStalls"],
  ["headersOnly"],
  ["wrongType"],
  ["truncatedAnswer"],
  ["brokenText"],
  ["byteOrderMark"],
  ["nulByte"],
  ["hugeAnswer"],
  ["typesSwapped"],
  ["guidDue"],
];

export default async function (stage) {
  await stage.toolbar.open();
  await stage.toolbar.signsIn("101");
  for (const [fault, how] of FAULTS) {
    await callUnder(stage, fault, { on: "answer", ...how });
  }
  await stage.state("after every fault");
}
