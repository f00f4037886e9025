// The pre-flight page in front of a real web server with the shipped configuration, in both session modes: the
// server and the gateway have nothing to mend, and a session of its own shows the rest.

import { PreflightPage } from "../../preflight/page.mjs";

/** What the person in front of the browser decides, and no web server. */
const PERSONS_OWN = ["autoplay", "notifications"];

export default async function (scene) {
  for (const session of ["header", "cookie"]) {
    await findsNothing(scene, session);
  }
}

async function findsNothing({ gateway, deploy, visit, check }, session) {
  const { desk, ...one } = await gateway(["--hold", "2000"]);
  const deployment = await deploy([one], { wishes: { session, toolbar: { limits: { pollHoldMs: 2000 } } } });
  const { page, session: devtools, violations } = await visit(deployment);
  const preflight = new PreflightPage(devtools);
  await page.goto(`${deployment.origin}/preflight.html`);
  const bad = (rows) => Object.entries(rows).filter(([name, { result }]) => ["fails", "limited", "unknown"].includes(result) && !PERSONS_OWN.includes(name));
  check.equal(bad(await preflight.rows()), [], `${session}: what is to be mended`);
  await page.getByLabel("Agent id").fill("59123");
  await page.getByLabel("Softphone number").fill("40038");
  await page.getByRole("button", { name: "Sign in, measure, sign out" }).click();
  await check.eventually(() => page.locator("#session-told").innerText(), (text) => text.endsWith("Signed out again."), `${session}: the session is over`);
  const rows = await preflight.rows();
  check.equal(bad(rows), [], `${session}: what is to be mended after a session`);
  check.equal([rows["set-guid"].result, rows.hold.result, rows["sent-once"].result], ["works", "works", "works"], `${session}: what a session shows`);
  check.equal(await violations(), [], `${session}: violations`);
  check.equal((await desk.effects()).filter((effect) => /^signed/.test(effect)), ["signedIn", "signedOut"], `${session}: sign-in and sign-out`);
}
