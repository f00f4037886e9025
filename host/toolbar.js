// The API that a host page gets, over any line to a toolbar that carries texts both ways.
//
// It knows neither frames nor ports: whoever makes the line says when it begins and ends. What may be done is decided
// at the other end; here are promises, subscriptions, and the offer that this page has seen last.

const READY_WITHIN = 20_000;
/** How many commands of its own a page remembers; a ledger has as many. */
const MOST_REMEMBERED = 50;
/** How many promises of a page may be open: as many as the core takes. */
const MOST_OPEN = 32;
/** How far apart the clocks of page and toolbar may be, in milliseconds. */
const CLOCKS_DIFFER = 100;

const NOT_CONNECTED = { kind: "network", code: "notConnected", retryable: true };
const DISPOSED = { kind: "state", code: "disposed", retryable: false };
const TOO_MANY = { kind: "state", code: "tooMany", retryable: true };
const LOST = { kind: "unknown", code: "lost", retryable: false };
/** Why a line does not come back by itself. */
export const NOT_LOADED = { kind: "network", code: "notLoaded", retryable: false };
export const STOPPED = { kind: "network", code: "stopped", retryable: false };

/** What an element hears when another toolbar is put into it, also by another copy of this script. */
const REPLACED = "agent-toolbar-replaced";

/** How the end of a call and of a session is told. */
const OVER = ["call.rejected", "call.missed", "call.ended", "conference.rejected", "conference.ended"];
const OUT = ["session.lost", "session.ended"];

/** What sends no command. */
const READS = ["listQueued", "getLedger"];

/** The kinds of errors of what was sent. */
const SENT = ["refused", "unknown"];

const HINTS = {
  notConnected: "the toolbar does not answer this page; where it is framed, its toolbar.json must name this page's origin in `hosts`",
  notLoaded: "the toolbar could not be loaded; the browser's console says what is missing or forbidden",
  stopped: "the toolbar has stopped; load the page anew",
  wrongSettings: "its toolbar.json is wrong or cannot be read",
  notGranted: "the toolbar's toolbar.json does not grant this to this page's origin in `hosts`",
  lost: "the toolbar went away before it told what became of this",
};

/** The present state that a new subscriber is told, by the event that would tell of it. */
const PRESENT = {
  "call.ringing": ({ calls }) => callsIn(calls, ["ringing"]),
  "call.answered": ({ calls }) => callsIn(calls, ["talking", "held"]),
  "conference.ringing": ({ conference }) => conferenceIn(conference, "ringing"),
  "conference.joined": ({ conference }) => conferenceIn(conference, "joined"),
  "queue.changed": ({ queue }) => [{ queue }],
  "session.started": ({ session }) => (session.state === "signedIn" ? [{ session }] : []),
  "session.expiring": ({ connection: { signedOutAt } }) => (signedOutAt ? [{ signedOutAt }] : []),
  "agent.stateChanged": ({ agent }) => [{ agent }],
  "connection.changed": ({ connection }) => [{ connection }],
  "leader.changed": ({ leader }) => [{ leader }],
};

const callsIn = (calls, states) =>
  calls.filter(({ state }) => states.includes(state)).map((call) => ({ callId: call.callId, offer: call.offer, call }));

const conferenceIn = (conference, state) => (conference.state === state ? [{ conference }] : []);

/** Whether a toolbar that was begun anew has found out what there is. */
const isWhole = ({ session, connection, leader }) =>
  session.state === "signedIn" ? connection.state === "fresh" : leader !== "joining" && leader !== "takingOver";

/** Names an offer, of a call or of a conference. */
const offerOf = ({ callId, conferenceId, offer }) => `${callId ?? conferenceId}/${offer}`;

/** Leaves so many of a map or set. */
const forgetOldest = (known, most) => [...known.keys()].slice(0, -most).forEach((key) => known.delete(key));

class ToolbarError extends Error {
  name = "ToolbarError";

  constructor({ kind, code, retryable, commandId = null }, what) {
    super(`${what}: ${HINTS[code] ?? `${code} (${kind})`}`);
    Object.assign(this, { kind, code, retryable, commandId });
  }
}

/** An argument that cannot be used, to be thrown. */
export const wrong = (what, code) => new ToolbarError({ kind: "usage", code, retryable: false }, what);

/** So many random bytes in hexadecimal digits; also where the page is not served safely. */
export const random = (bytes) =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * A toolbar in an element, in place of one that is there, and the line to it. `display` and `end` do to the page what is
 * asked of it.
 *
 * The line: `begin(say)` when texts can be said, `hear(text)` for each that is heard, `lose(problem)` when it has ended,
 * with what whoever asks is told from then on; without one it may begin again by itself.
 */
export function makeToolbar(element, { display, end }) {
  const subscriptions = new Set();
  const asked = new Map();
  const commands = new Set();
  const offers = new Map();
  /** What was there when a line was lost, and no toolbar has told of since: by its offer, and who was signed in. */
  const open = new Map();
  let agentId = null;
  const prefix = `${random(4)}-`;
  let count = 0;
  /** The number of the last event, over all lines. */
  let seq = 0;
  let say;
  let missing = NOT_CONNECTED;
  let snapshot = null;
  let isPresent = false;
  let isDisposed = false;
  let isReady;
  let isNotReady;
  const ready = new Promise((resolve, reject) => ([isReady, isNotReady] = [resolve, reject]));
  // Whoever does not wait for it need not catch it either.
  ready.catch(() => {});
  const waiting = setTimeout(giveUp, READY_WITHIN);

  function giveUp() {
    clearTimeout(waiting);
    const error = new ToolbarError(missing, "agent toolbar");
    console.warn(error.message);
    isNotReady(error);
  }

  function ask(verb, words) {
    const commandId = prefix + ++count;
    const problem = say ? asked.size >= MOST_OPEN && TOO_MANY : missing;
    const promise = new Promise((resolve, reject) => {
      if (problem) {
        reject(new ToolbarError({ ...problem, commandId }, verb));
      } else {
        const command = { commandId, verb, id: words?.id ?? null, resolve, reject, askedAt: Date.now(), settledAt: Infinity };
        asked.set(commandId, command);
        READS.includes(verb) || commands.add(command);
        forgetOldest(commands, MOST_REMEMBERED);
        say(JSON.stringify({ v: 1, type: "ask", commandId, verb, ...words }));
      }
    });
    return Object.assign(promise, { commandId });
  }

  const named = (verb) => (id, options) => {
    const { offer, mode, skillId } = options ?? {};
    const meant = offer ?? offers.get(`${id}`) ?? null;
    // What JSON has no number for is said as a text, and refused.
    return ask(verb, { id: `${id}`, offer: isFinite(meant) ? meant : `${meant}`, mode, skillId });
  };

  function settle({ commandId, result, error }) {
    const command = asked.get(commandId);
    if (!command) {
      return;
    }
    asked.delete(commandId);
    command.settledAt = Date.now();
    if (error) {
      SENT.includes(error.kind) || commands.delete(command);
      command.reject(new ToolbarError(error, command.verb));
    } else {
      command.resolve(command.verb === "getLedger" ? result.map(recognised) : result);
    }
  }

  /** What is told of a command of an earlier line, by the id that its promise had: a toolbar begun anew has another. */
  function recognised(told) {
    const { act, callId, askedAt } = told;
    const isIt = (command) =>
      command.isOfBefore &&
      command.verb === act &&
      command.id === (callId ?? command.id) &&
      askedAt >= command.askedAt - CLOCKS_DIFFER &&
      askedAt <= command.settledAt + CLOCKS_DIFFER;
    const command = [...commands].find(isIt);
    return command ? { ...told, commandId: command.commandId } : told;
  }

  function tell({ handler }, event) {
    try {
      handler(structuredClone(event));
    } catch (error) {
      reportError(error);
    }
  }

  function tellPresent(subscription) {
    const { name } = subscription;
    // Without a toolbar nothing is known but that there is none.
    const isKnown = isPresent || (snapshot && name === "connection.changed");
    for (const state of (isKnown && PRESENT[name]?.(snapshot)) || []) {
      tell(subscription, { v: 1, name, seq: snapshot.seq, at: snapshot.at, present: true, ...state });
    }
  }

  /** Tells what has happened, numbered as this page hears it; the picture contains it. */
  function happen(events) {
    // Whoever subscribes from a handler is told the present state, which these events belong to.
    const told = [...subscriptions];
    const numbered = events.map((event) => ({ ...recognised(event), seq: event.present ? seq : ++seq }));
    snapshot.seq = seq;
    for (const event of numbered) {
      told.filter((it) => it.name === event.name && subscriptions.has(it)).forEach((it) => tell(it, event));
    }
  }

  /** The ends of what was there before, and which this line does not know: once for each offer, here too. */
  function endsUntold(events) {
    events.filter(({ name }) => OVER.includes(name)).forEach((event) => open.delete(offerOf(event.conference ?? event)));
    for (const [key, was] of open) {
      const is = snapshot.calls.find(({ callId }) => callId === was.callId);
      // It rings on, maybe under another number: no end, and no news.
      if (was.state === "ringing" && is?.state === "ringing") {
        open.delete(key);
        events.filter(({ name, callId }) => name === "call.ringing" && callId === is.callId).forEach((event) => (event.present = true));
      }
    }
    agentId = events.some(({ name }) => OUT.includes(name)) ? null : agentId;
    if (!isWhole(snapshot)) {
      return [];
    }
    const { at, calls, conference, ended, session } = snapshot;
    [...calls, conference].forEach((it) => open.delete(offerOf(it)));
    const ends = [...open].map(([key, was]) => {
      if (was.conferenceId) {
        return { v: 1, name: "conference.ended", at, conference: was, by: "unknown" };
      }
      const { callId, offer, caller } = was;
      const known = ended.find((call) => offerOf(call) === key);
      const call = known ?? { callId, offer, caller, how: "sessionEnded", mode: null, by: "unknown", endedAt: at };
      return { v: 1, name: OVER.find((name) => name.endsWith(call.how)) ?? "call.ended", at, callId, offer, call, by: call.by };
    });
    const isOut = agentId !== null && (session.state !== "signedIn" || session.agentId !== agentId);
    const lost = isOut ? [{ v: 1, name: "session.lost", at, agentId, by: "unknown" }] : [];
    open.clear();
    agentId = null;
    return [...ends, ...lost];
  }

  function take(message) {
    const told = [...subscriptions];
    const before = isPresent ? snapshot.calls : [];
    snapshot = { ...message.snapshot, seq };
    // Over a gap a call may be given another number, and nobody tells the end of the one before.
    for (const was of before) {
      const is = snapshot.calls.find(({ callId }) => callId === was.callId);
      if (is && is.offer !== was.offer && was.state !== "alerting") {
        open.set(offerOf(was), was);
      }
    }
    for (const { callId, offer } of [...snapshot.ended].reverse().concat(snapshot.calls)) {
      offers.delete(callId);
      offers.set(callId, offer);
    }
    const { conferenceId, offer } = snapshot.conference;
    if (conferenceId) {
      offers.set(conferenceId, offer);
    }
    forgetOldest(offers, 500);
    happen([...endsUntold(message.events), ...message.events]);
    if (!isPresent) {
      isPresent = true;
      clearTimeout(waiting);
      isReady(structuredClone(snapshot));
      told.forEach((it) => subscriptions.has(it) && tellPresent(it));
    }
  }

  const line = {
    begin(words) {
      line.lose();
      say = words;
    },
    hear(text) {
      const message = JSON.parse(text);
      if (message.type === "told") {
        take(message);
      } else if (message.type === "settled") {
        settle(message);
      }
    },
    lose(problem = NOT_CONNECTED) {
      say = undefined;
      missing = problem;
      if (problem !== NOT_CONNECTED && !isDisposed) {
        giveUp();
      }
      commands.forEach((command) => (command.isOfBefore = true));
      for (const [commandId, { verb }] of [...asked]) {
        settle({ commandId, error: { ...(READS.includes(verb) ? missing : LOST), commandId } });
      }
      if (isPresent) {
        isPresent = false;
        const { calls, conference } = snapshot;
        [...calls, ...(conference.conferenceId ? [conference] : [])].forEach((it) => open.set(offerOf(it), it));
        agentId = snapshot.session.state === "signedIn" ? snapshot.session.agentId : agentId;
        const connection = { state: "noToolbar", cause: null, lastGood: null, signedOutAt: null };
        snapshot = { ...snapshot, connection };
        happen([{ v: 1, name: "connection.changed", at: Date.now(), connection }]);
      }
    },
  };

  const toolbar = {
    ready,
    answer: named("answer"),
    reject: named("reject"),
    drop: named("drop"),
    rejectConference: named("rejectConference"),
    joinConference: named("joinConference"),
    leaveConference: named("leaveConference"),
    requestCall: named("requestCall"),
    listQueued: (skillId) => ask("listQueued", { skillId }),
    setReady: () => ask("setReady"),
    setBusy: () => ask("setBusy"),
    getSnapshot: () => structuredClone(snapshot),
    getLedger: () => ask("getLedger"),
    on(name, handler) {
      const subscription = { name, handler };
      subscriptions.add(subscription);
      queueMicrotask(() => subscriptions.has(subscription) && tellPresent(subscription));
      return () => void subscriptions.delete(subscription);
    },
    setDisplay: (value) => void (isDisposed || display(value)),
    dispose() {
      if (!isDisposed) {
        isDisposed = true;
        element.removeEventListener(REPLACED, toolbar.dispose);
        subscriptions.clear();
        clearTimeout(waiting);
        isNotReady(new ToolbarError(DISPOSED, "agent toolbar"));
        line.lose(DISPOSED);
        end();
      }
    },
  };
  element.dispatchEvent(new Event(REPLACED));
  element.addEventListener(REPLACED, toolbar.dispose);
  return { toolbar, line };
}
