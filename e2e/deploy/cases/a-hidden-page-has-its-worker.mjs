// A hidden page waits in a worker. Under Trusted Types a script's address must come from a policy: the
// toolbar's own knows this one worker, and the browser starts it.

export default async function ({ gateway, deploy, visit, check }) {
  const deployment = await deploy([await gateway()]);
  const { page, toolbar, violations } = await visit(deployment);
  await page.addInitScript(() => Object.defineProperty(document, "hidden", { get: () => true }));
  await toolbar.open();
  await toolbar.signsIn("59123");
  const workers = () => page.workers().map((worker) => worker.url());
  await check.eventually(async () => workers(), (started) => started.length === 1, "a worker is started");
  check.equal(workers(), [`${deployment.origin}/timer-worker.js`], "which one");
  check.equal(await violations(), [], "violations");
}
