// nginx as an operator starts it, with the configuration that `cargo xtask deploy-config` writes.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { eventually } from "../check.mjs";

const run = promisify(execFile);

export class Nginx {
  #process;
  #folder;
  #wishes;

  port;

  /** Starts one in a folder of its own; `plant` may change the configuration's text, once written. */
  static async start({ folder, xtask, wishes, plant = (text) => text }) {
    const nginx = new Nginx();
    nginx.#folder = folder;
    nginx.port = Number(wishes.listen.split(":").pop());
    nginx.#wishes = { ...wishes, logs: join(folder, "logs") };
    await mkdir(join(folder, "logs"), { recursive: true });
    await mkdir(join(folder, "temp"), { recursive: true });
    await writeFile(join(folder, "wishes.json"), JSON.stringify(nginx.#wishes));
    await run(xtask, ["deploy-config", join(folder, "wishes.json"), "--into", folder]);
    const file = join(folder, "agent-toolbar.conf");
    await writeFile(file, plant(await readFile(file, "utf8")));
    await writeFile(join(folder, "nginx.conf"), main(folder));
    await nginx.#start();
    return nginx;
  }

  async #start() {
    const messages = [];
    this.#process = spawn(program(), ["-c", join(this.#folder, "nginx.conf"), "-e", "stderr"], { stdio: ["ignore", "ignore", "pipe"] });
    this.#process.stderr.on("data", (text) => messages.push(text));
    const isThere = () => answers(this.port).then((is) => is || this.#process.exitCode !== null);
    await eventually(isThere, (is) => is, "nginx listens");
    if (this.#process.exitCode !== null) {
      throw new Error(`nginx does not start: ${Buffer.concat(messages)}`);
    }
  }

  /** What toolbar.json is to hold. */
  settings() {
    return readFile(join(this.#folder, "toolbar.json"), "utf8");
  }

  /** Everything it has logged. */
  async logs() {
    const files = ["agent-toolbar.log", "agent-toolbar.error.log"];
    const texts = await Promise.all(files.map((file) => readFile(join(this.#folder, "logs", file), "utf8")));
    return texts.join("");
  }

  /** Reads its configuration again, as `systemctl reload nginx` has it do. */
  reload() {
    this.#process.kill("SIGHUP");
  }

  async stop() {
    if (this.#process.exitCode === null) {
      const ended = once(this.#process, "exit");
      this.#process.kill();
      await ended;
    }
  }
}

/** Where it is: often in a folder that is on the administrator's path only. */
export function program() {
  return process.env.NGINX ?? "/usr/sbin/nginx";
}

/** As much as nginx needs of its own, with every folder a place in this one. */
function main(folder) {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${join(folder, "temp", name)};`);
  const user = process.getuid() === 0 ? "user root;" : "";
  return `${user} daemon off; pid ${join(folder, "nginx.pid")}; worker_processes 2; error_log stderr emerg;
events { worker_connections 512; }
http { ${temporary.join(" ")} access_log off; include ${join(folder, "agent-toolbar.conf")}; }\n`;
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => resolve(true)).on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });
}

/** A port that nobody listens on. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
