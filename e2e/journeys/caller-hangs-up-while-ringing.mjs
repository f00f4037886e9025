// The caller gives up while the call rings: it is listed as missed, with number and time, until that is cleared; a
// press that meets the list as it comes clears nothing.

export default async function ({ toolbar, page, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const call = await desk.ring(101, { caller: "07557654321" });
  await toolbar.shows("Ringing");
  await page.evaluate(pressAtOnce);
  await desk.hangUp(call);
  await toolbar.shows("No call");
  await toolbar.listsMissed(/07557654321.*\d\d:\d\d/s);
  await toolbar.refuses("Answer", "There is no call.");
  await toolbar.tells("Clear", "This has just changed. Press again.");
  await state("missed");
  // Away from Answer, whose hint would lie over it.
  await page.mouse.move(450, 500);
  await toolbar.presses("Clear");
  await toolbar.hides(/^Missed calls:/);
  check.equal(await desk.commands(), [], "commands");
}

/** In the page: presses Clear as soon as it is there. */
function pressAtOnce() {
  const look = (_, observer) => {
    const clear = document.querySelector(".clear .button");
    if (clear) {
      observer.disconnect();
      clear.click();
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true });
}
