// Builds the adapter pages: `node host/adapters/build.mjs FOLDER`. Each becomes a folder of its own, ready to be served
// from the origin that toolbar.json lists. Needs esbuild on the path, as every build here has it.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const NAMES = ["hubspot", "zendesk", "salesforce", "dynamics"];

const here = fileURLToPath(new URL(".", import.meta.url));
const [into] = process.argv.slice(2);
if (!into) {
  console.error("Give the folder that the adapter pages are to be written into.");
  process.exit(2);
}

for (const name of NAMES) {
  const folder = join(into, name);
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(here, name, "index.html"), join(folder, "index.html"));
  copyFileSync(join(here, "adapter.css"), join(folder, "adapter.css"));
  const script = join(here, name, `${name}.js`);
  execFileSync(
    "esbuild",
    [
      script,
      "--bundle",
      "--minify",
      "--format=esm",
      "--charset=utf8",
      "--log-level=warning",
      `--outfile=${join(folder, "adapter.js")}`,
    ],
    { stdio: "inherit" },
  );
}
// What is bundled into a page goes with its licence.
copyFileSync(
  join(here, "node_modules/@hubspot/calling-extensions-sdk/LICENSE"),
  join(into, "hubspot/LICENSE-calling-extensions-sdk.txt"),
);
console.log(`${NAMES.length} adapter pages in ${into}`);
