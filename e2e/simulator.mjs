// A gateway simulator of a journey's own: one process, on free ports, ended with the journey.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export class Simulator {
  #program;
  #flags;
  #process;

  /** Where it serves: `gateway`, `toolbar`, `hostPage`. */
  addresses;

  /** Starts `program` with the toolbar in `folder`; `flags` are more of its own. */
  static async start(program, folder, flags = []) {
    const simulator = new Simulator();
    simulator.#program = program;
    simulator.#flags = ["--json", "--until-stdin-closes", "--toolbar", folder, ...flags];
    await simulator.#start(0);
    return simulator;
  }

  async #start(port) {
    this.#process = spawn(this.#program, ["--port", String(port), ...this.#flags], { stdio: ["pipe", "pipe", "inherit"] });
    this.addresses = await this.#firstLine();
  }

  /** Starts it again where it was, with nobody signed in. */
  startAgain() {
    return this.#start(new URL(this.addresses.toolbar).port);
  }

  async #firstLine() {
    const ended = new Promise((_, reject) => {
      this.#process.once("error", reject);
      this.#process.once("exit", (code) => reject(new Error(`the simulator ended with ${code}`)));
    });
    ended.catch(() => {});
    const lines = createInterface({ input: this.#process.stdout });
    const line = new Promise((resolve) => lines.once("line", resolve));
    return JSON.parse(await Promise.race([line, ended]));
  }

  /** Ends it; from then on nothing answers. */
  async stop() {
    if (this.#process.exitCode !== null) {
      return;
    }
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.stdin.end();
    await ended;
  }
}
