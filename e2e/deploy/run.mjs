// Tries the shipped nginx configuration: `node e2e/deploy/run.mjs --dist dist --simulator PROGRAM --xtask PROGRAM [--only NAME]`.
//
// A real nginx stands between a real browser and the simulator, with TLS by an authority of our own on both
// sides. The cases in `cases/` try what an operator relies on; the journeys of calls are the same as without
// nginx, in both session modes. Only the browser is told to trust the authority's key: nothing is ignored.

import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "../browser.mjs";
import { play as playJourney } from "../journey.mjs";
import { chosen, readOptions } from "../options.mjs";
import { runAll, within } from "../runner.mjs";
import { fingerprint, makeCertificates } from "./certificates.mjs";
import { Deployment } from "./deployment.mjs";
import { JOURNEYS } from "./journeys.mjs";
import { Scene } from "./scene.mjs";

const LONGEST = 300_000;

const given = await readOptions("xtask");
const cases = (await readdir(new URL("cases/", import.meta.url))).filter((file) => file.endsWith(".mjs"));
const all = [...cases.map((file) => file.slice(0, -4)).sort(), ...JOURNEYS.map(({ name, session }) => `${name} (${session})`)];
const names = chosen(all, given.only);

const keys = await mkdtemp(join(tmpdir(), "certificates-"));
const certificates = makeCertificates(keys);
const switches = [
  "--host-resolver-rules=MAP *.test 127.0.0.1",
  `--ignore-certificate-errors-spki-list=${fingerprint(certificates.toolbar)}`,
];
const options = { ...given, certificates, switches };

const browser = await launch({ args: switches });
const failed = await runAll(names, (name) => {
  const journey = JOURNEYS.find((one) => `${one.name} (${one.session})` === name);
  return journey ? playBehind(journey.session, journey.name) : runCase(name);
});
await browser.close();
await rm(keys, { recursive: true, force: true });
// Whatever failed may have left something open that would keep this waiting.
process.exit(failed > 0 ? 1 : 0);

async function runCase(name) {
  const { default: play } = await import(new URL(`cases/${name}.mjs`, import.meta.url));
  const scene = new Scene(browser, options);
  try {
    await within(LONGEST, play(scene));
    if (scene.check.count === 0) {
      throw new Error("the case asserts nothing");
    }
    return { figures: scene.figures };
  } catch (error) {
    return { failure: error.stack ?? String(error), figures: scene.figures };
  } finally {
    await scene.close();
  }
}

/** One of the journeys of calls, with nginx before its simulator. */
function playBehind(session, name) {
  const front = ({ port, settings }) =>
    Deployment.start({ ...options, ports: [port], wishes: { session, toolbar: withoutGateway(settings) } });
  return playJourney(browser, name, { ...options, front });
}

function withoutGateway({ gateway, session, ...settings }) {
  return settings;
}
