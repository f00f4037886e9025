// A gateway takes connections and says nothing any more, as where a machine or the line to it is gone. No
// connection ends, so that only the toolbar's own limits tell; nginx waits longer and hides nothing.

const LIMITS = { pollHoldMs: 3000, pollMarginMs: 2000 };

export default async function ({ gateway, deploy, visit, check, figure }) {
  const { desk, ...one } = await gateway(["--hold", "3000"]);
  const deployment = await deploy([one], { wishes: { toolbar: { limits: LIMITS } } });
  const { toolbar } = await visit(deployment);
  await toolbar.open();
  await toolbar.signsIn("59123");
  await desk.isQuiet(59123);
  const began = performance.now();
  await desk.arm("blackHole");
  await toolbar.shows("Gateway not reached…");
  const seconds = (performance.now() - began) / 1000;
  figure("told after", `${seconds.toFixed(1)} s, of a poll held 3 s with a margin of 2 s`);
  await desk.disarm();
  await toolbar.shows(/Connected/);
  check.equal((await desk.requests("login")).length, 1, "sign-ins");
}
