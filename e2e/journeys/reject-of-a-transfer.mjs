// A transferred and an internal call: the picker promises no effect, it only says what is asked.

const CALLS = [
  { details: { transfer: 205 }, says: "Transfer from 205" },
  { details: { internal: true }, says: "Internal" },
];

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const rejected = [];
  for (const { details, says } of CALLS) {
    const call = await desk.ring(101, details);
    rejected.push(`POST reject ${call}`);
    await toolbar.shows("Ringing");
    await toolbar.shows(says);
    await toolbar.presses("Reject");
    await toolbar.offers(
      "Ask the gateway to return it and make you busy · the effect may differ",
      "Ask the gateway to hang up and keep you ready · the effect may differ",
    );
    await state(`picker ${Object.keys(details)}`);
    await toolbar.chooses(/hang up/);
    await toolbar.shows("No call");
    await toolbar.is("Ready");
  }
  check.equal(await desk.commands(), rejected, "commands");
}
