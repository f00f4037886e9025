// Events nobody knows, events with missing or wrong fields, answers that are no events: the toolbar
// lives on and the call stays on the screen.

const EVENTS = [
  { eventType: "AgentEvent_Invented", workNo: "101", content: { a: [1, { b: null }] } },
  { eventType: "AgentEvent_Invented" },
  { eventType: "AgentEvent_Talking", workNo: "101", content: null },
  { eventType: "AgentEvent_Talking", workNo: "101", content: { callid: { a: 1 } } },
  { eventType: "AgentEvent_Ringing", workNo: 101, content: { feature: "x", caller: 5 } },
  { eventType: "AgentEvent_Call_Release", workNo: "101", content: 7 },
  { eventType: "AgentEvent_No_Answer", content: [] },
  { eventType: "AgentState_SetNotReady_Success", content: { reason: "many" } },
  { eventType: "AgentConf_Ringing", content: {} },
  { eventType: 12, content: "x" },
  { content: "no type" },
  "a text",
  [],
  null,
  17,
];

const ANSWERS = [
  { body: "<html>Login</html>", more: { contentType: "text/html" } },
  { body: "Internal Server Error", more: { status: 500, contentType: "text/plain" } },
  { body: "" },
  { body: `{"retcode":"0","message":"${"y".repeat(1024 * 1024)}","event":null}` },
  { body: '{"retcode":"0"}' },
  { body: '{"retcode":"999-999","message":"no such code"}' },
];

export const noise = [/status of 500/];

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  for (const event of EVENTS) {
    await desk.event(101, event);
  }
  await desk.isQuiet(101);
  await toolbar.shows("07551234567");
  await toolbar.shows("Talking");
  await state("after strange events");

  for (const { body, more } of ANSWERS) {
    await desk.arm("anyAnswer", { on: "getAgentEvent", body, ...more });
  }
  await desk.event(101, { eventType: "AgentOther_InService", workNo: "101", content: null });
  // Each answer that is none is followed by a longer pause, and by a question whether anybody is there.
  await desk.isQuiet(101, 60_000);
  check.equal((await desk.state()).armed, [], "every answer was given");
  await toolbar.shows("07551234567");
  await state("after strange answers");

  await desk.hangUp(call);
  await toolbar.shows("No call");
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");
}
