// Whatever answers the sign-in, the toolbar says what is wrong and can be tried again.

const unreadable = (why) => `Something answered, but not as the gateway does (${why}).`;
const NO_GUID = "The gateway accepted the sign-in, but its Set-GUID header cannot be read, so the session cannot go on.";

const ANSWERS = [
  { name: "HTML", says: unreadable("HTTP 200, the answer is not JSON"), body: "<!doctype html><title>Proxy</title>", more: { contentType: "text/html" } },
  { name: "HTTP 500", says: unreadable("HTTP 500, the answer is not JSON"), body: "Internal Server Error", more: { status: 500, contentType: "text/plain" } },
  { name: "nothing", says: unreadable("HTTP 200, the answer is empty"), body: "" },
  { name: "other JSON", says: unreadable("HTTP 200, the answer has an unknown shape"), body: "[1, 2]" },
  { name: "no retcode", says: unreadable("HTTP 200, the answer has no retcode"), body: "{}" },
  { name: "cut short", says: unreadable("HTTP 200, the answer is not JSON"), body: '{"retcode":"0","resu' },
  { name: "no Guid", says: NO_GUID, body: '{"retcode":"0","message":"success"}' },
  { name: "a megabyte", says: unreadable("HTTP 200, the answer is too large"), body: `{"retcode":"0","message":"${"x".repeat(1024 * 1024)}` },
];

export const noise = [/status of 500/];

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  for (const { name, says, body, more } of ANSWERS) {
    await desk.arm("anyAnswer", { on: "login", body, ...more });
    await toolbar.asksToSignIn("101");
    await toolbar.shows(says);
    await toolbar.hasSignInForm();
    await state(name);
  }
  await toolbar.signsIn("101");
  check.equal((await desk.requests("login")).length, ANSWERS.length + 1, "sign-ins");
}
