// The caller gives up while the call rings: it is listed as missed, with number and time.

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const call = await desk.ring(101, { caller: "07557654321" });
  await toolbar.shows("Ringing");
  await desk.hangUp(call);
  await toolbar.shows("No call");
  await toolbar.listsMissed(/07557654321.*\d\d:\d\d/s);
  await toolbar.refuses("Answer", "There is no call.");
  await state("missed");
  check.equal(await desk.commands(), [], "commands");
}
