// A wrong toolbar.json: one sentence on the page names the setting, what it may be and what it is.

export const settings = {};

const FILES = [
  { file: { limits: { ringMs: "long" } }, says: /“limits\.ringMs”.*is wrong.*milliseconds from 5000 to 60000.*"long"/ },
  { file: { drop: "release it" }, says: /“drop”.*"release", "legacy" or "dropcall".*"release it"/ },
  { file: { defaultRejectMode: 3 }, says: /“defaultRejectMode”.*1 or 2.*3/ },
  { file: { gateway: "javascript:alert(1)" }, says: /“gateway”.*an http\(s\) address.*javascript:alert\(1\)/ },
  { file: { colour: "red" }, says: /holds “colour”, which is no setting/ },
  { file: "<!doctype html>", says: /toolbar\.json is wrong/ },
];

export default async function ({ toolbar, setUp, check, state, desk }) {
  for (const { file, says } of FILES) {
    await setUp(file);
    await toolbar.open();
    await toolbar.shows(says);
    check.equal(await toolbar.button("Sign in").count(), 0, "sign-in buttons");
  }
  await state("wrong");
  check.equal(await desk.requests(), [], "requests to the gateway");

  await setUp({ defaultRejectMode: 1 });
  await toolbar.open("?defaultRejectMode=3&gateway=javascript:alert(1)");
  await toolbar.signsIn("101");
  await state("mended");
}
