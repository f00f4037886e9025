// A certificate that no browser trusts: nobody but itself has signed it.

import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Key and certificate for this machine, made anew. */
export async function selfMade() {
  const folder = await mkdtemp(join(tmpdir(), "certificate-"));
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "key.pem"];
  const certificate = ["-out", "certificate.pem", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  try {
    execFileSync("openssl", ["req", "-x509", ...key, ...certificate], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
    return { key: await readFile(join(folder, "key.pem")), cert: await readFile(join(folder, "certificate.pem")) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
