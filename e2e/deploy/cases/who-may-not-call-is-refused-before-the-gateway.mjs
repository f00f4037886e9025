// A request that is not the toolbar's own never reaches a gateway: another host's name, another origin,
// no guard, another method, and what would hand the Guid to a script.

import { ask, signIn } from "../asking.mjs";
import { NAME } from "../certificates.mjs";

const POLL = "/agentgateway/resource/agentevent/59123";
const UPDATE = "/agentgateway/resource/onlineagent/59123/updateGuid";
const FOREIGN = [
  "https://evil.test",
  "null",
  `http://${NAME}`,
  `https://${NAME}.evil.test`,
  `https://${NAME}`,
  `https://x${NAME}`,
];

export default async function ({ gateway, deploy, visit, crm, check, certificates }) {
  const ca = certificates.authority;
  for (const session of ["header", "cookie"]) {
    const one = await gateway();
    const deployment = await deploy([one], { wishes: { session } });
    const own = session === "cookie" ? { "X-Toolbar": "1" } : {};
    const refused = async (what, status, path, options) => {
      const answer = await ask(deployment, path, { ca, ...options, headers: { ...own, ...options.headers } });
      check.equal(answer.status, status, `${session}, ${what}`);
    };
    for (const host of ["evil.test", "127.0.0.1", `evil.test:${deployment.front.port}`, NAME, `${NAME.toUpperCase()}:${deployment.front.port}`]) {
      await refused(`Host ${host}`, 421, POLL, { headers: { Host: host } });
      await refused(`Host ${host} for a file`, 421, "/", { headers: { Host: host } });
    }
    for (const origin of FOREIGN) {
      for (const method of ["GET", "PUT", "POST", "DELETE"]) {
        await refused(`${method} from ${origin}`, 403, POLL, { method, headers: { Origin: origin } });
      }
      await refused(`a preflight from ${origin}`, 403, POLL, { method: "OPTIONS", headers: { Origin: origin } });
    }
    for (const method of ["OPTIONS", "PATCH", "TRACE", "HEAD"]) {
      await refused(method, 405, POLL, { method, headers: { Origin: deployment.origin } });
    }
    if (session === "cookie") {
      for (const headers of [{ "X-Toolbar": "" }, { "X-Toolbar": "0" }, { "X-Toolbar": "1, 1" }, { "X-Toolbar": "", Origin: deployment.origin }]) {
        await refused(`a guard of ${JSON.stringify(headers)}`, 403, POLL, { headers });
      }
      for (const path of [UPDATE, `${UPDATE}/`, UPDATE.toLowerCase(), UPDATE.replace("G", "%47"), `${UPDATE};a=b`, `${UPDATE}?a=b`, UPDATE.replace("/update", "//update")]) {
        await refused(path, 403, path, { method: "PUT", headers: { Origin: deployment.origin } });
      }
    }
    await ofAForeignPage({ deployment, visit, crm, check, session });
    check.equal((await one.desk.requests()).length, 0, `${session}: requests at the gateway`);
    check.equal(deployment.gateways[0].count, 0, `${session}: connections to the gateway`);

    const { status } = await signIn(deployment, 59123, { ca, headers: { ...own, Origin: deployment.origin } });
    check.equal(status, 200, `${session}: the toolbar's own`);
    check.equal((await one.desk.requests("login")).length, 1, `${session}: the toolbar's own reaches the gateway`);
  }
}

/** A page of another site sends what a browser lets it send, with cookies. */
async function ofAForeignPage({ deployment, visit, crm, check, session }) {
  const foreign = await crm("crm.test");
  const { page, read } = await visit(foreign);
  await page.goto(foreign.origin);
  const said = await read(`(async () => {
    const said = [];
    for (const [method, mode, headers] of [
      ["POST", "no-cors", {}], ["GET", "no-cors", {}], ["DELETE", "cors", {}], ["PUT", "cors", { "X-Toolbar": "1" }], ["POST", "cors", { Guid: "1" }],
    ]) {
      const options = { method, mode, headers, credentials: "include" };
      said.push(await fetch(${JSON.stringify(deployment.origin + POLL)}, options).then(({ type }) => type, ({ name }) => name));
    }
    return said;
  })()`);
  check.equal(said, ["opaque", "opaque", "TypeError", "TypeError", "TypeError"], `${session}: what a foreign page hears`);
}
