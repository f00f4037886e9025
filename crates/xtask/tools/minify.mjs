// Makes one style sheet of a Trunk build's several, and one script of the core's and those it imports;
// minifies them, puts the wasm's functions in order, shortens the names of what it imports, renews the
// hashes in the page and in the files' names, and puts each file beside itself in the forms that are sent.
//
// Trunk runs this after a release build, before it moves the files into place. Its own minifier
// stops at the `as default` that wasm-bindgen writes, so esbuild does the work here; and because
// Trunk has already put the hash of each file into the page, the page is corrected in the same step.
// A file whose name has a hash is kept by browsers for ever, so that the hash must be that of its last form.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { shortenImports } from "./imports.mjs";
import { nameByPlace } from "./order.mjs";
import { withoutCustom } from "./wasm.mjs";

/** The same work as Trunk had wasm-opt do, in the order that is told by names. */
const WASM_OPT = ["-Oz", "--one-caller-inline-max-function-size=20", "--reorder-functions-by-name"];

/** What web servers send compressed; toolbar.json is each operator's own. */
const SENT_COMPRESSED = [".css", ".html", ".js", ".svg", ".ts", ".txt", ".wasm"];

if (process.env.TRUNK_PROFILE === "release") {
  const folder = process.env.TRUNK_STAGING_DIR;
  const page = join(folder, "index.html");
  hostScript(folder);
  let html = oneScript(folder, oneSheet(folder, readFileSync(page, "utf8")));
  const files = readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => [".js", ".css", ".wasm"].some((end) => path.endsWith(end)));
  const before = files.map(integrity);

  const texts = files.filter((path) => !path.endsWith(".wasm"));
  execFileSync("esbuild", ["--minify", "--charset=utf8", "--log-level=warning", "--allow-overwrite", `--outdir=${folder}`, `--outbase=${folder}`, ...texts], { stdio: "inherit" });

  const module = only(files, "_bg.wasm");
  const script = only(files, `${basename(module, "_bg.wasm")}.js`);
  writeFileSync(module, nameByPlace(readFileSync(module)));
  execFileSync("wasm-opt", [module, "-o", module, ...WASM_OPT], { stdio: "inherit" });
  const short = shortenImports(withoutCustom(readFileSync(module)), readFileSync(script, "utf8"));
  writeFileSync(module, short.module);
  writeFileSync(script, short.script);

  // The script names the module, so its own name comes after that.
  const [oldName, newName] = [module, rename(module)].map((path) => basename(path));
  writeFileSync(script, readFileSync(script, "utf8").replaceAll(oldName, newName));
  files.splice(files.indexOf(module), 1, join(folder, newName));
  html = html.replaceAll(oldName, newName);
  files.forEach((path, index) => (html = html.replaceAll(before[index], integrity(path))));
  const sheet = join(folder, html.match(/<link rel="stylesheet" href="([^"]+)"/)[1]);
  for (const path of [script, sheet]) {
    html = html.replaceAll(basename(path), basename(rename(path)));
  }
  writeFileSync(page, html);
  compress(folder);
}

/** Gives a file the name that its content has; the path it has now. */
function rename(path) {
  const hash = createHash("sha256").update(readFileSync(path)).digest("hex").slice(0, 16);
  const renamed = path.replace(/-[0-9a-f]+((?:_bg)?\.\w+)$/, `-${hash}$1`);
  renameSync(path, renamed);
  return renamed;
}

/** Puts beside each file what a web server sends of it. */
function compress(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => SENT_COMPRESSED.some((end) => name.endsWith(end)));
  for (const path of names.map((name) => join(folder, name))) {
    const bytes = readFileSync(path);
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

/** Makes the one script that a host page includes of those that it imports. */
function hostScript(folder) {
  bundle("host/agent-toolbar.js", join(folder, "agent-toolbar.js"));
}

function bundle(from, to) {
  execFileSync("esbuild", [from, "--bundle", "--format=esm", "--charset=utf8", "--log-level=warning", "--allow-overwrite", `--outfile=${to}`], { stdio: "inherit" });
}

/** Puts every style sheet of the page into the first one; returns the page without the others. */
function oneSheet(folder, html) {
  const links = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)" integrity="([^"]+)"\/>\n?/g)];
  const [first, ...others] = links.map(([link, href, integrity]) => ({ link, path: join(folder, href), integrity }));
  for (const { link, path } of others) {
    appendFileSync(first.path, readFileSync(path));
    rmSync(path);
    html = html.replace(link, "");
  }
  return html.replace(first.integrity, integrity(first.path));
}

/** Takes into the core's script the scripts that it imports; returns the page without their links. */
function oneScript(folder, html) {
  const script = join(folder, html.match(/data-module="([^"]+)"/)[1]);
  const before = integrity(script);
  bundle(script, script);
  rmSync(join(folder, "snippets"), { recursive: true, force: true });
  return html.replace(/<link rel="modulepreload" href="[^"]*\/snippets\/[^>]*>/g, "").replace(before, integrity(script));
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
