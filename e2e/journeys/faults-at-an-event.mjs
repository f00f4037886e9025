// Whatever befalls the events of a call that rings, it is shown, can be answered, and ends.

import { callUnder, LIMITS, NOISE } from "../faults.mjs";

export const gateway = ["--hold", "1000"];
export const settings = { limits: LIMITS };
export const noise = NOISE;

const FAULTS = [
  ["eventLost"],
  ["eventDoubled", { copies: 5 }],
  ["eventLate", { ms: 1000 }],
  ["eventUnknown"],
  ["eventWithoutContent"],
  ["eventBurst", { copies: 20 }],
];

export default async function (stage) {
  await stage.toolbar.open();
  await stage.toolbar.signsIn("101");
  for (const [fault, how] of FAULTS) {
    await callUnder(stage, fault, { on: "AgentEvent_Ringing", ...how });
  }
  await callUnder(stage, "eventsReordered", {});
  await stage.state("after every fault");
}
