// Rejecting with the picker, mode 1: the call goes back to its queue and the gateway makes the agent busy.

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.shows("Ringing");

  await toolbar.presses("Reject");
  await toolbar.offers("Back to the queue · you become busy", "Hang up · you stay ready");
  await state("picker");
  check.equal(await desk.commands(), [], "nothing is sent before a mode is chosen");

  await toolbar.chooses(/^Back to the queue/);
  await toolbar.shows("Rejected. Asked for: Back to the queue. Your state as reported: Busy: a call was rejected.");
  await toolbar.is("Busy: a call was rejected");
  await toolbar.shows("No call");
  await state("rejected");

  check.equal(await desk.commands(), [`POST reject ${call}`], "commands");
  check.equal(await desk.effects(call), ["rang", "rejectedToBusy", "requeued"], "the call");
}
