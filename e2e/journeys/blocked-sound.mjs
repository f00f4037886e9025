// The browser plays nothing in a page that nobody has pressed. The toolbar says that its sound is off, also after a
// reload and before a call rings; one that rings is shown all the same, and one press turns the sound on.
//
// Playwright's locators count as a press, so that up to the press the page is only read and driven by
// scripts, as a password manager would.

const SIGN_IN = `(() => {
  const fill = (field, text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const fields = [...document.querySelectorAll("input")];
  fill(fields[0], "101");
  fill(fields[2], "40038");
  document.querySelector("form").requestSubmit();
})()`;

export default async function ({ toolbar, read, desk, check, state }) {
  const text = () => read("document.body.innerText");
  await toolbar.open();
  await check.eventually(() => read("document.querySelectorAll('input').length"), (count) => count >= 3, "the form");
  await read(SIGN_IN);
  await check.eventually(text, (all) => all.includes("Ready"), "signed in");
  await desk.isQuiet(101);
  await read("window.isOfBefore = true; location.reload()");
  const newText = () => read("window.isOfBefore ? '' : document.body.innerText").catch(() => "");
  await check.eventually(newText, (all) => all.includes("Ready") && /Sound is off/.test(all), "said before a call rings");
  await desk.ring(101, { caller: "07551234567" });
  await check.eventually(text, (all) => /Sound is off/.test(all), "the sentence about the sound");
  check.equal(await read("navigator.userActivation.hasBeenActive"), false, "pressed");
  check.equal(await read("ears.isOn()"), false, "a loudspeaker in use");
  await state("sound is off");

  await toolbar.presses(/Sound is off/);
  await check.eventually(() => read("ears.level()"), (level) => level > 0.01, "the ring is heard");
  await toolbar.hides(/Sound is off/);
  await state("sound is on");
  check.equal(await desk.commands(), [], "commands");
}
