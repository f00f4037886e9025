// What is no agent id is told beside the field and not sent; what may be one goes to the gateway.

const IDS = [
  { id: "abc", isSent: false },
  { id: "100", isSent: false },
  { id: "1000000", isSent: false },
  { id: "101", isSent: true },
  { id: "59999", isSent: true },
  { id: "60000", isSent: true },
  { id: "999999", isSent: true },
];

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  let sent = 0;
  for (const { id, isSent } of IDS) {
    await toolbar.asksToSignIn(id);
    if (isSent) {
      sent += 1;
      await toolbar.is("Ready");
      await toolbar.presses("Sign out");
      await toolbar.hasSignInForm();
    } else {
      await toolbar.shows("An agent id is a whole number from 101 to 999999.");
      await state(`agent id ${id}`);
    }
    check.equal((await desk.requests("login")).length, sent, `sign-ins after ${id}`);
  }
}
