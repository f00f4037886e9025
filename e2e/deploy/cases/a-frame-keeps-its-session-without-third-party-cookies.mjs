// The toolbar in a CRM's page, in a browser whose user blocks the cookies of third parties: a reload goes on
// with the session, in either mode. Its cookie is kept for this CRM alone, and another CRM knows nothing of it.

const BLOCKED = { profile: { cookie_controls_mode: 1, block_third_party_cookies: true } };

export default async function (scene) {
  for (const session of ["header", "cookie"]) {
    await play(scene, session);
  }
}

async function play({ gateway, deploy, visitWith, newTab, crm, check, figure }, session) {
  const { desk, ...one } = await gateway();
  const [harbour, quay] = [await crm("crm.test"), await crm("other.test")];
  const hosts = [{ origin: harbour.origin }, { origin: quay.origin }];
  const deployment = await deploy([one], { wishes: { session, hosts } });
  [harbour, quay].forEach((host) => host.frames(`${deployment.origin}/`));
  const first = await visitWith(BLOCKED, deployment);
  const { page, context, toolbar } = await show(first, harbour);
  const frame = page.frames()[1];
  const set = (line) => frame.evaluate((line) => ((document.cookie = line), document.cookie), line);
  check.equal(await set("plain=1; Secure; SameSite=None"), "", "a third party's cookie is blocked");
  check.equal(await set("parted=1; Secure; SameSite=None; Partitioned"), "parted=1", "one that is kept apart is not");

  await toolbar.signsIn("59123");
  const call = await desk.ring(59123, { caller: "07551234567" });
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  const began = performance.now();
  await page.reload();
  await toolbar.shows("Talking");
  figure(`${session}: the call after a reload of the CRM's page`, `${Math.round(performance.now() - began)} ms`);
  await toolbar.shows(/Connected/);
  check.equal((await desk.requests("login")).length, 1, "sign-ins");

  const second = await show(await newTab(context, deployment), quay);
  await second.toolbar.hasSignInForm();
  const isCookie = session === "cookie";
  const parts = (await context.cookies()).filter(({ name }) => name === "__Secure-guid");
  check.equal(parts.length, isCookie ? 1 : 0, "session cookies");
  check.matches(isCookie ? parts[0].partitionKey : "crm.test", /crm\.test/, "whose the session's cookie is");
  await toolbar.presses("Drop");
  await toolbar.shows("No call");
  check.equal(await desk.commands(), [`PUT answer ${call}`, "DELETE release"], "commands");
  check.equal(await first.page.frames()[1].evaluate("window.violations"), [], "violations in the frame");

  async function show(tab, host) {
    await tab.page.goto(host.origin);
    tab.toolbar.standsIn(tab.page.frameLocator("iframe"));
    return tab;
  }
}
