// The gateway answers by itself: the call is simply there, nothing rings and nothing is sent.

export default async function ({ toolbar, read, desk, check, state }) {
  await desk.settings({ autoAnswer: true });
  await toolbar.open();
  await toolbar.signsIn("101");
  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.shows("Talking");
  await toolbar.shows("07551234567");
  check.equal(await read("ears.isOn()"), false, "a loudspeaker in use");
  await state("talking");
  await toolbar.presses("Drop");
  await toolbar.shows("No call");
  check.equal(await desk.commands(), ["DELETE release"], "commands");
  check.equal(await desk.effects(call), ["rang", "connected", "hungUp"], "the call");
}
