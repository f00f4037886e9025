// Ready and Busy, also busy after this call.

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  await toolbar.refuses("Ready", "You are ready already.");
  await toolbar.presses("Busy");
  await toolbar.is("Busy: set by you");
  await toolbar.refuses("Busy", "You are busy already.");
  await state("busy");
  await toolbar.presses("Ready");
  await toolbar.is("Ready");

  const call = await desk.ring(101);
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  await toolbar.presses("Busy");
  await toolbar.shows("Busy after this call");
  await state("busy next");
  await desk.hangUp(call);
  await toolbar.is("Busy: set by you");
  await toolbar.hides("Busy after this call");
  check.equal(
    await desk.commands(),
    ["POST saybusy", "POST sayFree", `PUT answer ${call}`, "POST saybusy"],
    "commands",
  );
}
