// A shift without a mouse: sign in, answer, reject from the menu, drop. A ring takes the focus from nobody.

export default async function ({ toolbar, page, desk, check, state }) {
  const keys = async (...names) => {
    for (const name of names) {
      await page.keyboard.press(name);
    }
  };
  await toolbar.open();
  await toolbar.hasSignInForm();
  await toolbar.tabsTo("textbox", "Agent id");
  await page.keyboard.type("101");
  await toolbar.tabsTo("textbox", "Softphone number");
  await page.keyboard.type("40038");
  await keys("Enter");
  await toolbar.is("Ready");

  // One stop for the five controls; arrows, Home and End move among them.
  await toolbar.tabsTo("button", "Answer");
  await state("focus on answer");
  await keys("ArrowRight");
  await toolbar.hasFocus("button", "Reject");
  await keys("End");
  await toolbar.hasFocus("button", "Queue");
  await keys("ArrowRight");
  await toolbar.hasFocus("button", "Answer");
  await keys("ArrowLeft");
  await toolbar.hasFocus("button", "Queue");
  await keys("Home");
  await toolbar.hasFocus("button", "Answer");
  await keys("Enter");
  check.equal(await desk.commands(), [], "an unavailable control sends nothing");

  await toolbar.tabsTo("button", "Busy");
  const first = await desk.ring(101);
  await toolbar.shows("Ringing");
  await toolbar.hasFocus("button", "Busy");
  await toolbar.tabsTo("button", "Answer");
  await keys("Enter");
  await toolbar.shows("Talking");
  await toolbar.hasFocus("button", "Answer");
  await keys("ArrowRight", "ArrowRight");
  await toolbar.hasFocus("button", "Drop");
  await keys("Space");
  await toolbar.shows("No call");
  await toolbar.hasFocus("button", "Drop");

  const second = await desk.ring(101);
  await toolbar.shows("Ringing");
  await toolbar.hasFocus("button", "Drop");
  await keys("ArrowLeft", "Enter");
  await toolbar.hasFocus("menuitem", /^Back to the queue/);
  await keys("Escape");
  await toolbar.hasFocus("button", "Reject");
  // Tab goes on from the button, as if the menu had not been there.
  await keys("Enter");
  await toolbar.hasFocus("menuitem", /^Back to the queue/);
  await keys("Tab", "Shift+Tab");
  await toolbar.hasFocus("button", "Reject");
  await keys("ArrowDown", "ArrowDown");
  await toolbar.hasFocus("menuitem", /^Hang up/);
  await state("menu");
  await keys("Enter");
  await toolbar.shows("No call");
  await toolbar.is("Ready");
  await toolbar.hasFocus("button", "Reject");
  check.equal(await desk.commands(), [`PUT answer ${first}`, "DELETE release", `POST reject ${second}`], "commands");
}
