// Rejecting with the picker, mode 2: the gateway ends the call and the agent stays ready.

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const call = await desk.ring(101);
  await toolbar.shows("Ringing");
  await toolbar.presses("Reject");
  await toolbar.chooses(/^Hang up/);
  await toolbar.shows("No call");
  await toolbar.is("Ready");
  await toolbar.shows("Rejected. Asked for: Hang up. Your state as reported: Ready.");
  await state("rejected");

  check.equal(await desk.commands(), [`POST reject ${call}`], "commands");
  check.equal(await desk.effects(call), ["rang", "rejectedToIdle"], "the call");
}
