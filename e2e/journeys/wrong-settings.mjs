// A wrong toolbar.json: one sentence on the page names the setting, what it may be and what it is.

export const settings = { limits: { ringMs: "long" } };

export default async function ({ toolbar, check, state, desk }) {
  await toolbar.open();
  await toolbar.shows(/The setting “limits\.ringMs” in toolbar\.json is wrong.*"long"/);
  await state("wrong");
  check.equal(await toolbar.button("Sign in").count(), 0, "sign-in buttons");
  check.equal(await desk.requests(), [], "requests to the gateway");
}
