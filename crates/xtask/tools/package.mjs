// Makes the npm package of what wasm-bindgen has written: adds the door for a page, its style sheet, texts and types.
//
// `node package.mjs FOLDER`, in the project's root. The wasm is made small and the scripts that the core imports become
// part of its own, as in the toolbar's own build.

import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { noticesOfWasm } from "./notices.mjs";

const SHEETS = ["tokens", "bar", "controls", "panels", "minimized"];
const WASM_OPT = ["--merge-similar-functions", "-Oz", "--one-caller-inline-max-function-size=20"];

const folder = process.argv[2];
const module = join(folder, "agent_toolbar_bg.wasm");
const core = join(folder, "agent_toolbar.js");
execFileSync("esbuild", [core, "--bundle", "--format=esm", "--charset=utf8", "--log-level=warning", "--allow-overwrite", `--outfile=${core}`], { stdio: "inherit" });
rmSync(join(folder, "snippets"), { recursive: true, force: true });
execFileSync("wasm-opt", [module, "-o", module, ...WASM_OPT], { stdio: "inherit" });

for (const file of ["mount.js", "mount.d.ts", "toolbar.js", "agent-toolbar.js", "agent-toolbar.d.ts", "frame.js", "agent-toolbar.schema.json"]) {
  cpSync(join("host", file), join(folder, file));
}
cpSync("text", join(folder, "text"), { recursive: true });
writeFileSync(join(folder, "third-party-notices.txt"), noticesOfWasm());
cpSync("src/driver/timer-worker.js", join(folder, "timer-worker.js"));

const css = SHEETS.map((name) => readFileSync(`style/${name}.css`, "utf8")).join("\n");
const small = execFileSync("esbuild", ["--loader=css", "--minify", "--charset=utf8"], { input: css, encoding: "utf8" }).trim();
writeFileSync(
  join(folder, "sheet.js"),
  `// The toolbar's style sheet, made once and shared by every shadow root.
let made;
export function sheet() {
  if (!made) {
    made = new CSSStyleSheet();
    made.replaceSync(${JSON.stringify(small)});
  }
  return made;
}
`,
);

for (const file of ["LICENSE", "README.md"]) {
  cpSync(file, join(folder, file));
}
const { packages } = JSON.parse(execFileSync("cargo", ["metadata", "--locked", "--no-deps", "--format-version", "1"], { encoding: "utf8", maxBuffer: 1e8 }));
const about = packages.find(({ name }) => name === "agent-toolbar");
writeFileSync(
  join(folder, "package.json"),
  `${JSON.stringify(
    {
      name: "agent-toolbar",
      version: about.version,
      description: about.description,
      license: about.license,
      type: "module",
      sideEffects: ["./agent-toolbar.js"],
      exports: {
        ".": { types: "./mount.d.ts", default: "./mount.js" },
        "./frame": { types: "./agent-toolbar.d.ts", default: "./agent-toolbar.js" },
        "./schema": "./agent-toolbar.schema.json",
      },
      types: "./mount.d.ts",
    },
    null,
    2,
  )}\n`,
);
