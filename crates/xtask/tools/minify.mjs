// Minifies the scripts and style sheets of a Trunk build, shortens what its wasm imports, and renews
// their hashes in its page.
//
// Trunk runs this after a release build, before it moves the files into place. Its own minifier
// stops at the `as default` that wasm-bindgen writes, so esbuild does the work here; and because
// Trunk has already put the hash of each file into the page, the page is corrected in the same step.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

import { shortenImports } from "./imports.mjs";

if (process.env.TRUNK_PROFILE === "release") {
  const folder = process.env.TRUNK_STAGING_DIR;
  const files = readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => [".js", ".css", ".wasm"].some((end) => path.endsWith(end)));
  const before = files.map(integrity);

  execFileSync("esbuild", ["--minify", "--charset=utf8", "--log-level=warning", "--allow-overwrite", `--outdir=${folder}`, `--outbase=${folder}`, ...files.filter((path) => !path.endsWith(".wasm"))], { stdio: "inherit" });

  const module = only(files, "_bg.wasm");
  const script = only(files, `${basename(module, "_bg.wasm")}.js`);
  const short = shortenImports(readFileSync(module), readFileSync(script, "utf8"));
  writeFileSync(module, short.wasm);
  writeFileSync(script, short.script);

  const page = join(folder, "index.html");
  let html = readFileSync(page, "utf8");
  files.forEach((path, index) => (html = html.replaceAll(before[index], integrity(path))));
  writeFileSync(page, html);
}

function only(files, end) {
  const found = files.filter((path) => path.endsWith(end));
  if (found.length !== 1) {
    throw new Error(`${found.length} files end with ${end}; there should be one`);
  }
  return found[0];
}

/** The subresource integrity of a file, in the form that Trunk writes. */
function integrity(path) {
  return `sha384-${createHash("sha384").update(readFileSync(path)).digest("base64")}`;
}
