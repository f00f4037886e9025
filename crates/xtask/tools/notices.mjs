// Third-party notices: what of others is in a build, and under which terms.
//
// Their licences ask for it. The texts come from the packages themselves; one that brings none gets the text of
// the licence that it names, with the names of its authors. Trunk runs this while it builds, for the toolbar's own
// folder; what else is handed on asks for its notices.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const TOOLBAR = "agent-toolbar";
const TARGET = "wasm32-unknown-unknown";

/** The files in which a package tells its terms. */
const TERMS = /^(licen[cs]e|copying|copyright|notice|unlicense)/i;

const HEAD_OF_WASM = `Third-party notices of the agent toolbar

The toolbar's WebAssembly module is compiled from the packages below, and its script is partly written by
wasm-bindgen. Their licences ask that their notices go with it. Nothing of npm is in it: the packages that
build and test the toolbar are not handed on.
`;

const HEAD_OF_SCRIPT = `Third-party notices of this page

Its script holds the packages below. Their licences ask that their notices go with it.
`;

const MIT = (owners) => `MIT License

Copyright (c) ${owners}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const title = ({ name, version }) => `${name} ${version}`;

const plain = (text) => text.replaceAll("\r\n", "\n").replace(/[ \t]+$/gm, "").trim();

if (process.env.TRUNK_PROFILE === "release") {
  writeFileSync(join(process.env.TRUNK_STAGING_DIR, "third-party-notices.txt"), noticesOfWasm());
}

/** The notices for the toolbar's wasm. */
export function noticesOfWasm() {
  return notices(HEAD_OF_WASM, packagesInWasm(), [`${standardLibrary()}, MIT OR Apache-2.0`]);
}

/** The notices for a script that esbuild has bundled, by what its metafile tells; undefined where it is all our own. */
export function noticesOfScript(metafile) {
  const { inputs } = JSON.parse(readFileSync(metafile, "utf8"));
  const found = Object.keys(inputs).map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  const folders = [...new Set(found)].filter(Boolean);
  return folders.length > 0 ? notices(HEAD_OF_SCRIPT, folders.map(packageOfNpm)) : undefined;
}

function packageOfNpm(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return { name, version, license, folder, authors: [author?.name ?? author].filter(Boolean) };
}

function notices(head, packages, more = []) {
  packages.sort((one, other) => (title(one) < title(other) ? -1 : 1));
  const byText = new Map();
  for (const one of packages) {
    for (const text of textsOf(one)) {
      byText.set(text, [...(byText.get(text) ?? []), title(one)]);
    }
  }
  const list = [...packages.map((one) => `${title(one)}, ${one.license}`), ...more];
  const texts = [...byText].map(([text, titles]) => `${"─".repeat(100)}\n${titles.join("\n")}\n\n${text}\n`);
  return [head, `${list.join("\n")}\n`, ...texts].join("\n");
}

/** Where the compiler's own part comes from; its Apache-2.0 text is among the others. */
function standardLibrary() {
  const version = execFileSync("rustc", ["--version"], { encoding: "utf8" }).split(" ")[1];
  return `Rust standard library ${version}`;
}

/** Every package of others that the toolbar depends on, without what only runs while it is compiled. */
function packagesInWasm() {
  const words = ["metadata", "--locked", "--format-version", "1", "--filter-platform", TARGET];
  const told = JSON.parse(execFileSync("cargo", words, { maxBuffer: 1 << 28 }));
  const packages = new Map(told.packages.map((one) => [one.id, one]));
  const dependencies = new Map(told.resolve.nodes.map(({ id, deps }) => [id, deps]));
  const isMacro = (id) => packages.get(id).targets.some(({ kind }) => kind.includes("proc-macro"));
  const isInWasm = ({ pkg, dep_kinds: kinds }) => kinds.some(({ kind }) => kind === null) && !isMacro(pkg);
  const found = new Set();
  const waiting = [told.packages.find(({ name }) => name === TOOLBAR).id];
  for (let id = waiting.pop(); id; id = waiting.pop()) {
    const next = dependencies.get(id).filter(isInWasm).map(({ pkg }) => pkg).filter((pkg) => !found.has(pkg));
    next.forEach((pkg) => found.add(pkg));
    waiting.push(...next);
  }
  const own = new Set(told.workspace_members);
  const others = [...found].filter((id) => !own.has(id)).map((id) => packages.get(id));
  return others.map((one) => ({ ...one, folder: dirname(one.manifest_path) }));
}

/** The texts of a package's terms, each once. */
function textsOf(one) {
  const files = readdirSync(one.folder, { withFileTypes: true }).filter((file) => file.isFile() && TERMS.test(file.name));
  const texts = files.map(({ name }) => plain(readFileSync(join(one.folder, name), "utf8"))).filter(Boolean);
  return texts.length > 0 ? new Set(texts) : [plain(textOfLicence(one))];
}

/** The text for a package that brings none. */
function textOfLicence({ name, license, authors }) {
  const choices = license.split(/ OR |\//);
  if (choices.includes("MIT")) {
    return MIT(authors.length > 0 ? authors.map((author) => author.replace(/ *<.*>/, "")).join(", ") : `the authors of ${name}`);
  }
  if (choices.includes("Apache-2.0")) {
    return readFileSync(new URL("../../../LICENSE", import.meta.url), "utf8");
  }
  throw new Error(`${name} brings no text of its licence (${license}): give one here.`);
}
