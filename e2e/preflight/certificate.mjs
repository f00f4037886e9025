// A certificate that no browser trusts: nobody but itself has signed it.
//
// Node makes keys and signatures but no certificates, and one of these is a dozen fields.

import { generateKeyPairSync, sign } from "node:crypto";

const [INTEGER, BITS, OCTETS, TEXT, TIME, LIST, SET] = [0x02, 0x03, 0x04, 0x0c, 0x17, 0x30, 0x31];
const [IP_ADDRESS, VERSION, EXTENSIONS] = [0x87, 0xa0, 0xa3];

const ECDSA_WITH_SHA256 = "06082a8648ce3d040302";
const COMMON_NAME = "0603550403";
const ALTERNATIVE_NAME = "0603551d11";

/** A field: its kind, its length and its content. */
function field(kind, ...contents) {
  const content = Buffer.concat(contents.map((part) => Buffer.from(part)));
  const bytes = hex(content.length.toString(16).padStart(content.length < 0x100 ? 2 : 4, "0"));
  const length = content.length < 0x80 ? bytes : [0x80 + bytes.length, ...bytes];
  return Buffer.concat([Buffer.from([kind, ...length]), content]);
}

const hex = (digits) => Buffer.from(digits, "hex");
const time = (date) => field(TIME, date.toISOString().replace(/[-:T]|\.\d+/g, "").slice(2));

/** Key and certificate for this machine, good for a day by its own word. */
export function selfMade() {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const algorithm = field(LIST, hex(ECDSA_WITH_SHA256));
  const name = field(LIST, field(SET, field(LIST, hex(COMMON_NAME), field(TEXT, "127.0.0.1"))));
  const [yesterday, tomorrow] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000));
  const names = field(LIST, field(IP_ADDRESS, [127, 0, 0, 1]));
  const content = field(
    LIST,
    field(VERSION, field(INTEGER, [2])),
    field(INTEGER, [1]),
    algorithm,
    name,
    field(LIST, time(yesterday), time(tomorrow)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    field(EXTENSIONS, field(LIST, field(LIST, hex(ALTERNATIVE_NAME), field(OCTETS, names)))),
  );
  const der = field(LIST, content, algorithm, field(BITS, [0], sign("sha256", content, privateKey)));
  const cert = `-----BEGIN CERTIFICATE-----\n${der.toString("base64")}\n-----END CERTIFICATE-----\n`;
  return { key: privateKey.export({ type: "pkcs8", format: "pem" }), cert };
}
