// The call rings out: it is missed and the gateway has made the agent busy, with the reason.

export const gateway = ["--ring-time", "2000"];

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const call = await desk.ring(101, { caller: "07557654321" });
  await toolbar.shows("Ringing");
  await toolbar.shows("No call");
  await toolbar.is("Busy: a call was not answered");
  await toolbar.listsMissed(/07557654321/);
  await state("rung out");
  check.equal(await desk.commands(), [], "commands");
  check.equal(await desk.effects(call), ["rang", "notAnswered", "requeued"], "the call");
}
