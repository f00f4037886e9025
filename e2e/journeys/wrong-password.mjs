// The gateway refuses the password: code and meaning are shown, and a second try works.

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.asksToSignIn("104", { password: "wrong" });
  await toolbar.shows("The gateway refused the sign-in (100-004).");
  await toolbar.shows("100-004 · Wrong agent id or password.");
  await state("refused");
  await toolbar.signsIn("104", { password: "secret" });
  await toolbar.hides(/100-004/);
  await state("signed in");
  check.equal((await desk.requests("login")).length, 2, "sign-ins");
}
