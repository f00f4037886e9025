// Builds the adapter pages: `node host/adapters/build.mjs FOLDER`. Each becomes a folder of its own, ready to be served
// from the origin that toolbar.json lists. Needs esbuild on the path, as every build here has it.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { noticesOfScript } from "../../crates/xtask/tools/notices.mjs";

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
  const metafile = join(folder, "inputs.json");
  execFileSync(
    "esbuild",
    [
      script,
      "--bundle",
      "--minify",
      "--format=esm",
      "--charset=utf8",
      "--log-level=warning",
      `--metafile=${metafile}`,
      `--outfile=${join(folder, "adapter.js")}`,
    ],
    { stdio: "inherit" },
  );
  const notices = noticesOfScript(metafile);
  if (notices) {
    writeFileSync(join(folder, "third-party-notices.txt"), notices);
  }
  rmSync(metafile);
}
console.log(`${NAMES.length} adapter pages in ${into}`);
