// A poll is never answered: the call on the screen stays, one that rings meanwhile is found, and what
// the gateway then says is heard again.

export const gateway = ["--hold", "1000"];
export const settings = { limits: { pollHoldMs: 1000, pollMarginMs: 1000 } };

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const polls = (await desk.requests("getAgentEvent")).length;
  await desk.arm("requestSwallowed", { on: "getAgentEvent" });
  await desk.hears("getAgentEvent", polls + 2);
  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.shows("07551234567");
  await state("found");

  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  const questions = (await desk.requests("getAgentStatus")).length;
  await desk.arm("requestSwallowed", { on: "getAgentEvent" });
  await desk.arm("requestSwallowed", { on: "getAgentEvent" });
  await desk.hears("getAgentStatus", questions + 2);
  await toolbar.shows("Talking");
  await toolbar.shows("07551234567");
  await desk.hangUp(call);
  await toolbar.shows("No call");
  await state("over");
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");
}
