// The network comes and goes once a second: the gateway is asked again and again, but never in a rush,
// and once it stays the toolbar is usable again.

const MOST_A_SECOND = 3;

export const noise = [/ERR_INTERNET_DISCONNECTED/];

export default async function ({ toolbar, page, read, desk, check, state, figure, session }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  await desk.isQuiet(101);
  // By the browser's own clock: news of a request may be late and then comes in bunches.
  const sent = [];
  session.on("Network.requestWillBeSent", ({ request, timestamp }) => {
    if (request.url.includes("/agentgateway/")) {
      sent.push(timestamp * 1000);
    }
  });
  await session.send("Network.enable");
  const began = performance.now();
  for (let half = 0; half < 20; half += 1) {
    await page.context().setOffline(half % 2 === 0);
    await page.waitForTimeout(500 - ((performance.now() - began) % 500));
  }
  const flapping = [...sent];
  check.that(flapping.length > 5, `${flapping.length} requests while the network came and went`);
  const rush = Math.max(...flapping.map((from) => flapping.filter((at) => at >= from && at < from + 1000).length));
  figure("most requests in one second while the network comes and goes", rush);
  check.that(rush <= MOST_A_SECOND, `${rush} requests in one second`);

  await toolbar.canPress("Busy");
  await toolbar.is("Ready");
  await state("back");
  check.equal(await read("navigator.onLine"), true, "online");
  check.equal(await desk.commands(), [], "commands");
}
