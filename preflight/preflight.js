// Tries whether this browser, on this address, can talk to this gateway, and shows what came of it.
//
// It is a page of its own for whoever runs the toolbar: no desk loads it, and it shares nothing with the toolbar
// but its settings and its looks.

import { autoplay, channel, locks, notifications, storage, worker } from "./browser.js";
import { t, unknown } from "./finding.js";
import { reach } from "./gateway.js";
import { report } from "./report.js";
import { clock, framing, readToolbarPage, scriptTypes, secureAddress, securityPolicy, wasmAllowed, wasmType } from "./server.js";
import { notAsked, trySession } from "./session.js";
import { readSettings } from "./settings.js";
import { GROUPS, Table } from "./table.js";
import { Words, languageTag } from "./words.js";

const place = (id) => document.getElementById(id);

/** Everything of one run. */
class Run {
  findings = new Map();
  words;
  settings;
  #table;

  constructor(words, table) {
    this.words = words;
    this.#table = table;
  }

  tell(name, finding) {
    this.findings.set(name, finding);
    this.#table.show(name, finding);
  }

  async try(name, act) {
    this.tell(name, await act());
  }

  get isOver() {
    return GROUPS.flatMap(([, rows]) => rows).every(([name]) => this.findings.has(name));
  }

  count(result) {
    return [...this.findings.values()].filter((finding) => finding.result === result).length;
  }
}

let run;

async function start() {
  place("verdict").dataset.result = "waiting";
  place("copied").hidden = true;
  ["copied-text", "told", "session-told"].forEach((id) => (place(id).textContent = ""));
  const { settings, finding } = await readSettings();
  const words = await Words.read(languageTag(settings));
  dress(words, settings);
  run = new Run(words, new Table(place("table"), words));
  run.settings = settings;
  showVerdict();
  run.tell("settings", finding);
  run.tell("secure", secureAddress());
  await Promise.all([tryServer(), tryGateway(settings), tryBrowser()]);
  showVerdict();
}

async function tryServer() {
  const page = await readToolbarPage();
  run.tell("framing", framing(page));
  run.tell("clock", clock(page));
  await run.try("policy", () => securityPolicy(page));
  await run.try("wasm", () => wasmAllowed(page));
  await run.try("script-types", () => scriptTypes(page));
  await run.try("wasm-type", () => wasmType(page));
}

async function tryGateway(settings) {
  const rows = ["gateway", "sent-once", "cors", "certificate", "local-network", "set-guid", "hold"];
  if (!settings) {
    rows.forEach((name) => run.tell(name, unknown(t("The settings cannot be used."))));
    return;
  }
  Object.entries(await reach(settings)).forEach(([name, finding]) => run.tell(name, finding));
  ["set-guid", "hold"].forEach((name) => run.tell(name, notAsked()));
}

async function tryBrowser() {
  run.tell("notifications", notifications());
  await run.try("autoplay", autoplay);
  await run.try("locks", locks);
  await run.try("channel", channel);
  await run.try("storage", storage);
  await run.try("worker", worker);
}

/** The page around the table, in the language and colours of the toolbar. */
function dress(words, settings) {
  const { documentElement: root } = document;
  root.lang = words.tag;
  root.dataset.theme = settings?.theme ?? "auto";
  for (const [id, sentence] of Object.entries(SENTENCES)) {
    place(id).textContent = words.say(sentence);
  }
  document.title = words.say(t("Pre-flight check · Agent toolbar"));
  place("not-started").hidden = true;
  place("started").hidden = false;
}

const SENTENCES = {
  title: t("Pre-flight check"),
  question: t("Can this browser, on this address, talk to this gateway?"),
  again: t("Run again"),
  copy: t("Copy for support"),
  "session-title": t("Check with a sign-in"),
  "session-about": t("Whether the Guid can be read and how long a poll is held shows only in a session. This signs the agent in as busy and without skills, so that no call is offered, polls, and signs out again within a minute. Nobody is signed in by force, and nothing typed here is kept or copied."),
  "agent-label": t("Agent id"),
  "password-label": t("Password"),
  "phone-label": t("Softphone number"),
  "sign-in": t("Sign in, measure, sign out"),
  "copied-title": t("The text for support"),
};

function showVerdict() {
  const verdict = place("verdict");
  const [failed, limited, open] = ["fails", "limited", "unknown"].map((result) => run.count(result));
  if (!run.isOver) {
    say(verdict, "waiting", t("Trying…"));
  } else if (failed > 0) {
    say(verdict, "fails", t("Failed: {0}. The toolbar does not work here until that is mended.", failed));
  } else if (open > 0) {
    say(verdict, "unknown", t("Nothing failed, but not everything could be found out: {0}.", open));
  } else if (limited > 0) {
    say(verdict, "limited", t("The toolbar works here, with limits: {0}.", limited));
  } else {
    say(verdict, "works", t("Everything that was tried works."));
  }
}

function say(verdict, result, sentence) {
  verdict.dataset.result = result;
  verdict.textContent = run.words.say(sentence);
}

/** A press while something is under way is one press. */
function onPress(id, event, act) {
  let isUnderWay = false;
  place(id).addEventListener(event, async (happened) => {
    happened.preventDefault();
    if (!isUnderWay && run?.isOver !== false) {
      isUnderWay = true;
      await act().finally(() => (isUnderWay = false));
    }
  });
}

async function copy() {
  const text = report(run.findings, run.words, run.settings);
  const isCopied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
  // Where the browser does not let the page copy, a person can.
  place("copied").hidden = isCopied;
  place("copied-text").textContent = isCopied ? "" : text;
  tell(isCopied ? t("Copied.") : t("The browser does not let this page copy: mark the text below and copy it."));
  isCopied || place("copied-text").focus();
}

function tell(sentence) {
  place("told").textContent = run.words.say(sentence);
}

async function measure() {
  const form = place("session");
  const [agent, password, phone] = ["agent", "password", "phone"].map((name) => form.elements[name].value);
  form.elements.password.value = "";
  if (!run.settings) {
    return;
  }
  if (!/^\d{3,6}$/.test(agent.trim()) || Number(agent) < 101) {
    signInTold(t("An agent id is a whole number from 101 to 999999."));
    form.elements.agent.focus();
    return;
  }
  signInTold(t("Signing in and measuring…"));
  const rows = ["set-guid", "hold"];
  rows.forEach((name) => run.tell(name, { result: "waiting", fixes: [] }));
  const { end, ...findings } = await trySession(run.settings, { agent: agent.trim(), password, phone: phone.trim() });
  rows.forEach((name) => run.tell(name, findings[name]));
  place("session-told").textContent = [findings.hold.found, end].filter(Boolean).map((sentence) => run.words.say(sentence)).join(" ");
  showVerdict();
}

function signInTold(sentence) {
  place("session-told").textContent = run.words.say(sentence);
}

onPress("again", "click", start);
onPress("copy", "click", copy);
onPress("session", "submit", measure);
await start();
