// "The first ring" of the page, step by step: the files it tells to make, the commands it tells to run.

import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Simulator } from "../simulator.mjs";
import { Toolbar } from "../toolbar.mjs";

/** Every case, for `runCases`. */
export const fromScratch = (browser, snippets, { dist, simulator: program }) => [
  [
    "the first ring comes as the page says, by its own commands",
    async (check) => {
      const folder = await mkdtemp(join(tmpdir(), "guide-"));
      const context = await browser.newContext({ locale: "en-GB" });
      let simulator;
      try {
        await cp(dist, join(folder, "dist"), { recursive: true });
        await mkdir(join(folder, "my-crm"));
        await cp(join(dist, "agent-toolbar.js"), join(folder, "my-crm/agent-toolbar.js"));
        const flags = flagsOf(snippets.use("serve"), folder);
        // Two free ports in place of the two that the page names: begun once to learn them, and again with them known.
        const learnt = await Simulator.start(program, join(folder, "dist"), flags);
        const [toolbar, crm] = [learnt.addresses.toolbar, learnt.addresses.hostPage];
        await learnt.stop();
        const addresses = { "http://127.0.0.1:8043/": toolbar, "http://127.0.0.1:8044": new URL(crm).origin };
        await writeFile(join(folder, "dist/toolbar.json"), snippets.use("settings", addresses));
        await writeFile(join(folder, "my-crm/index.html"), snippets.use("first", addresses));
        simulator = await Simulator.start(program, join(folder, "dist"), [
          ...flags,
          "--port",
          new URL(toolbar).port,
          "--host-port",
          new URL(crm).port,
        ]);

        const page = await context.newPage();
        await page.goto(crm);
        const bar = new Toolbar(page, null, toolbar, check);
        bar.standsIn(page.frameLocator("iframe"));
        await bar.signsIn("101");
        await runCurl(snippets.use("ring", addresses), check);
        await check.eventually(
          () => page.getByRole("heading").textContent(),
          (text) => text === "07551234567",
          "the caller is popped",
        );
        await bar.canPress("Answer");
        check.that(snippets.lines("first") <= 10, `${snippets.lines("first")} lines of one's own`);
      } finally {
        await context.close();
        await simulator?.stop();
        await rm(folder, { recursive: true, force: true });
      }
    },
  ],
];

/** The flags of the command, with folders of this run; the harness names toolbar and ports itself. */
function flagsOf(command, folder) {
  const [before, flags] = command.trim().split(" -- ");
  if (before !== "cargo run --profile native -p gateway-simulator") {
    throw new Error(`another command than the one that is known here: ${command}`);
  }
  const words = flags.split(" ");
  const value = (name) => words[words.indexOf(name) + 1];
  if (
    words.length !== 8 ||
    value("--port") !== "8043" ||
    value("--host-port") !== "8044" ||
    value("--toolbar") !== "dist"
  ) {
    throw new Error(`other flags than those that are known here: ${flags}`);
  }
  return ["--host-page", join(folder, value("--host-page")), "--host-port", "0"];
}

/** Does what the curl line says, by fetch: curl may not be there. */
async function runCurl(command, check) {
  const [, body, address] = command.trim().match(/^curl --json '(.+)' (\S+)$/) ?? [];
  check.that(body && address, "the curl line is understood");
  const response = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body });
  check.equal(response.status, 200, "the desk's answer");
}
