// The control desk's client: makes calls happen, and tells what the gateway received.

import { eventually } from "./check.mjs";

/** The interfaces that only read; everything else that arrives is a command. */
const READS = new Set([
  "agentskills",
  "allcallinfoEx",
  "callinfo",
  "callinfobeforeanswer",
  "getAgentEvent",
  "getAgentStatus",
  "holdlist",
  "queryWaitCallInfoBySkillId",
  "skillwaitnum",
  "syncagentinfo",
  "updateGuid",
]);

export class Desk {
  #base;

  /** `base` ends in `/sim/`. */
  constructor(base) {
    this.#base = base;
  }

  async #post(name, body) {
    const response = await fetch(`${this.#base}${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return this.#read(name, response);
  }

  async #get(name) {
    return this.#read(name, await fetch(`${this.#base}${name}`));
  }

  async #read(name, response) {
    const answer = await response.json();
    if (!response.ok) {
      throw new Error(`the desk refused ${name}: ${answer.error}`);
    }
    return answer;
  }

  /** Rings an agent; the call's id. `details`: caller, called, skill, transfer, internal. */
  async ring(agent, details = {}) {
    return (await this.#post("ring", { agent, ...details })).callid;
  }

  /** Lets callers wait; the ids of their calls. */
  async queue(skill, details = {}) {
    return (await this.#post("queue", { skill, ...details })).callids;
  }

  /** The caller hangs up. */
  hangUp(callid) {
    return this.#post("hangup", { callid });
  }

  /** Another agent takes a waiting call. */
  take(callid) {
    return this.#post("take", { callid });
  }

  /** The call is held. */
  hold(callid) {
    return this.#post("hold", { callid });
  }

  /** Offers a waiting call again. */
  reoffer(callid, agent) {
    return this.#post("reoffer", { callid, agent });
  }

  /** Invites an agent to a conference; its id. */
  async invite(agent) {
    return (await this.#post("invite", { agent })).confId;
  }

  /** The agent records, or no longer. */
  record(agent, on) {
    return this.#post("record", { agent, on });
  }

  /** Sends an agent any event. */
  event(agent, event) {
    return this.#post("event", { agent, event });
  }

  /** Arms a fault of the simulator's list. `how`: on, times, lasting, probability, seed, and what the fault takes. */
  arm(fault, how = {}) {
    return this.#post("faults", { fault, ...how });
  }

  /** Disarms every fault and ends the outage. */
  async disarm() {
    return this.#read("faults", await fetch(`${this.#base}faults`, { method: "DELETE" }));
  }

  /** The faults that have struck, by name, in order. */
  async struck() {
    const rows = await this.log();
    return rows.filter((row) => row.kind === "fault").map((row) => row.fault);
  }

  /** Nobody is signed in and no call is left. */
  reset() {
    return this.#post("reset", {});
  }

  /** Changes settings of the gateway. */
  settings(changes) {
    return this.#post("settings", changes);
  }

  /** The whole call centre. */
  state() {
    return this.#get("state");
  }

  /** What the desk knows of one agent's session; `undefined` while signed out. */
  async session(agent) {
    const { agents } = await this.state();
    return agents.find((one) => one.agent === String(agent))?.session;
  }

  /** Every row of the log. */
  async log() {
    return (await this.#get("log")).rows;
  }

  /** Every request of this name, or of any, in order. */
  async requests(name) {
    const rows = await this.log();
    return rows.filter((row) => row.kind === "arrived" && (!name || row.name === name));
  }

  /** Every command received since the sign-in, each as "METHOD name callid". */
  async commands() {
    const rows = await this.requests();
    return rows
      .filter((row) => !READS.has(row.name) && !SIGN_IN.has(row.name))
      .map((row) => [row.method, row.name, row.callid].filter(Boolean).join(" "));
  }

  /** Everything that happened to a call or an agent, by name. */
  async effects(callid) {
    const rows = await this.log();
    return rows
      .filter((row) => row.kind === "effect" && (!callid || row.callid === callid))
      .map((row) => row.effect);
  }

  /** Waits until so many requests of this name have arrived. */
  async hears(name, times = 1, patience = undefined) {
    const isEnough = (requests) => requests.length >= times;
    return eventually(() => this.requests(name), isEnough, `${times} × ${name} at the gateway`, patience);
  }

  /** Waits until the session has no event left and waits in a poll for the next. */
  async isQuiet(agent, patience) {
    const isQuiet = (session) => session?.pollsHeld === 1 && session.eventsWaiting === 0;
    return eventually(() => this.session(agent), isQuiet, `a poll of agent ${agent}`, patience);
  }
}

/** What a sign-in sends. */
const SIGN_IN = new Set(["login", "forceLogin", "resetskill"]);
