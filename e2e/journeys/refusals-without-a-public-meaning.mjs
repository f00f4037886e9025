// 200-037, 200-038 and 200-039: the toolbar shows code and message, claims no meaning and loses no call.

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.shows("Ringing");
  for (const code of ["200-037", "200-038", "200-039"]) {
    await desk.arm("refused", { on: "reject", retcode: code, message: `CTI said no to ${code}` });
    await toolbar.presses("Reject");
    await toolbar.chooses(/^Back to the queue/);
    await toolbar.shows(`The gateway refused this rejection (${code}).`);
    await toolbar.shows(`The gateway says: “CTI said no to ${code}”`);
    await toolbar.shows("Ringing");
  }
  await state("refused");
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  const rejections = Array(3).fill(`POST reject ${call}`);
  check.equal(await desk.commands(), [...rejections, `PUT answer ${call}`], "commands");
}
