// The list of what was sent: each command under its name in the gateway's log, how it went and what became of it.

const WIDTHS = [900, 320];

export default async function ({ toolbar, page, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  await toolbar.opens("Commands sent");
  await toolbar.shows("Nothing has been sent yet.");
  await toolbar.opens("Commands sent");

  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.shows("Ringing");
  await desk.arm("refused", { on: "reject", retcode: "200-038", message: "no" });
  await toolbar.presses("Reject");
  await toolbar.chooses(/^Back to the queue/);
  await toolbar.shows("The gateway refused this rejection (200-038).");
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");

  await toolbar.opens("Commands sent");
  await toolbar.shows(/confirmed by AgentEvent_Talking/);
  const rows = await toolbar.sent();
  check.equal(rows.length, 2, "commands in the list");
  const [answer, reject] = rows;
  check.that(answer.startsWith(`Answer answer ${call}`), `the newest first: ${answer}`);
  for (const step of ["sent", "accepted by the gateway", "confirmed by AgentEvent_Talking"]) {
    check.that(answer.includes(step), `“${step}” in “${answer}”`);
  }
  check.that(/refused \(200-038\)/.test(reject), `refused: ${reject}`);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 640 });
    await state(`open ${width}`);
  }
}
