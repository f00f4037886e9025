// A command that is never answered, and one that is answered by a broken server: the toolbar says that
// it does not know, asks the gateway, tells what it found and never sends the command again by itself.

export const settings = { limits: { confirmMs: 1500, requestMs: 1500 } };
export const noise = [/status of 502/];

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.shows("Ringing");

  await desk.arm("requestSwallowed", { on: "answer" });
  await toolbar.presses("Answer");
  await toolbar.explains("Answer", "Answering…");
  await toolbar.shows("Checked: this answer did not take effect. It may be pressed again.");
  await toolbar.shows("Ringing");
  await state("not done");
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands after one press");

  await toolbar.presses("Answer");
  await toolbar.shows("Talking");

  await desk.arm("httpError", { on: "release", status: 502, acts: true });
  await toolbar.presses("Drop");
  await toolbar.shows("No call");
  await state("done");
  check.equal(
    await desk.commands(),
    [`PUT answer ${call}`, `PUT answer ${call}`, "DELETE release"],
    "commands",
  );
}
