// No gateway at sign-in: one notice that says so, and the form stays.

export const noise = [/ERR_CONNECTION_REFUSED/];

export default async function ({ toolbar, simulator, check, state }) {
  await toolbar.open();
  await toolbar.hasSignInForm();
  await simulator.stop();
  await toolbar.asksToSignIn("101");
  await toolbar.shows("The gateway could not be reached or did not answer.");
  await toolbar.hasSignInForm();
  await state("unreachable");
  check.equal(await toolbar.field("Agent id").inputValue(), "101", "the agent id typed");
}
