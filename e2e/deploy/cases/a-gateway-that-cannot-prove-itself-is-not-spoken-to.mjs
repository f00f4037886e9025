// A gateway whose certificate nobody known has signed, or that stands for another name, hears nothing, and
// the agent is told.

export default async function ({ gateway, deploy, visit, check, certificates }) {
  for (const tls of [certificates.stranger, certificates.anotherName]) {
    const one = await gateway();
    const deployment = await deploy([one], { tls });
    const { toolbar } = await visit(deployment);
    await toolbar.open();
    await toolbar.asksToSignIn("59123");
    await toolbar.shows("The gateway could not be reached or did not answer.");
    await toolbar.hasSignInForm();
    check.that(deployment.gateways[0].count > 0, "nginx has tried");
    check.equal((await one.desk.requests()).length, 0, "requests at the gateway");
  }
}
