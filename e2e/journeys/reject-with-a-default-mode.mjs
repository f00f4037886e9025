// The administrator has set a default mode: the button's face names it, one press sends it, and the
// arrow beside it still opens the picker.

export const settings = { defaultRejectMode: 2 };

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const first = await desk.ring(101);
  await toolbar.shows("Ringing");
  await state("ringing");
  await toolbar.presses("Reject hang up");
  await toolbar.shows("No call");
  await toolbar.is("Ready");

  const second = await desk.ring(101);
  await toolbar.shows("Ringing");
  await toolbar.presses("Choose how to reject");
  await toolbar.chooses(/^Back to the queue/);
  await toolbar.is("Busy: a call was rejected");
  await state("rejected");

  check.equal(await desk.commands(), [`POST reject ${first}`, `POST reject ${second}`], "commands");
  check.equal(await desk.effects(first), ["rang", "rejectedToIdle"], "the first call");
  check.equal(await desk.effects(second), ["rang", "rejectedToBusy", "requeued"], "the second call");
}
