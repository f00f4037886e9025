// Somebody takes the session over, and the gateway ends it: told both times, and signing in works again.

export default async function ({ toolbar, desk, check, state, elsewhere }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  await desk.isQuiet(101);
  await elsewhere.forcesSignIn("101");
  await toolbar.hasSignInForm();
  await toolbar.shows("Your session was ended from elsewhere.");
  await state("taken over");
  await elsewhere.signsOut("101");

  await toolbar.signsIn("101");
  await desk.arm("refused", { on: "getAgentEvent", retcode: "100-006", message: "not signed in" });
  await desk.event(101, { eventType: "AgentOther_InService", workNo: "101", content: null });
  await toolbar.hasSignInForm();
  await toolbar.shows("The gateway has ended your session.");
  await toolbar.shows("100-006 · The agent is not signed in.");
  await state("ended");
  check.equal(await desk.commands(), ["DELETE logout"], "the toolbar itself sends no command");
}
