// Holds the host API to its word: `PACKAGE=target/package node e2e/contract.mjs`, after `cargo xtask package`.
//
// Every example of a message is checked by the schema, and must not be any more once it is bent; it is also compiled
// as a value of the types that a host's programmer sees. What must compile does, and what must not does not, each by
// its own error. What the host's script makes of a line is tried without a page (lines.mjs).

import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import { Check } from "./check.mjs";
import { LINES } from "./lines.mjs";

const HOST = fileURLToPath(new URL("../host", import.meta.url));
const TSC = fileURLToPath(new URL("node_modules/typescript/bin/tsc", import.meta.url));

const HEAD = `import { init } from "./host/agent-toolbar";
import type { Toolbar, Snapshot, ToolbarError, Call, Verb } from "./host/agent-toolbar";
import type { Told, Settled } from "./host/bridge";
declare const element: HTMLElement;
declare const toolbar: Toolbar;
`;

const COMPILES = {
  "ten lines of a CRM": `const bar = init(element, { src: "https://toolbar.example/", agentId: "101", language: "zh-CN", theme: "dark", display: "minimized" });
    const off = bar.on("call.ringing", ({ call, offer }) => { const caller: string | null = call.caller; const n: number = offer; });
    bar.on("call.ended", ({ by, call }) => by === "caller" && call.how === "released");
    off(); bar.setDisplay("hidden"); bar.dispose();`,
  "a promise with its id": `const asked = toolbar.reject("1-1", { mode: "hangUp" });
    const id: string = asked.commandId;
    asked.then(({ confirmedBy }) => confirmedBy.length, (error: ToolbarError) => error.kind === "unknown" && error.retryable);`,
  "an element": `const made = document.createElement("agent-toolbar"); made.toolbar?.dispose();`,
  "a page that takes the package": `import { mount } from "agent-toolbar"; import { init as frame } from "agent-toolbar/frame";
    const bar: Toolbar = mount(element, { settings: "/toolbar.json", agentId: "101" }); bar.ready.then(({ session }) => session.state);
    const other: Toolbar = frame(element, { src: "/" });`,
  "everything that is asked": `toolbar.answer("1", { offer: 7 }); toolbar.drop("1"); toolbar.rejectConference("7"); toolbar.joinConference("7"); toolbar.leaveConference("7");
    toolbar.requestCall("1", { skillId: 3 }); toolbar.listQueued(3).then(({ calls }) => calls?.[0]?.callId); toolbar.setReady(); toolbar.setBusy();
    toolbar.getLedger().then((rows) => rows[0]?.logName); const now: Snapshot | null = toolbar.getSnapshot();`,
};

/** What must not compile, and the error that must say so. */
const FAILS = {
  "a rejection without its mode": [`toolbar.reject("1");`, "TS2554"],
  "a mode that there is not": [`toolbar.reject("1", { mode: "requeue" });`, "TS2322"],
  "an answer to nothing": [`toolbar.answer();`, "TS2554"],
  "an id that is a number": [`toolbar.answer(7);`, "TS2345"],
  "an event that there is not": [`toolbar.on("call.rings", () => {});`, "TS2345"],
  "a member that an event has not": [`toolbar.on("call.ringing", ({ by }) => by);`, "TS2339"],
  "a Guid": [`toolbar.getSnapshot()!.session.guid;`, "TS2339"],
  "a password": [`init(element, { src: "/", password: "secret" });`, "TS2353"],
  "a page that takes the package and a Guid": [`import { mount } from "agent-toolbar"; mount(element, { guid: "x" });`, "TS2353"],
  "a gateway": [`init(element, { src: "/", gateway: "/agentgateway" });`, "TS2353"],
  "a frame without an address": [`init(element, {});`, "TS2345"],
  "a caller that is always known": [`toolbar.on("call.ringing", ({ call }) => call.caller.length);`, "TS18047"],
  "a snapshot that is always there": [`toolbar.getSnapshot().calls;`, "TS2531"],
  "a queue without a skill": [`toolbar.requestCall("1", {});`, "TS2345"],
  "another display": [`toolbar.setDisplay("floating");`, "TS2345"],
};

const { PACKAGE } = process.env;
if (!PACKAGE) {
  console.error("PACKAGE must name the folder that `cargo xtask package` has made.");
  process.exit(2);
}
const results = [];
const folder = await mkdtemp(join(tmpdir(), "contract-"));
try {
  await symlink(HOST, join(folder, "host"));
  await mkdir(join(folder, "node_modules"));
  await symlink(resolve(PACKAGE), join(folder, "node_modules/agent-toolbar"));
  const schema = JSON.parse(await readFile(join(HOST, "agent-toolbar.schema.json"), "utf8"));
  const examples = JSON.parse(await readFile(join(HOST, "examples.json"), "utf8"));
  const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(schema);
  const sources = {};
  for (const [name, message] of Object.entries(examples)) {
    await result(`${name} is as the schema says`, () => validate(message) || JSON.stringify(validate.errors));
    for (const [how, bent] of bend(message)) {
      await result(`${name} ${how} is not`, () => !validate(bent) || "it is accepted");
    }
    sources[`example ${name}`] = `export const message: ${message.type === "told" ? "Told" : "Settled"} = ${JSON.stringify(message)};`;
  }
  const errors = await compile({ ...sources, ...COMPILES, ...Object.fromEntries(Object.entries(FAILS).map(([name, [source]]) => [name, source])) });
  for (const name of [...Object.keys(sources), ...Object.keys(COMPILES)]) {
    await result(`${name} compiles`, () => errors.get(name).length === 0 || errors.get(name).join("\n"));
  }
  for (const [name, [, code]] of Object.entries(FAILS)) {
    await result(`${name} does not compile`, () => (errors.get(name).length > 0 && errors.get(name).every((line) => line.includes(`error ${code}`))) || `expected ${code}: ${errors.get(name).join("\n")}`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
for (const [sentence, run] of LINES) {
  await result(sentence, () => run(new Check()).then(() => true, (error) => error.stack));
}
const failed = results.filter((isRight) => !isRight).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function result(name, check) {
  const outcome = await check();
  results.push(outcome === true);
  if (outcome !== true) {
    console.log(`FAILED  ${name}: ${outcome}`);
  }
}

/** A message with something missing, with something else in its place, and with something more. */
function bend(message) {
  const { v, ...without } = message;
  const bent = [["without a version", without], ["with a word more", { ...message, guid: "x" }]];
  if (message.type === "told") {
    const [event] = message.events;
    const { name, ...nameless } = event;
    bent.push(["with an event without a name", { ...message, events: [nameless] }]);
    bent.push(["with a word more in its event", { ...message, events: [{ ...event, guid: "x" }] }]);
    bent.push(["with calls that are none", { ...message, snapshot: { ...message.snapshot, calls: [{}] } }]);
    bent.push(["with a word more in its picture", { ...message, snapshot: { ...message.snapshot, guid: "x" } }]);
  }
  return bent;
}

/** The errors of each source, by its name. */
async function compile(sources) {
  const names = Object.keys(sources);
  for (const [index, name] of names.entries()) {
    await writeFile(join(folder, `case${index}.ts`), `${HEAD}${sources[name]}\nexport {};\n`);
  }
  const files = names.map((_, index) => `case${index}.ts`);
  const flags = ["--noEmit", "--strict", "--preserveSymlinks", "--target", "es2022", "--module", "es2022", "--moduleResolution", "bundler", "--lib", "es2023,dom,dom.iterable"];
  let output = "";
  try {
    output = execFileSync(process.execPath, [TSC, ...flags, ...files], { cwd: folder, encoding: "utf8" });
  } catch (error) {
    output = error.stdout;
    if (!output) {
      throw error;
    }
  }
  const errors = new Map(names.map((name) => [name, []]));
  for (const line of output.split("\n").filter((line) => line.includes("error TS"))) {
    const [, index] = line.match(/^case(\d+)\.ts/) ?? [];
    if (index === undefined) {
      throw new Error(`not of any case: ${line}`);
    }
    errors.get(names[index]).push(line);
  }
  return errors;
}
