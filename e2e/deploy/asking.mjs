// Asks a deployment without a browser: any host, any header, and the answer's bytes as they came.

import { readFileSync } from "node:fs";
import { request } from "node:https";
import { request as plainRequest } from "node:http";
import { NAME } from "./certificates.mjs";

/** One request on a connection of its own; `ca` is the authority that is trusted. */
export function ask({ origin }, path, { ca, method = "GET", headers = {}, body } = {}) {
  const { port, host } = new URL(origin);
  const options = { host: "127.0.0.1", port, path, method, headers: { Host: host, ...headers }, agent: false };
  return answered(request({ ...options, servername: NAME, ca: readFileSync(ca) }), body);
}

/** The same without TLS, to a port. */
export function askPlainly(port, path, headers) {
  return answered(plainRequest({ host: "127.0.0.1", port, path, headers, agent: false }));
}

function answered(asking, body) {
  return new Promise((resolve, reject) => {
    asking.on("error", reject).on("response", (response) => {
      const parts = [];
      response.on("error", reject).on("data", (part) => parts.push(part));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    });
    asking.end(body);
  });
}

const JSON_TYPE = { "Content-Type": "application/json; charset=UTF-8" };
const ONLINE = "/agentgateway/resource/onlineagent";

/** Signs an agent in as the toolbar does; the whole answer. */
export function signIn(deployment, agent, { ca, headers = {} }) {
  const body = JSON.stringify({ password: "", phonenum: "40038", autoanswer: false });
  return ask(deployment, `${ONLINE}/${agent}`, { ca, method: "PUT", headers: { ...JSON_TYPE, ...headers }, body });
}
