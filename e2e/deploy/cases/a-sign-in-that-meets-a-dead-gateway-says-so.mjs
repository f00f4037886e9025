// One of two gateways is dead. A sign-in may meet it: that is said, nobody sends it again, and the next
// press lands at the gateway that lives, whatever cookie or Guid the page has from before.

import { homeOf } from "../pool.mjs";

const MET = "The gateway could not be reached or did not answer.";
const SIGN_INS = 4;

export default async function ({ gateway, deploy, visit, newTab, check, figure }) {
  for (const session of ["header", "cookie"]) {
    const both = [await gateway(["--name", "AgentGateway0"]), await gateway(["--name", "AgentGateway1"])];
    const deployment = await deploy(both, { wishes: { session } });
    const old = await sessionAt(0, { deployment, both, visit });
    await deployment.gateways[0].die();
    const { desk } = both[1];
    let met = 0;
    for (let agent = 59201; agent < 59201 + SIGN_INS; agent += 1) {
      const { context, toolbar } = await visit(deployment);
      await toolbar.open();
      await toolbar.asksToSignIn(String(agent));
      const ends = async () => [await toolbar.sees(MET), await toolbar.sees("Sign out")];
      const [hasMet] = await check.eventually(ends, (ends) => ends.includes(true), "the sign-in ends");
      if (hasMet) {
        met += 1;
        check.equal((await ofAgent(desk, agent)).length, 0, `${session}: who met the dead one is sent nowhere else`);
        await toolbar.presses("Sign in");
      }
      await toolbar.is("Ready");
      check.equal((await ofAgent(desk, agent)).length, 1, `${session}: sign-ins of ${agent}`);
      await context.close();
    }
    check.equal(met, 1, `${session}: sign-ins that met the dead gateway`);
    figure(`${session}: sign-ins that met the dead gateway, of ${SIGN_INS}`, met);
    const { toolbar } = await newTab(old, deployment);
    await forced({ toolbar, desk, check, session });
  }
}

/** A browser with what is left of a session at this gateway. */
async function sessionAt(place, { deployment, both, visit }) {
  for (const id of ["59301", "59302"]) {
    const { context, page, toolbar } = await visit(deployment);
    await toolbar.open();
    await toolbar.signsIn(id);
    await page.close();
    if ((await homeOf(id, both)) === place) {
      return context;
    }
  }
  throw new Error("sign-ins are not shared out");
}

/** A forced sign-in with what is left of an older session goes the same way. */
async function forced({ toolbar, desk, check, session }) {
  await toolbar.open();
  await toolbar.asksToSignIn("59201");
  await toolbar.presses("Force sign-in");
  await toolbar.is("Ready");
  check.equal((await desk.requests("forceLogin")).length, 1, `${session}: forced sign-ins at the gateway that lives`);
}

async function ofAgent(desk, agent) {
  return (await desk.requests("login")).filter((row) => row.agent === String(agent));
}
