// Messages that are nearly right, made at random from a seed; to be run in a page, where it can see nothing of here.

/**
 * `known`: ids and offers that are there. Where the page `isGranted` all, what needs no id is left out and every id is
 * one that was never told: anything else would be done, and rightly.
 */
export function makeFuzz({ seed, known, isGranted }) {
  let state = seed;
  /** From 0 to 1, by mulberry32. */
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count) => Math.floor(next() * count);
  const one = (list) => list[below(list.length)];

  const ofCalls = ["answer", "reject", "drop", "rejectConference", "joinConference", "leaveConference", "requestCall"];
  const verbs = isGranted ? ofCalls : [...ofCalls, "listQueued", "setReady", "setBusy"];
  const strange = ["getLedger", "signOut", "login", "constructor", "__proto__", "toString", "", "\u0000", "😀", "null"];
  const words = [...verbs, ...strange, "ask", "ping", "settled", "told", "hello", "docked", "hangUp", "backToQueue"];
  const values = [null, true, false, 0, -1, 1.5, 1e300, -0, "1", "", [], {}, [[]], { id: 1 }, NaN, Infinity];
  const junk = () => one([...values, one(words), next(), "x".repeat(below(200))]);

  const id = () => {
    const there = one(known.ids);
    return isGranted ? there + one(["0", " ", "'", "?", "/release", "%00"]) : one([there, there, junk()]);
  };
  const ask = () => ({
    v: one([1, 1, 1, 1, 2, "1", null]),
    type: one(["ask", "ask", "ask", "ask", "Ask", "display", "hello"]),
    commandId: one([`f-${below(1e9)}`, `f-${below(1e9)}`, junk()]),
    verb: one([...verbs, one(strange)]),
    id: id(),
    offer: one([null, ...known.offers, below(9), junk()]),
    mode: one(["hangUp", "backToQueue", junk()]),
    skillId: one([1, 2, junk()]),
    display: one(["docked", junk()]),
  });
  const without = (object) => {
    delete object[one(Object.keys(object))];
    return object;
  };
  const message = () => one([ask, ask, () => without(ask()), () => ({ ...ask(), [one(words)]: junk() }), junk])();

  const broken = (text) => {
    const at = below(text.length + 1);
    const more = one(['"', "{", "}", "\\", "\u2028", ",", "[", "0"]);
    return one([text.slice(0, at), text.slice(0, at) + more + text.slice(at), text + text, ` ${text} `]);
  };
  const nearlyHello = () => ({
    agentToolbar: one(["hello", "ready", junk()]),
    v: one([1, junk()]),
    nonce: one(["0".repeat(31), "0".repeat(33), "G".repeat(32), junk()]),
    ...message(),
  });
  return {
    below,
    /** A text for a port. */
    text: () => {
      const text = JSON.stringify(message()) ?? "undefined";
      return next() < 0.3 ? broken(text) : text;
    },
    /** Anything that can be posted to a window. */
    anything: () => one([message, () => JSON.stringify(message()), nearlyHello])(),
  };
}
