// What the host's script makes of what is said on a line, and of a line that is lost: without a page and without a toolbar.

import { readFile } from "node:fs/promises";
import { AgentToolbarElement, init } from "../host/agent-toolbar.js";
import { makeToolbar } from "../host/toolbar.js";

const examples = JSON.parse(await readFile(new URL("../host/examples.json", import.meta.url), "utf8"));
const [, { snapshot: PICTURE }] = Object.entries(examples).find(([, { type }]) => type === "told");

/** A page's toolbar, a line to it by hand, and what the page is told. */
function page(element = new EventTarget()) {
  const { toolbar, line } = makeToolbar(element, { display() {}, end() {} });
  const said = [];
  const told = [];
  const on = (...names) => names.forEach((name) => toolbar.on(name, (event) => told.push(event)));
  const begin = (picture) => {
    line.begin((text) => said.push(JSON.parse(text)));
    hear([], picture);
  };
  const hear = (events, picture) => {
    const numbered = events.map((event, at) => ({ v: 1, seq: at + 1, at: 1000, ...event }));
    const snapshot = { ...PICTURE, ...picture, seq: events.length };
    line.hear(JSON.stringify({ v: 1, type: "told", events: numbered, snapshot }));
  };
  const settle = (commandId, how) => line.hear(JSON.stringify({ v: 1, type: "settled", commandId, ...how }));
  return { toolbar, line, said, told, on, begin, hear, settle };
}

const state = (word) => ({ name: "agent.stateChanged", agent: { state: word } });
const settled = (commandId, askedAt, callId = "7", act = "answer") => ({ name: "command.settled", commandId, act, callId, askedAt, outcome: "done" });

const CALL = { ...PICTURE.calls[0], callId: "7", offer: 3, caller: "07551234567", state: "talking" };
const FRESH = { ...PICTURE.connection, state: "fresh" };
const IN = { session: { state: "signedIn", agentId: "101", since: 1 }, connection: FRESH, leader: "alone", calls: [CALL], ended: [] };
const OUT = { ...IN, session: { state: "signedOut", agentId: null, since: null }, connection: { ...FRESH, state: "off" }, calls: [] };
const ENDS = ["call.rejected", "call.missed", "call.ended", "session.lost"];

/** Every case: a sentence and what tries it. */
export const LINES = [
  [
    "the host's script can be imported where there is no page",
    async (check) => {
      check.equal([typeof init, typeof AgentToolbarElement], ["function", "function"], "what it gives");
    },
  ],
  [
    "a frame without an address is refused",
    async (check) => {
      Object.assign(globalThis, { Element: class {}, document: { baseURI: "https://crm.example/" } });
      for (const src of [undefined, null, "", "https://["]) {
        let code;
        try {
          init(new Element(), { src });
        } catch (error) {
          code = `${error.kind} ${error.code}`;
        }
        check.equal(code, "usage src", String(src));
      }
      delete globalThis.Element;
      delete globalThis.document;
    },
  ],
  [
    "the second toolbar of an element takes the place of the first, and the first may be disposed of again",
    async (check) => {
      const element = new EventTarget();
      const [first, other, second] = [page(element), page(), page(element)];
      first.toolbar.dispose();
      check.equal(await first.toolbar.ready.catch(({ code }) => code), "disposed", "the first");
      other.begin();
      second.begin();
      check.equal([await other.toolbar.ready, await second.toolbar.ready].map(({ v }) => v), [1, 1], "the others");
      other.toolbar.dispose();
      second.toolbar.dispose();
    },
  ],
  [
    "what is asked after a toolbar was disposed of fails for that reason, and what was asked before is told as lost",
    async (check) => {
      const { toolbar, begin, said } = page();
      const failure = ({ kind, code, retryable }) => [kind, code, retryable];
      begin();
      const before = [toolbar.setReady(), toolbar.getLedger()].map((asked) => asked.catch(failure));
      toolbar.dispose();
      check.equal(await Promise.all(before), [["unknown", "lost", false], ["state", "disposed", false]], "before");
      check.equal(await toolbar.setReady().catch(failure), ["state", "disposed", false], "afterwards");
      check.equal(said.length, 2, "what was said");
    },
  ],
  [
    "an offer that is no number is passed on as it is, and never taken for none",
    async (check) => {
      const { toolbar, begin, said } = page();
      begin();
      for (const offer of [7, NaN, Infinity, "7", "x"]) {
        toolbar.answer("1-1", { offer }).catch(() => {});
      }
      check.equal(said.map(({ offer }) => offer), [7, "NaN", "Infinity", "7", "x"], "what was said");
      toolbar.dispose();
    },
  ],
  [
    "no more is asked at once than the toolbar hears, and again once something is settled",
    async (check) => {
      const { toolbar, begin, said, settle } = page();
      begin();
      const asked = Array.from({ length: 33 }, () => toolbar.getLedger());
      asked.forEach((asked) => asked.catch(() => {}));
      check.equal(await asked.at(-1).catch(({ kind, code, retryable }) => [kind, code, retryable]), ["state", "tooMany", true], "the last");
      check.equal(said.length, 32, "what was said");
      settle(asked[0].commandId, { result: [] });
      toolbar.getLedger().catch(() => {});
      check.equal(said.length, 33, "what was said then");
      toolbar.dispose();
    },
  ],
  [
    "events are numbered as the page hears them, whatever line they come on",
    async (check) => {
      const { toolbar, line, told, on, begin, hear } = page();
      begin();
      on("agent.stateChanged", "connection.changed");
      await null;
      told.length = 0;
      hear([state("ready"), state("busy")]);
      line.lose();
      check.equal(toolbar.getSnapshot().seq, 3, "the picture without a toolbar");
      begin();
      check.equal(told.filter(({ present }) => present).map(({ seq }) => seq), [3, 3], "the present state");
      hear([state("ready")]);
      check.equal(told.filter(({ present }) => !present).map(({ seq }) => seq), [1, 2, 3, 4], "numbers");
      check.equal(toolbar.getSnapshot().seq, 4, "the picture");
      toolbar.dispose();
    },
  ],
  [
    "who subscribes while there is no toolbar is told that, and the present state when there is one",
    async (check) => {
      const { toolbar, line, told, on, begin } = page();
      on("connection.changed", "agent.stateChanged");
      await null;
      check.equal(told, [], "before the first");
      toolbar.on("connection.changed", () => {})();
      begin(IN);
      line.lose();
      told.length = 0;
      on("connection.changed", "agent.stateChanged", "call.answered");
      await null;
      check.equal(told.map(({ name, present, connection }) => [name, present, connection.state]), [["connection.changed", true, "noToolbar"]], "without one");
      told.length = 0;
      begin(IN);
      check.equal(told.filter(({ name }) => name === "connection.changed").map(({ present, connection }) => [present, connection.state]), [[true, "fresh"], [true, "fresh"]], "with one");
      toolbar.dispose();
    },
  ],
  [
    "a command that was lost is settled under the id that its promise had",
    async (check) => {
      const { toolbar, line, said, told, on, begin, hear, settle } = page();
      begin();
      on("command.settled");
      const asked = toolbar.answer("7");
      const at = Date.now();
      line.lose();
      check.equal(await asked.catch(({ kind, code, commandId }) => [kind, code, commandId]), ["unknown", "lost", asked.commandId], "the promise");
      begin();
      const rows = [
        ["c1", at, "7", "answer", asked.commandId],
        ["c2", at, "8", "answer", "c2"],
        ["c3", at, "7", "drop", "c3"],
        ["c4", at + 60_000, "7", "answer", "c4"],
        ["c5", at - 60_000, "7", "answer", "c5"],
      ];
      hear(rows.map(([id, askedAt, callId, act]) => settled(id, askedAt, callId, act)));
      check.equal(told.map(({ commandId }) => commandId), rows.map((row) => row.at(-1)), "events");
      const ledger = toolbar.getLedger();
      settle(said.at(-1).commandId, { result: rows.map(([commandId, askedAt, callId, act]) => ({ commandId, askedAt, callId, act })) });
      check.equal((await ledger).map(({ commandId }) => commandId), rows.map((row) => row.at(-1)), "the ledger");
      toolbar.dispose();
    },
  ],
  [
    "what was refused before it was sent, and what is asked on this line, lends its id to nothing",
    async (check) => {
      const { toolbar, line, told, on, begin, hear, settle } = page();
      begin();
      on("command.settled");
      const refused = toolbar.answer("7");
      settle(refused.commandId, { error: { kind: "state", code: "notRinging", retryable: false, commandId: refused.commandId } });
      await refused.catch(() => {});
      line.lose();
      begin();
      const asked = toolbar.setReady();
      hear([settled("c1", Date.now()), settled("c2", Date.now(), null, "setReady")]);
      check.equal(told.map(({ commandId }) => commandId), ["c1", "c2"], "events");
      line.lose();
      await asked.catch(() => {});
      begin();
      hear([settled("c2", Date.now(), null, "setReady")]);
      check.equal(told.at(-1).commandId, asked.commandId, "a command without a call");
      toolbar.dispose();
    },
  ],
  [
    "what was there before the toolbar was begun anew is ended once for each offer, where it is there no more",
    async (check) => {
      const gone = (how, by) => ({ callId: "7", offer: 3, caller: null, how, mode: null, by, endedAt: 2 });
      const rows = [
        ["nothing is left", [OUT], ["call.ended sessionEnded unknown", "session.lost 101"]],
        ["another agent", [{ ...OUT, ...IN, session: { ...IN.session, agentId: "102" }, calls: [] }], ["call.ended sessionEnded unknown", "session.lost 101"]],
        ["it goes on", [IN], []],
        ["it is found again", [{ ...OUT, leader: "joining" }, { ...IN, connection: { ...FRESH, state: "stale" }, calls: [] }, IN], []],
        ["it is over meanwhile", [{ ...IN, calls: [], ended: [gone("released", "caller")] }], ["call.ended released caller"]],
        ["it was missed meanwhile", [{ ...IN, calls: [], ended: [gone("missed", "caller")] }], ["call.missed missed caller"]],
        ["it was rejected meanwhile", [{ ...IN, calls: [], ended: [gone("rejected", "agent")] }], ["call.rejected rejected agent"]],
        ["it is offered again", [{ ...IN, calls: [{ ...CALL, offer: 4, state: "ringing" }] }], ["call.ended sessionEnded unknown"]],
        ["it is offered again on the line", [{ ...IN, connection: { ...FRESH, state: "stale" } }, { ...IN, calls: [{ ...CALL, offer: 4, state: "ringing" }] }], ["call.ended sessionEnded unknown"]],
        ["nobody knows yet", [{ ...OUT, leader: "takingOver" }], []],
      ];
      for (const [what, pictures, expected] of rows) {
        const { toolbar, line, told, on, begin, hear } = page();
        begin(IN);
        on(...ENDS);
        await null;
        line.lose();
        begin(pictures[0]);
        pictures.slice(1).forEach((picture) => hear([], picture));
        hear([], pictures.at(-1));
        check.equal(told.map(({ name, call, by, agentId }) => [name, ...(call ? [call.how, by] : [agentId])].join(" ")), expected, what);
        check.equal(told.filter(({ callId }) => callId).map(({ callId, offer }) => [callId, offer]), expected.filter((text) => text.startsWith("call")).map(() => ["7", 3]), "which");
        toolbar.dispose();
      }
    },
  ],
  [
    "a call that rings on as another offer is told as the present state, and over once, under its last offer",
    async (check) => {
      const calls = (offer, state) => ({ ...IN, calls: offer ? [{ ...CALL, offer, state }] : [] });
      const [ringing, rings, stale] = [calls(3, "ringing"), calls(4, "ringing"), { ...calls(3, "ringing"), connection: { ...FRESH, state: "stale" } }];
      const ring = (offer, state = "ringing") => ({ name: "call.ringing", callId: "7", offer, call: { ...CALL, offer, state } });
      const end = (offer, name = "call.missed", how = "missed") => ({ name, callId: "7", offer, by: "unknown", call: { callId: "7", offer, how, by: "unknown" } });
      const lost = null;
      const rows = [
        ["on the line", [ringing, [[ring(4)], rings], [[end(4)], calls()]], ["call.ringing 4 present", "call.missed 4"]],
        ["on a line after", [ringing, lost, [[], rings], [[end(4)], calls()]], ["call.ringing 4 present", "call.missed 4"]],
        ["on a line after, once it has been asked", [ringing, lost, [[], stale], [[ring(4)], rings], [[end(4)], calls()]], ["call.ringing 3 present", "call.ringing 4 present", "call.missed 4"]],
        ["on a line after that did not know it at first", [ringing, lost, [[], { ...OUT, leader: "joining" }], [[ring(4)], rings], [[end(4)], calls()]], ["call.ringing 4 present", "call.missed 4"]],
        ["on a line after, where it is over before all is known", [ringing, lost, [[], { ...rings, connection: stale.connection }], [[end(4)], { ...calls(), connection: stale.connection }], [[], calls()]], ["call.ringing 4 present", "call.missed 4"]],
        ["over two lines", [ringing, lost, [[], rings], lost, [[], calls(5, "ringing")], [[end(5)], calls()]], ["call.ringing 4 present", "call.ringing 5 present", "call.missed 5"]],
        ["it was over in between", [ringing, [[end(3, "call.rejected", "rejected"), ring(4)], rings], [[end(4)], calls()]], ["call.rejected 3", "call.ringing 4", "call.missed 4"]],
        ["it was connected", [calls(3, "talking"), [[ring(4)], rings], [[end(4)], calls()]], ["call.ended 3", "call.ringing 4", "call.missed 4"]],
        ["it was held before a line was lost", [calls(3, "held"), lost, [[], rings], [[end(4)], calls()]], ["call.ended 3", "call.ringing 4 present", "call.missed 4"]],
        ["it was alerting", [calls(3, "alerting"), [[ring(3)], ringing], [[end(3)], calls()]], ["call.ringing 3", "call.missed 3"]],
        ["it was alerting as another offer", [calls(3, "alerting"), [[], calls(4, "alerting")], [[ring(4)], rings], [[end(4)], calls()]], ["call.ringing 4", "call.missed 4"]],
      ];
      for (const [what, [first, ...steps], expected] of rows) {
        const { toolbar, line, told, on, begin, hear } = page();
        begin(first);
        on(...ENDS, "call.ringing");
        await null;
        told.length = 0;
        let isLost = false;
        for (const step of steps) {
          if (step === lost) {
            line.lose();
          } else if (isLost) {
            begin(step[1]);
          } else {
            hear(...step);
          }
          isLost = step === lost;
        }
        check.equal(told.map(({ name, offer, present }) => `${name} ${offer}${present ? " present" : ""}`), expected, what);
        const numbers = told.filter(({ present }) => !present).map(({ seq }) => seq);
        check.equal(numbers, [...new Set(numbers)].sort((one, other) => one - other), `numbers: ${what}`);
        toolbar.dispose();
      }
    },
  ],
  [
    "a conference and an open queue that were there before the toolbar was begun anew are told as over, where they are there no more",
    async (check) => {
      const joined = { state: "joined", conferenceId: "77", offer: 5, since: 1 };
      const none = { state: "none", conferenceId: null, offer: null, since: null };
      const before = { ...IN, calls: [], conference: joined, queue: { ...PICTURE.queue, isOpen: true } };
      const closed = { ...before, conference: none, queue: { ...PICTURE.queue, isOpen: false } };
      const stale = { connection: { ...FRESH, state: "stale" } };
      const other = { ...joined, state: "ringing", conferenceId: "78", offer: 6 };
      const ended = { name: "conference.ended", conference: joined, by: "agent" };
      const rows = [
        ["it goes on", [[[], before]], ["queue true"]],
        ["nothing is left", [[[], { ...closed, ...OUT }]], ["ended 77 unknown", "queue false"]],
        ["another", [[[], { ...closed, conference: other }]], ["ended 77 unknown", "queue false", "ringing 78"]],
        ["it is told as over", [[[], { ...before, ...stale }], [[ended], { ...closed, ...stale }], [[], closed]], ["queue true", "ended 77 agent"]],
        ["nobody knows yet", [[[], { ...closed, ...stale }]], ["queue false"]],
      ];
      for (const [what, [[, first], ...steps], expected] of rows) {
        const { toolbar, line, told, on, begin, hear } = page();
        begin(before);
        on("conference.ended", "conference.rejected", "queue.changed", "conference.ringing");
        await null;
        told.length = 0;
        line.lose();
        begin(first);
        steps.forEach((step) => hear(...step));
        const words = told.map(({ name, conference, by, queue }) => (queue ? `queue ${queue.isOpen}` : [name.split(".")[1], conference.conferenceId, ...(by ? [by] : [])].join(" ")));
        check.equal(words, expected, what);
        toolbar.dispose();
      }
    },
  ],
  [
    "an end that a toolbar begun anew tells itself is not told again",
    async (check) => {
      const { toolbar, line, told, on, begin, hear } = page();
      begin(IN);
      on(...ENDS, "call.ringing");
      await null;
      line.lose();
      begin({ ...IN, connection: { ...FRESH, state: "stale" } });
      const call = { callId: "7", offer: 3, caller: null, how: "sessionEnded", mode: null, by: "system", endedAt: 2 };
      hear([{ name: "call.ended", callId: "7", offer: 3, call, by: "system" }, { name: "session.lost", agentId: "101", by: "system" }], OUT);
      hear([], OUT);
      check.equal(told.map(({ name, by }) => `${name} ${by}`), ["call.ended system", "session.lost system"], "told");
      toolbar.dispose();
    },
  ],
];
