// Pressing twice, or keeping a key down, sends each command once; a press means the call that was
// drawn when the button went down.

export default async function ({ toolbar, page, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const first = await desk.ring(101, { caller: "07550000001" });
  await toolbar.shows("Ringing");
  await toolbar.button("Answer").dblclick();
  await toolbar.shows("Talking");
  await toolbar.button("Drop").focus();
  await page.keyboard.down("Enter");
  await page.keyboard.down("Enter");
  await page.keyboard.down("Enter");
  await page.keyboard.up("Enter");
  await toolbar.shows("No call");
  check.equal(await desk.commands(), [`PUT answer ${first}`, "DELETE release"], "commands");

  const second = await desk.ring(101, { caller: "07550000002" });
  await toolbar.shows("07550000002");
  const box = await toolbar.button("Answer").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await desk.hangUp(second);
  await toolbar.shows("No call");
  const third = await desk.ring(101, { caller: "07550000003" });
  await toolbar.shows("07550000003");
  await page.mouse.up();
  await toolbar.shows(/That call is over\./);
  await toolbar.shows("Ringing");
  await state("another call");
  check.equal(await desk.commands(), [`PUT answer ${first}`, "DELETE release"], "the late press sends nothing");
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  check.equal((await desk.commands()).at(-1), `PUT answer ${third}`, "the next press");
}
