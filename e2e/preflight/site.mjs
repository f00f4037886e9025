// A web server of a test's own that serves the toolbar's folder, passes the gateway's path on, and does one
// thing wrong.

import { readFile } from "node:fs/promises";
import { createServer as createPlainServer, request } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { extname, join, normalize } from "node:path";

/** The policy that the toolbar is to be served with. */
export const POLICY = {
  "default-src": "'none'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "style-src": "'self'",
  "connect-src": "'self'",
  "img-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'self'",
  "require-trusted-types-for": "'script'",
  "trusted-types": "agent-toolbar",
};

/** The policy with other directives; one that is undefined is left out. */
export function policy(changes = {}) {
  const directives = Object.entries({ ...POLICY, ...changes }).filter(([, value]) => value !== undefined);
  return directives.map((directive) => directive.join(" ")).join("; ");
}

const TYPES = {
  ".css": "text/css; charset=UTF-8",
  ".html": "text/html; charset=UTF-8",
  ".js": "text/javascript; charset=UTF-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=UTF-8",
  ".wasm": "application/wasm",
};

/** A server on a free port of this machine, and everything that is open on it. */
export class Server {
  #server;

  static async start(answer, tls) {
    const server = new Server();
    server.#server = tls ? createTlsServer(tls, answer) : createPlainServer(answer);
    await new Promise((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    server.port = server.#server.address().port;
    server.origin = `${tls ? "https" : "http"}://127.0.0.1:${server.port}`;
    return server;
  }

  async close() {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}

/**
 * Serves a folder. What may differ: `headers` of the answer to a path, its `type` and `body` (null: it is not there),
 * the `date`, `settings` (what is in toolbar.json; a text as it is), `gateway`, what becomes of the gateway's path, and
 * whether it `keepsConnections`, as it had better not.
 */
export async function startSite(dist, { gateway, headers = () => ({}), type = () => undefined, body = () => undefined, settings, tls, date, keepsConnections = false } = {}) {
  return Server.start(async (question, answer) => {
    const { pathname } = new URL(question.url, "http://site");
    answer.shouldKeepAlive &&= keepsConnections;
    if (pathname.startsWith("/agentgateway/")) {
      gateway(question, answer);
      return;
    }
    const path = pathname === "/" ? "/index.html" : pathname;
    const written = path === "/toolbar.json" && settings !== undefined ? text(settings) : body(path);
    const content = written === undefined ? await readFile(join(dist, normalize(path))).catch(() => null) : written;
    const own = { "Content-Type": type(path) ?? TYPES[extname(path)], "Content-Security-Policy": policy(), ...date?.(), ...headers(path) };
    answer.sendDate = own.Date !== null;
    for (const [name, value] of Object.entries(own)) {
      if (value !== undefined && value !== null) {
        answer.setHeader(name, value);
      }
    }
    answer.statusCode = content === null ? 404 : 200;
    answer.end(content ?? "");
  }, tls);
}

const text = (settings) => (typeof settings === "string" ? settings : JSON.stringify(settings));

/** Passes a request on to the simulator; `change` may change the question's and the answer's headers. */
export function passOn(simulator, { before = (headers) => headers, after = (headers) => headers } = {}) {
  const { port } = new URL(simulator.addresses.gateway);
  return (question, answer) => {
    const { method, url, headers } = question;
    const asked = request({ host: "127.0.0.1", port, method, path: url, headers: before({ ...headers }) }, (told) => {
      answer.writeHead(told.statusCode, after({ ...told.headers }));
      told.pipe(answer);
    });
    asked.on("error", () => answer.destroy());
    // Whoever has gone away waits for no answer.
    answer.on("close", () => asked.destroy());
    question.pipe(asked);
  };
}

/** As the gateway's own server would for pages of another origin; what is left out is not sent. */
export function withCors(pass, cors) {
  const { origin, allowHeaders = "Content-Type, Guid", allowMethods = "GET, POST, PUT, DELETE", expose = "Set-GUID", answersOptions = true } = cors;
  const given = (headers) => Object.entries(headers).filter(([, value]) => value);
  return (question, answer) => {
    const all = given({ "Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": expose });
    all.forEach((header) => answer.setHeader(...header));
    if (question.method === "OPTIONS") {
      given({ "Access-Control-Allow-Headers": allowHeaders, "Access-Control-Allow-Methods": allowMethods }).forEach((header) => answer.setHeader(...header));
      answer.writeHead(answersOptions ? 204 : 405).end();
      return;
    }
    pass(question, answer);
  };
}
