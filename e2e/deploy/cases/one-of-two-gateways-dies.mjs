// Two gateways, agents at both. One dies: who is at the other notices nothing; the others are told
// and keep their session, and sign in again by a press, which lands at the gateway that lives.

import { homeOf } from "../pool.mjs";

export default async function (scene) {
  for (const session of ["header", "cookie"]) {
    await play(scene, session);
  }
}

async function play({ gateway, deploy, visit, check, figure }, session) {
  const both = [await gateway(["--name", "AgentGateway0"]), await gateway(["--name", "AgentGateway1"])];
  const deployment = await deploy(both, { wishes: { session } });
  const agents = await Promise.all(["59101", "59102"].map(async (id) => ({ id, ...(await visit(deployment)) })));
  for (const { id, toolbar } of agents) {
    await toolbar.open();
    await toolbar.signsIn(id);
  }
  const homes = await Promise.all(agents.map(({ id }) => homeOf(id, both)));
  check.equal([...homes].sort(), [0, 1], `${session}: sign-ins are shared out`);
  const [lost, spared] = [agents[homes.indexOf(0)], agents[homes.indexOf(1)]];
  for (const { toolbar } of agents) {
    await toolbar.shows(/Connected/);
  }
  const { desk } = both[1];
  const before = (await desk.requests()).length;

  const began = performance.now();
  await deployment.gateways[0].die();
  await lost.toolbar.shows("Gateway not reached…");
  figure(`${session}: told after`, `${Math.round(performance.now() - began)} ms`);
  check.that(!(await lost.toolbar.sees("Agent id")), `${session}: who is told keeps the session`);
  const call = await desk.ring(Number(spared.id));
  await spared.toolbar.presses("Answer");
  await spared.toolbar.shows("Talking");
  check.that(!(await spared.toolbar.sees("Gateway not reached…")), `${session}: who is spared is told nothing`);
  await spared.toolbar.presses("Drop");
  await spared.toolbar.shows("No call");
  check.equal(await desk.commands(), [`PUT answer ${call}`, "DELETE release"], `${session}: commands of who is spared`);
  check.equal((await desk.requests()).slice(before).filter(({ agent }) => agent === lost.id), [], `${session}: nothing of who is told goes astray`);

  await signsInAgain(lost, { desk, check, session });
  await spared.toolbar.is("Ready");
  check.equal(await spared.violations(), [], `${session}: violations`);
}

/** By presses; one of them may meet the gateway that is dead, says so, and is not sent again by anybody. */
async function signsInAgain({ id, page, toolbar }, { desk, check, session }) {
  const logins = (await desk.requests("login")).length;
  // A line that is only disturbed comes back within seconds; after half a minute another gateway may be tried.
  await toolbar.canPress("Sign in again", 45_000);
  // Whatever hint is shown where the mouse was.
  await page.mouse.move(450, 500);
  await toolbar.presses("Sign in again");
  await toolbar.hasSignInForm();
  await toolbar.asksToSignIn(id);
  const met = "The gateway could not be reached or did not answer.";
  const ends = async () => [await toolbar.sees(met), await toolbar.sees("Sign out")];
  const [hasMet] = await check.eventually(ends, (ends) => ends.includes(true), `${session}: the sign-in ends`);
  if (hasMet) {
    check.equal((await desk.requests("login")).length, logins, `${session}: nobody else sends it`);
    await toolbar.presses("Sign in");
  }
  await toolbar.is("Ready");
  check.equal((await desk.requests("login")).length, logins + 1, `${session}: sign-ins at the gateway that lives`);
}
