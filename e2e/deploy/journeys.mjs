// The journeys that are played again with nginx before the simulator: every one about calls, in both session modes.
//
// Renewals and reloads look for the Guid in headers; in the mode with the cookie they have cases of their own. Left out
// is `call-id-copied`, whose test reads the clipboard: the policy lets the page write it and not read it.

const CALLS = [
  "answered-by-the-gateway",
  "caller-hangs-up-while-ringing",
  "caller-hangs-up-while-talking",
  "chinese-by-address",
  "conference-declined",
  "conference-joined-and-left",
  "drop-by-each-setting",
  "eight-tabs",
  "held-call-and-second-call",
  "keyboard-alone",
  "nobody-answers",
  "one-press-is-one-command",
  "outcomes-confirmed",
  "outcomes-refused",
  "presses-that-meet-a-change",
  "queue-of-an-idle-agent",
  "queue-while-recording",
  "queued-call-already-gone",
  "queued-call-taken",
  "ready-and-busy",
  "refusals-without-a-public-meaning",
  "reject-back-to-queue",
  "reject-hang-up",
  "reject-of-a-transfer",
  "reject-with-a-default-mode",
  "rejected-call-comes-again",
  "sign-in-answer-drop",
  "sign-out-waits-for-the-call",
];

export const JOURNEYS = [
  ...["cookie", "header"].flatMap((session) => CALLS.map((name) => ({ name, session }))),
  { name: "guid-renewed", session: "header" },
];
