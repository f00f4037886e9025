// A busy agent looks at a queue and takes one caller, who is connected at once.

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  await toolbar.presses("Busy");
  await toolbar.is("Busy: set by you");
  const [first] = await desk.queue(2, { caller: "07550000001" });
  const [second] = await desk.queue(2, { caller: "07550000002" });
  await toolbar.presses("Queue");
  await toolbar.looksAtSkill("billing");
  await toolbar.shows("Taking a call connects it at once.");
  await state("queue");
  await toolbar.takes("07550000002");
  await toolbar.shows("Talking");
  await state("taken");
  await desk.hears("requestAppointedCall");
  check.equal(await desk.commands(), ["POST saybusy", `POST requestAppointedCall ${second}`], "commands");
  check.equal(await desk.effects(second), ["queued", "requested", "connected"], "the call taken");
  check.equal(await desk.effects(first), ["queued"], "the other call");
}
