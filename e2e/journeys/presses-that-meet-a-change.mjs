// A press that meets a change sends its command for the call that was drawn when it began, or nothing and
// says why: the second press of two, a button held down while the call changes, two devices at once.

import { setTimeout as pause } from "node:timers/promises";

export const context = { hasTouch: true };

const CHANGED = "This has just changed. Press again.";
/** Longer than the toolbar takes a press to be meant for the call before. */
const AFTERWARDS = 450;

export default async function ({ toolbar, page, session, desk, check, state }) {
  const at = async (name) => {
    const { x, y, width, height } = await toolbar.button(name).boundingBox();
    return { x: x + width / 2, y: y + height / 2 };
  };
  const goesDown = async (name) => {
    const { x, y } = await at(name);
    await page.mouse.move(x, y);
    await page.mouse.down();
  };
  const sent = [];
  const hasSent = async (...commands) => {
    sent.push(...commands);
    check.equal(await desk.commands(), sent, "commands");
  };
  await toolbar.open();
  await toolbar.signsIn("101");

  // One call talks and one is held: of three presses on Drop, by the mouse or the keyboard, the first is sent.
  const held = await desk.ring(101, { caller: "07550000001" });
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  await desk.hold(held);
  await toolbar.shows("On hold");
  sent.push(`PUT answer ${held}`);
  for (const by of ["mouse", "keyboard"]) {
    const talking = await desk.ring(101, { caller: "07550000002" });
    await toolbar.presses("Answer …0002");
    await toolbar.canPress("Drop …0002");
    await pause(AFTERWARDS);
    const { x, y } = await at("Drop …0002");
    await toolbar.button("Drop …0002").focus();
    const press = () => (by === "mouse" ? page.mouse.click(x, y) : page.keyboard.press("Enter"));
    await press();
    await toolbar.hides("07550000002");
    await press();
    await press();
    await toolbar.tells("Drop", CHANGED);
    await toolbar.says(CHANGED);
    await hasSent(`PUT answer ${talking}`, `POST dropCall ${talking}`);
    await state(`one drop by the ${by}`);
    await page.mouse.move(0, 0);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await state("one drop, narrow");
  await page.setViewportSize({ width: 900, height: 560 });
  await toolbar.shows("On hold");
  await toolbar.presses("Drop");
  await toolbar.shows("No call");
  await hasSent(`POST dropCall ${held}`);
  await toolbar.explains("Drop", "There is no call.");
  await pause(AFTERWARDS);

  // Down with the mouse, Enter meanwhile, up: one answer, and why there is no second.
  const second = await desk.ring(101, { caller: "07550000004" });
  await toolbar.shows("07550000004");
  await goesDown("Answer");
  await page.keyboard.press("Enter");
  await toolbar.shows("Talking");
  // While the answer is on its way, a second press of it is no news.
  await toolbar.canPress("Drop");
  await page.mouse.up();
  await toolbar.shows(/Nothing was sent for this answer\. The call is already answered\./);
  await hasSent(`PUT answer ${second}`);
  await desk.hangUp(second);
  await toolbar.shows("No call");
  await pause(AFTERWARDS);

  // Down with the mouse for one call; the next is answered with a finger; up: nothing for the one after.
  const third = await desk.ring(101, { caller: "07550000005" });
  await toolbar.shows("07550000005");
  await goesDown("Answer");
  await desk.hangUp(third);
  await toolbar.shows("No call");
  const fourth = await desk.ring(101, { caller: "07550000006" });
  await toolbar.shows("07550000006");
  await pause(AFTERWARDS);
  const answer = await at("Answer");
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [answer] });
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await toolbar.shows("Talking");
  await hasSent(`PUT answer ${fourth}`);
  await desk.hold(fourth);
  await toolbar.shows("On hold");
  const fifth = await desk.ring(101, { caller: "07550000007" });
  await toolbar.shows("07550000007");
  await pause(AFTERWARDS);
  // A browser makes no click of it, or one for the call that is over.
  await page.mouse.up();
  await pause(AFTERWARDS);
  await toolbar.shows("Ringing");
  await state("a late mouse");
  await hasSent();
  check.that((await desk.effects(fifth)).every((effect) => effect !== "answered"), "the call after is left alone");
}
