// The line from the browser is cut while a command is on its way: it has arrived once, and once it stays.
//
// A browser sends a command again by itself where the connection it used had been used before. The same
// acts with connections that are kept show that this would be seen.

import { told } from "../copies.mjs";

const ACTS = [
  { name: "answer", method: "PUT", from: "Ringing", press: ["Answer"] },
  { name: "reject", method: "POST", from: "Ringing", press: ["Reject", /^Hang up/] },
  { name: "release", method: "DELETE", from: "Talking", press: ["Drop"] },
];
const KEPT = { plant: (text) => text.replace("keepalive_timeout 0;", "keepalive_timeout 60s;") };
const LIMITS = { limits: { pollHoldMs: 2000, requestMs: 5000 } };

export default async function (scene) {
  const { check, figure } = scene;
  for (const session of ["header", "cookie"]) {
    const copies = await count(scene, { wishes: { session, toolbar: LIMITS } });
    check.equal(copies, { answer: 1, reject: 1, release: 1 }, `as shipped, ${session}`);
    figure(`sent for one press, as shipped, ${session}`, told(copies));
    const kept = await count(scene, { wishes: { session, toolbar: LIMITS }, ...KEPT });
    figure(`sent for one press, connections kept, ${session}`, told(kept));
    check.that(Object.values(kept).every((number) => number > 1), `copies are seen where connections are kept: ${told(kept)}`);
  }
}

/** How often each act arrives for one press. */
async function count({ gateway, deploy, visit, check }, how) {
  const { desk, ...one } = await gateway(["--hold", "2000"]);
  const deployment = await deploy([one], how);
  const { toolbar } = await visit(deployment);
  await toolbar.open();
  await toolbar.signsIn("59123");
  const copies = {};
  for (const { name, from, press } of ACTS) {
    const call = await desk.ring(59123);
    await toolbar.canPress("Answer");
    if (from === "Talking") {
      await toolbar.presses("Answer");
      await toolbar.shows("Talking");
      await toolbar.shows(/Connected/);
    }
    await desk.arm("answerDelayed", { on: name, ms: 4000, times: 9 });
    const before = (await desk.requests(name)).length;
    await toolbar.presses(press[0]);
    if (press[1]) {
      await toolbar.chooses(press[1]);
    }
    await desk.hears(name, before + 1);
    deployment.front.cut();
    // A poll that arrives after the cut, and one after that: a copy would have come before them.
    const polls = (await desk.requests("getAgentEvent")).length;
    await desk.hears("getAgentEvent", polls + 2);
    copies[name] = (await desk.requests(name)).length - before;
    await desk.disarm();
    await desk.hangUp(call).catch(() => {});
    await toolbar.shows("No call");
    await toolbar.triesToPress("Ready");
    await check.eventually(() => toolbar.sees("Ready"), (is) => is, "ready again");
  }
  return copies;
}
