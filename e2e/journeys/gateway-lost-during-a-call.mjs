// The gateway falls silent during a call: the call stays on the screen, a command is told to be
// uncertain, and after half a minute the toolbar says that calls may be missed.

export const noise = [/ERR_/];

export default async function ({ toolbar, simulator, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");
  await simulator.stop();
  await toolbar.shows("Gateway not reached…");
  await toolbar.presses("Drop");
  await toolbar.shows(/^It is not known yet whether this drop took effect\./);
  await toolbar.shows("07551234567");
  await state("uncertain");
  await toolbar.shows(/^Not receiving calls · gateway last heard/, 40_000);
  await toolbar.shows("07551234567");
  await state("not receiving");
}
