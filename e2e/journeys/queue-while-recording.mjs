// No call can be taken from a queue while the agent records: Take says so, and works afterwards.

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  await toolbar.presses("Busy");
  await toolbar.is("Busy: set by you");
  const [call] = await desk.queue(1, { caller: "07550000001" });
  await desk.record(101, true);
  await toolbar.presses("Queue");
  await toolbar.refuses("Take", "You are recording. Stop recording first.");
  await state("recording");
  await desk.record(101, false);
  await toolbar.presses("Take");
  await toolbar.shows("Talking");
  check.equal(await desk.commands(), ["POST saybusy", `POST requestAppointedCall ${call}`], "commands");
}
