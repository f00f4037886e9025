// Somebody is signed in as this agent already: a forced sign-in is offered, and taken by a press only.

export default async function ({ toolbar, desk, check, state, elsewhere }) {
  await elsewhere.signsIn("101");
  await toolbar.open();
  await toolbar.asksToSignIn("101");
  await toolbar.shows("Agent 101 is already signed in somewhere else.");
  await state("offered");
  check.equal((await desk.requests("forceLogin")).length, 0, "forced sign-ins before the press");

  await toolbar.presses("Go back");
  await toolbar.hides("Agent 101 is already signed in somewhere else.");
  await toolbar.asksToSignIn("101");
  await toolbar.shows("Agent 101 is already signed in somewhere else.");
  await toolbar.presses("Force sign-in");
  await toolbar.is("Ready");
  await state("signed in");
  check.equal((await desk.requests("forceLogin")).length, 1, "forced sign-ins");
  check.that((await desk.effects()).includes("displaced"), "the other session has ended");
}
