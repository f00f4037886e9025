// The caller hangs up in the middle: the call is over, it was not missed, and nothing is sent.

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const call = await desk.ring(101);
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  await desk.hangUp(call);
  await toolbar.shows("No call");
  await toolbar.is("Ready");
  await toolbar.hides(/missed/i);
  await state("over");
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");
}
