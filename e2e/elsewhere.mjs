// Another program that uses the gateway as an agent: who is signed in already, or takes a session over.

import { setTimeout as pause } from "node:timers/promises";

export class Elsewhere {
  #gateway;
  #guid;

  constructor(gateway) {
    this.#gateway = gateway;
  }

  /** Signs in with the same interface as the toolbar. */
  signsIn(agent) {
    return this.#put(`onlineagent/${agent}`);
  }

  /** Signs in by force. */
  forcesSignIn(agent) {
    return this.#put(`onlineagent/${agent}/forcelogin`);
  }

  async #put(path) {
    const body = JSON.stringify({ password: "", phonenum: "40039", autoanswer: false });
    const response = await this.#ask("PUT", path, body);
    this.#guid = response.headers.get("set-guid").replace("JSESSIONID=", "");
  }

  /** Fetches the agent's events with the Guid of another's session, one poll after the other, until told to end. */
  async fetchesEvents(agent, guid) {
    const headers = { "Content-Type": "application/json; charset=UTF-8", Guid: guid };
    let hasEnded = false;
    const polling = (async () => {
      while (!hasEnded) {
        const answer = await fetch(`${this.#gateway}/agentevent/${agent}`, { headers });
        await answer.text();
        await pause(100);
      }
    })().catch(() => {});
    return () => {
      hasEnded = true;
      return polling;
    };
  }

  /** Signs out again. */
  signsOut(agent) {
    return this.#ask("DELETE", `onlineagent/${agent}/logout`);
  }

  async #ask(method, path, body) {
    const headers = { "Content-Type": "application/json; charset=UTF-8" };
    if (this.#guid) {
      headers.Guid = this.#guid;
    }
    const response = await fetch(`${this.#gateway}/${path}`, { method, headers, body });
    const { retcode } = await response.clone().json();
    if (retcode !== "0") {
      throw new Error(`${method} ${path} was refused elsewhere: ${retcode}`);
    }
    return response;
  }
}
