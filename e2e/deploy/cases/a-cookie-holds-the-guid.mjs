// In cookie mode no script ever meets the Guid: it is in a cookie that only the proxy reads. The toolbar is
// told when it is another, a reload goes on with the session, and what happens in it is the same as ever.

import { ask, signIn } from "../asking.mjs";
import { NAME } from "../certificates.mjs";

export default async function ({ gateway, deploy, visit, check, certificates, figure }) {
  const { desk, ...one } = await gateway(["--hold", "1000", "--guid-interval", "3000", "--guid-timeout", "9000"]);
  const wishes = { session: "cookie", toolbar: { limits: { pollHoldMs: 1000 } } };
  const deployment = await deploy([one], { wishes });
  const { context, page, toolbar, read } = await visit(deployment);
  const answers = [];
  page.on("response", (response) => answers.push(response.allHeaders().catch(() => ({}))));
  await toolbar.open();
  await toolbar.signsIn("59123");
  const cookies = await context.cookies();
  const shape = cookies.map(({ name, domain, path, httpOnly, secure, sameSite }) => ({ name, domain, path, httpOnly, secure, sameSite }));
  const wanted = { name: "__Secure-guid", domain: NAME, path: "/agentgateway/", httpOnly: true, secure: true, sameSite: "None" };
  check.equal(shape, [wanted], "the one cookie");
  check.equal(await read("document.cookie"), "", "what a script can read of it");
  check.equal(await read(`JSON.stringify([localStorage, sessionStorage]).includes(${JSON.stringify(cookies[0].value)})`), false, "the Guid is not kept");

  await desk.hears("getAgentEvent", 12, 40_000);
  const all = await Promise.all(answers);
  const guids = all.flatMap((headers) => headers["set-cookie"] ?? []);
  check.that(guids.length >= 3, `the Guid is renewed: ${guids.length} cookies`);
  check.equal(all.filter((headers) => headers["x-guid-renewed"]).length, guids.length, "a renewal is told with each new cookie, and only then");
  check.equal(all.filter((headers) => headers["set-guid"]).length, 0, "Set-GUID is kept from the page");
  check.equal(new Set(guids).size, guids.length, "each is another");
  check.that(guids.every((line) => line.includes("; Partitioned")), "each is kept apart by site");
  figure("renewals told in cookie mode", guids.length);

  const call = await desk.ring(59123, { caller: "07551234567" });
  await toolbar.canPress("Answer");
  const logins = (await desk.requests("login")).length;
  for (const state of ["Ringing", "Talking"]) {
    const began = performance.now();
    await page.reload({ waitUntil: "commit" });
    await toolbar.shows(state);
    figure(`a reload while ${state.toLowerCase()}`, `${Math.round(performance.now() - began)} ms`);
    if (state === "Ringing") {
      await page.waitForTimeout(500);
      await toolbar.presses("Answer");
      await toolbar.shows("Talking");
    }
  }
  check.equal((await desk.requests("login")).length, logins, "nobody signs in again");
  check.equal((await desk.requests("updateGuid")).length, 0, "no Guid is asked for");
  check.equal(await desk.commands(), [`PUT answer ${call}`], "commands");
  await isToldExactly({ deployment, check, certificates, desk });
}

/** A Guid that is told again is no renewal. */
async function isToldExactly({ deployment, check, certificates, desk }) {
  const ca = certificates.authority;
  const guard = { "X-Toolbar": "1", "Content-Type": "application/json; charset=UTF-8" };
  const first = await signIn(deployment, 59124, { ca, headers: { ...guard, Origin: deployment.origin } });
  check.equal(first.headers["x-guid-renewed"], "1", "a sign-in brings the first Guid");
  const cookie = first.headers["set-cookie"][0].split(";")[0];
  const poll = (Cookie) => ask(deployment, "/agentgateway/resource/agentevent/59124", { ca, headers: { ...guard, Cookie } });
  const quiet = await poll(cookie);
  check.equal([quiet.headers["x-guid-renewed"], quiet.headers["set-cookie"]], [undefined, undefined], "a poll without a renewal");
  await desk.arm("guidDue", { agent: 59124, on: "getAgentEvent" });
  const renewed = await poll(cookie);
  check.equal(renewed.headers["x-guid-renewed"], "1", "a poll with a renewal");
  const again = renewed.headers["set-cookie"][0].split(";")[0];
  check.that(again !== cookie, "another cookie");
  const told = await ask(deployment, "/agentgateway/resource/agentevent/59124", { ca, headers: { ...guard, Cookie: `a=b; ${again}; c=d` } });
  check.equal(told.headers["x-guid-renewed"], undefined, "the same Guid among other cookies");
  const status = (headers) => ask(deployment, "/agentgateway/resource/onlineagent/59124/agentstatus", { ca, headers: { ...guard, ...headers } });
  const own = again.split("=")[1];
  check.matches(String((await status({ Cookie: again })).body), /"retcode":"0"/, "with the cookie");
  check.matches(String((await status({ Guid: own })).body), /"retcode":"(100-006|000-003)"/, "a Guid that a page sends itself counts for nothing");
  // The Guid before is told the present one once more: to whoever still has that, it is another.
  const late = await poll(cookie);
  check.equal(late.headers["set-cookie"]?.[0].split(";")[0], again, "who still has the Guid before is told the present one");
  check.equal(late.headers["x-guid-renewed"], "1", "and that it is another");
}
