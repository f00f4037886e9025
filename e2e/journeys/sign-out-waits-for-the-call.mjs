// Signing out is refused while a call lives, and done by one press when it is over.

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const call = await desk.ring(101);
  await toolbar.shows("Ringing");
  await toolbar.refuses("Sign out", "You have a call. End it first.");
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  await toolbar.refuses("Sign out", "You have a call. End it first.");
  await state("talking");
  await desk.hangUp(call);
  await toolbar.shows("No call");
  await toolbar.presses("Sign out");
  await toolbar.hasSignInForm();
  await state("signed out");
  check.equal(await desk.commands(), [`PUT answer ${call}`, "DELETE logout"], "commands");
  check.equal(await desk.session(101), undefined, "the session at the gateway");
}
