// A gateway cuts the connection when it has done what was asked: nginx asks nobody again, neither the same
// gateway nor another.
//
// nginx takes PUT and DELETE for harmless and repeats them unless it is told not to. The same acts with what
// many configurations have, connections kept and the next gateway tried, show that this would be seen.

import { ask, signIn } from "../asking.mjs";
import { told } from "../copies.mjs";

const BASE = "/agentgateway/resource";
const ACTS = [
  { name: "answer", method: "PUT", path: (call) => `${BASE}/voicecall/59123/answer?callid=${encodeURIComponent(call)}` },
  { name: "reject", method: "POST", path: () => `${BASE}/voicecall/59123/reject`, body: (call) => JSON.stringify({ callid: call, mode: 2 }) },
  { name: "release", method: "DELETE", path: () => `${BASE}/voicecall/59123/release` },
];

/** As many configurations have it. */
const usual = (text) =>
  text
    .replace("proxy_next_upstream off;", "")
    .replace("proxy_set_header Connection close;", 'proxy_set_header Connection "";')
    .replaceAll(/(upstream agent_toolbar_Agent\w+ \{\n)/g, "$1    keepalive 8;\n");

export default async function (scene) {
  const { check, figure } = scene;
  for (const session of ["header", "cookie"]) {
    const shipped = await count(scene, { wishes: { session } });
    figure(`sent for one request, as shipped, ${session}`, told(shipped));
    check.equal(shipped, { answer: 1, reject: 1, release: 1 }, `as shipped, ${session}`);
  }
  const kept = await count(scene, { wishes: { session: "header" }, plant: usual });
  figure("sent for one request, connections kept and the next one tried", told(kept));
  check.that(kept.answer > 1 && kept.release > 1, `copies are seen where nginx may make them: ${told(kept)}`);
}

async function count({ gateway, deploy, certificates }, how) {
  const { desk, ...one } = await gateway();
  const deployment = await deploy([one], how);
  const ca = certificates.authority;
  const signedIn = await signIn(deployment, 59123, { ca, headers: { Origin: deployment.origin, "X-Toolbar": "1" } });
  const proof = proofIn(signedIn.headers);
  const headers = { "Content-Type": "application/json; charset=UTF-8", Origin: deployment.origin, "X-Toolbar": "1", ...proof };
  await ask(deployment, `${BASE}/onlineagent/59123/resetskill/true?phonelinkage=0`, { ca, method: "POST", headers });
  const copies = {};
  for (const { name, method, path, body } of ACTS) {
    const call = await desk.ring(59123);
    if (name === "release") {
      await ask(deployment, ACTS[0].path(call), { ca, method: "PUT", headers });
    }
    // A question first, so that a connection that is kept is there to be used again.
    await ask(deployment, `${BASE}/onlineagent/59123/agentstatus`, { ca, headers });
    await desk.arm("answerLost", { on: name, times: 1 });
    const { status } = await ask(deployment, path(call), { ca, method, headers, body: body?.(call) });
    copies[name] = (await desk.requests(name)).length;
    if (copies[name] === 1 && status !== 502) {
      throw new Error(`${name} was answered ${status}, though the answer was lost`);
    }
    await desk.hangUp(call).catch(() => {});
  }
  return copies;
}

function proofIn(headers) {
  const guid = headers["set-guid"]?.replace("JSESSIONID=", "");
  return guid ? { Guid: guid } : { Cookie: headers["set-cookie"][0].split(";")[0] };
}
