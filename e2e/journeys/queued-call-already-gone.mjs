// Somebody else has taken the chosen caller: the toolbar says so and shows the queue as it is now.

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  await toolbar.presses("Busy");
  await toolbar.is("Busy: set by you");
  const [gone] = await desk.queue(1, { caller: "07550000001" });
  await toolbar.presses("Queue");
  await toolbar.shows("07550000001");
  await desk.take(gone);
  await toolbar.takes("07550000001");
  await toolbar.shows("That call is no longer in the queue. Choose another one.");
  await toolbar.hides("07550000001");
  await state("gone");
  check.equal(await desk.commands(), ["POST saybusy", `POST requestAppointedCall ${gone}`], "commands");
}
