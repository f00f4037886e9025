// The journeys of calls that are played again with nginx before the simulator, and in which session mode.
//
// Every act is played in the mode with the cookie, which changes most, and the five acts in both. Renewals and
// reloads look for the Guid in headers; in the mode with the cookie they have a case of their own.

const COOKIE = [
  "conference-declined",
  "conference-joined-and-left",
  "drop-by-each-setting",
  "eight-tabs",
  "held-call-and-second-call",
  "keyboard-alone",
  "one-press-is-one-command",
  "outcomes-confirmed",
  "outcomes-refused",
  "queue-of-an-idle-agent",
  "queued-call-taken",
  "ready-and-busy",
  "reject-back-to-queue",
  "reject-hang-up",
  "rejected-call-comes-again",
  "sign-in-answer-drop",
  "sign-out-waits-for-the-call",
  "chinese-by-address",
];
const HEADER = [
  "conference-declined",
  "guid-renewed",
  "queued-call-taken",
  "reject-hang-up",
  "sign-in-answer-drop",
];

export const JOURNEYS = [
  ...COOKIE.map((name) => ({ name, session: "cookie" })),
  ...HEADER.map((name) => ({ name, session: "header" })),
];
