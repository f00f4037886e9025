// A ring is heard no longer than its limit; the call goes on ringing silently.

export const settings = { limits: { ringMs: 5000 } };

export default async function ({ toolbar, read, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  await desk.ring(101);
  await check.eventually(() => read("ears.level()"), (level) => level > 0.01, "the ring is heard");
  await check.eventually(() => read("ears.isOn()"), (isOn) => !isOn, "the ring ends");
  await toolbar.shows("Ringing");
  await toolbar.hides("Silence this ring");
  await state("silent");
  check.equal(await desk.commands(), [], "commands");
}
