// The ring is heard while a call rings, can be silenced for this ring and ends with it; it can be tried out. What pops
// up over the call is closed by Escape and by a ring.

export default async function ({ toolbar, page, read, desk, check, state }) {
  const isHeard = (what) => check.eventually(() => read("ears.level()"), (level) => level > 0.01, what);
  const isQuiet = (what) => check.eventually(() => read("ears.isOn()"), (isOn) => !isOn, what);
  await toolbar.open();
  await toolbar.signsIn("101");
  await toolbar.opens(toolbar.words.sound);
  await toolbar.presses("Test the sound");
  await isHeard("the test is heard");
  await state("sound test");
  await isQuiet("the test ends");
  await page.keyboard.press("Escape");
  await toolbar.hides("Test the sound");
  check.equal(await read("document.activeElement.title"), "Sound", "the focus");
  await toolbar.opens(toolbar.words.sound);
  await toolbar.shows("Test the sound");

  const first = await desk.ring(101);
  await toolbar.shows("Ringing");
  await isHeard("the first ring");
  await toolbar.hides("Test the sound");
  await toolbar.presses("Silence this ring");
  await isQuiet("the first ring is silenced");
  await toolbar.shows("Ringing");
  await state("silenced");
  await desk.hangUp(first);
  await toolbar.shows("No call");

  const second = await desk.ring(101);
  await toolbar.shows("Ringing");
  await isHeard("the second ring");
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  await isQuiet("answering ends the ring");

  await desk.hangUp(second);
  await toolbar.shows("No call");
  await desk.invite(101);
  await isHeard("an invitation rings too");
  check.equal(await desk.commands(), [`PUT answer ${second}`], "commands");
}
