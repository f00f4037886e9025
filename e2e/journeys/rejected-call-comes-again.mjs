// A call rejected to its queue rings at the same agent once more, with the same id: it is a new offer.

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.presses("Reject");
  await toolbar.chooses(/^Back to the queue/);
  await toolbar.is("Busy: a call was rejected");
  await toolbar.presses("Ready");
  await toolbar.is("Ready");

  await desk.reoffer(call, 101);
  await toolbar.shows("Ringing");
  await toolbar.shows("07551234567");
  await state("ringing again");
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  await toolbar.presses("Drop");
  await toolbar.shows("No call");
  check.equal(
    await desk.commands(),
    [`POST reject ${call}`, "POST sayFree", `PUT answer ${call}`, "DELETE release"],
    "commands",
  );
}
