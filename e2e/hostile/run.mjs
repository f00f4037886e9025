// Runs the hostile pages: `node e2e/hostile/run.mjs --dist dist --simulator PROGRAM [--only WORD]`.
//
// Pages of other origins, listed in toolbar.json or not, do to the toolbar what they should not be able to do; each
// defence is then taken out of a copy, and the case that is there for it must fail. Needs esbuild on the path.

import { execFileSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { launch } from "../browser.mjs";
import { runCases } from "../cases.mjs";
import { Embedded } from "../embedded.mjs";
import { readOptions } from "../options.mjs";
import { Places } from "../places.mjs";
import { canary } from "./canary.mjs";
import { frames } from "./frames.mjs";
import { hellos } from "./hellos.mjs";
import { messages } from "./messages.mjs";
import { PLANTS } from "./plants.mjs";
import { strangers } from "./strangers.mjs";
import { verbs } from "./verbs.mjs";
import { windows } from "./windows.mjs";

/** A call rings as long as a slow machine needs, and Guids are renewed while it does. */
const GATEWAY = ["--ring-time", "600000", "--hold", "1000", "--guid-interval", "1500", "--guid-timeout", "60000"];

const ALL = [
  "answer",
  "reject",
  "drop",
  "rejectConference",
  "joinConference",
  "leaveConference",
  "requestCall",
  "listQueued",
  "setReady",
  "setBusy",
];

const options = await readOptions();

// Two of the pages stand nowhere on this machine; the browser would keep these from a toolbar on it before the toolbar does.
const browser = await launch({
  args: ["--disable-features=LocalNetworkAccessChecks,MediaRouter,OptimizationHints,Translate"],
});
const embedded = await open({});
const usual = casesOf(embedded).map(([sentence, run]) => [sentence, (check) => afresh(embedded, run, check)]);
await runCases([...usual, ...PLANTS.map(planted)], options);
await close(embedded);
await browser.close();

/** A toolbar that lists `crm` without a grant, `answering` with one, `trusted` with all; see plants.mjs. */
async function open({ toolbar, host, files = toolbar && { "src/embed/frame.js": toolbar }, grants = {} }) {
  const altered = {};
  for (const [file, changes] of Object.entries(files ?? {})) {
    altered[basename(file)] = await weakened(file, changes);
  }
  const embedded = await Embedded.start(browser, { ...options, altered, gateway: GATEWAY });
  embedded.otherPort = await Places.start();
  embedded.usual = { hosts: embedded.hosts({ crm: [], answering: ["answer"], trusted: ALL, ...grants }) };
  embedded.script = host ? await weakHost(host) : await readFile(join(options.dist, "agent-toolbar.js"), "utf8");
  await embedded.setUp(embedded.usual);
  return embedded;
}

async function close(embedded) {
  await embedded.otherPort.stop();
  await embedded.stop();
}

function casesOf(embedded) {
  return [strangers, hellos, verbs, messages, frames, windows, canary].flatMap((cases) => cases(embedded));
}

/** Runs a case with nobody signed in at the gateway, no fault armed, and no page left of the one before. */
async function afresh(embedded, run, check) {
  await Promise.all(embedded.context.pages().map((page) => page.close()));
  await embedded.desk.disarm();
  await embedded.desk.reset();
  await run(check);
}

/** A defence is taken out, and the case that is there for it must fail, by these words of its. */
function planted({ without, fails, says, grants, ...weak }) {
  return [
    `without ${without}, it is seen that ${fails}`,
    async (check) => {
      const embedded = await open({ ...weak, grants: grants?.(ALL) });
      try {
        const found = casesOf(embedded).find(([sentence]) => sentence === fails);
        check.that(found, `there is a case “${fails}”`);
        const trouble = await found[1](check).then(
          () => null,
          (error) => error,
        );
        check.matches(String(trouble?.message), says, "how it fails");
      } finally {
        await close(embedded);
      }
    },
  ];
}

/** A file of the bridge with some of it changed; a plant that no longer fits is no proof. */
async function weakened(file, changes) {
  let source = await readFile(new URL(`../../${file}`, import.meta.url), "utf8");
  for (const [before, after] of changes) {
    if (source.split(before).length !== 2) {
      throw new Error(`${file} does not hold “${before}” once`);
    }
    source = source.replace(before, () => after);
  }
  return source;
}

/** The host's script of its parts, as the build makes it. */
async function weakHost(changes) {
  const folder = await mkdtemp(join(tmpdir(), "host-"));
  await cp(new URL("../../host", import.meta.url), folder, {
    recursive: true,
    filter: (path) => !path.endsWith("/adapters"),
  });
  await writeFile(join(folder, "frame.js"), await weakened("host/frame.js", changes));
  const script = execFileSync(
    "esbuild",
    [join(folder, "agent-toolbar.js"), "--bundle", "--format=esm", "--log-level=warning"],
    { encoding: "utf8" },
  );
  await rm(folder, { recursive: true });
  return script;
}
