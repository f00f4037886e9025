// The page is loaded anew while idle, ringing and talking: the same picture within three seconds, no
// command, and after the sign-out nothing is kept.

const WITHIN = 3000;

export default async function ({ toolbar, page, read, desk, check, state }) {
  const kept = () => read(`Object.keys(sessionStorage).filter((entry) => entry.startsWith("agent-toolbar"))`);
  await toolbar.open();
  await toolbar.signsIn("101");
  check.equal((await kept()).length, 1, "what is kept");

  await page.reload();
  await toolbar.canPress("Queue", WITHIN);
  await toolbar.is("Ready");
  await state("idle");

  const call = await desk.ring(101, { caller: "07551234567" });
  await toolbar.shows("07551234567");
  await page.reload();
  await toolbar.canPress("Answer", WITHIN);
  await toolbar.shows("07551234567", 0);
  await state("ringing");
  check.equal(await desk.commands(), [], "commands while reloading");

  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  await page.reload();
  await toolbar.canPress("Drop", WITHIN);
  await toolbar.shows("Talking", 0);
  await toolbar.shows("07551234567", 0);
  await state("talking");
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");

  await toolbar.presses("Drop");
  await toolbar.shows("No call");
  await toolbar.presses("Sign out");
  await toolbar.hasSignInForm();
  check.equal(await kept(), [], "what is kept after the sign-out");
  await page.reload();
  await toolbar.hasSignInForm();
  check.equal((await desk.requests("login")).length, 1, "sign-ins");
}
