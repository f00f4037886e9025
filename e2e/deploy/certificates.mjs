// Certificates as an operator's own authority makes them, for one run of the suite.

import { execFileSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The toolbar's host: as long as names of large companies are, which not everything in nginx takes. */
export const NAME = "agent-toolbar.contact-centre.operations.company.test";

/** Makes them in a folder: the authority's, the toolbar's, the gateways', and a gateway's that nobody signed. */
export function makeCertificates(folder) {
  const place = (name) => join(folder, name);
  const openssl = (...words) => execFileSync("openssl", words, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  const authority = (name) => {
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", `${name}.key`];
    openssl("req", "-x509", ...key, "-out", `${name}.pem`, "-days", "2", "-subj", `/CN=${name}`);
  };
  const signed = (name, by, hosts) => {
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", `${name}.key`];
    openssl("req", ...key, "-out", `${name}.csr`, "-subj", `/CN=${hosts[0]}`);
    writeFileSync(place(`${name}.ext`), `subjectAltName=${hosts.map((host) => `DNS:${host}`).join(",")}\n`);
    const signer = ["-CA", `${by}.pem`, "-CAkey", `${by}.key`, "-CAcreateserial"];
    openssl("x509", "-req", "-in", `${name}.csr`, ...signer, "-days", "2", "-extfile", `${name}.ext`, "-out", `${name}.pem`);
  };
  authority("authority");
  authority("stranger");
  signed("toolbar", "authority", [NAME, "crm.test", "other.test"]);
  signed("gateway", "authority", ["ccgw.test"]);
  signed("gateway-of-a-stranger", "stranger", ["ccgw.test"]);
  signed("gateway-of-another-name", "authority", ["other.test"]);
  const pair = (name) => ({ certificate: place(`${name}.pem`), key: place(`${name}.key`) });
  return {
    authority: place("authority.pem"),
    toolbar: pair("toolbar"),
    gateway: pair("gateway"),
    stranger: pair("gateway-of-a-stranger"),
    anotherName: pair("gateway-of-another-name"),
  };
}

/** What a browser is told so that it trusts this key as it would one that its machine's administrator trusts. */
export function fingerprint({ certificate }) {
  const { publicKey } = new X509Certificate(readFileSync(certificate));
  return createHash("sha256").update(publicKey.export({ type: "spki", format: "der" })).digest("base64");
}
