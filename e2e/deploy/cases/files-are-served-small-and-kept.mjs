// The toolbar's files: compressed as the browser can read them, of the right type, kept where their name
// has a hash and asked for again where not. Nothing else of the folder can be had.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { ask, askPlainly } from "../asking.mjs";
import { NAME } from "../certificates.mjs";
import { freePort } from "../nginx.mjs";

const TYPES = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  wasm: "application/wasm",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  ts: "text/plain; charset=utf-8",
  json: "application/json; charset=utf-8",
};
const HOST = "https://crm.test:8443";
const UNPACK = { br: brotliDecompressSync, gzip: gunzipSync };
const CODINGS = [
  ["gzip, deflate, br, zstd", "br"],
  ["gzip, deflate", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["", undefined],
];

export default async function ({ gateway, deploy, check, certificates, figure }) {
  const plain = await freePort();
  const deployment = await deploy([await gateway()], { wishes: { plainListen: `127.0.0.1:${plain}`, hosts: [{ origin: HOST }] } });
  const ca = certificates.authority;
  const all = await readdir(deployment.root, { recursive: true, withFileTypes: true });
  const files = all.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(deployment.root.length));
  const shown = files.filter((file) => !/\.(br|gz)$/.test(file));
  const seen = new Set();
  for (const file of shown) {
    const ending = file.split(".").pop();
    seen.add(ending);
    const whole = await readFile(join(deployment.root, file));
    for (const [accepted, coding] of CODINGS) {
      const { status, headers, body } = await ask(deployment, file, { ca, headers: { "Accept-Encoding": accepted } });
      const isPacked = coding && file !== "/toolbar.json";
      check.equal([status, headers["content-type"]], [200, TYPES[ending]], file);
      check.equal(headers["content-encoding"], isPacked ? coding : undefined, `${file} for ${accepted}`);
      check.that((isPacked ? UNPACK[coding](body) : body).equals(whole), `${file} for ${accepted} is the file`);
      const isForHosts = file === "/agent-toolbar.js";
      check.equal(headers.vary, isForHosts ? "Accept-Encoding, Origin" : "Accept-Encoding", `${file} varies`);
      const isKept = /-[0-9a-f]{16}(_bg)?\./.test(file);
      check.equal(headers["cache-control"], isKept ? "public, max-age=31536000, immutable" : "no-cache", file);
    }
  }
  check.equal([...seen].sort(), Object.keys(TYPES).sort(), "types seen");
  check.that(shown.some((file) => /-[0-9a-f]{16}_bg\.wasm$/.test(file)), "the wasm has a hash in its name");

  const entry = await ask(deployment, "/?lang=zh-CN", { ca });
  check.that(entry.body.equals(await readFile(join(deployment.root, "index.html"))), "the entry is index.html");
  check.equal(entry.headers["cache-control"], "no-cache", "the entry is asked for again");
  const etag = entry.headers.etag;
  const again = await ask(deployment, "/", { ca, headers: { "If-None-Match": etag } });
  check.equal(again.status, 304, "an entry that has not changed is not sent again");

  await writeFile(join(deployment.root, ".secret"), "no");
  await writeFile(join(deployment.root, "backup.zip"), "no");
  const wasm = shown.find((file) => file.endsWith(".wasm"));
  for (const path of ["/.secret", "/backup.zip", `${wasm}.br`, `${wasm}.gz`, "/text/", "/no.js", "/../nginx.conf", "/%2e%2e/nginx.conf"]) {
    const { status } = await ask(deployment, path, { ca });
    check.that([400, 404].includes(status), `${path} is not served: ${status}`);
  }
  const missing = await ask(deployment, wasm.replace(/[0-9a-f]{16}/, "0123456789abcdef"), { ca });
  check.equal([missing.status, missing.headers["cache-control"]], [404, "no-cache"], "a file that is not there yet");
  const kept = await ask(deployment, wasm, { ca });
  const unchanged = await ask(deployment, wasm, { ca, headers: { "If-None-Match": kept.headers.etag } });
  check.equal([unchanged.status, unchanged.headers["cache-control"]], [304, kept.headers["cache-control"]], "a file that has not changed");
  for (const [path, origin, allowed] of [
    ["/agent-toolbar.js", HOST, HOST],
    ["/agent-toolbar.js", "https://crmxtest:8443", undefined],
    ["/agent-toolbar.js", "https://evil.test", undefined],
    ["/boot.js", HOST, undefined],
    ["/toolbar.json", HOST, undefined],
  ]) {
    const { headers } = await ask(deployment, path, { ca, headers: { Origin: origin } });
    check.equal(headers["access-control-allow-origin"], allowed, `${path} for ${origin}`);
  }
  const { status, headers } = await askPlainly(plain, "/", { Host: NAME });
  check.equal([status, headers.location], [301, `${deployment.origin}/`], "without TLS");
  figure("files", shown.length);
}
