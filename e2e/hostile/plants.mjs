// Each defence of the bridge, how it is taken out of frame.js, and the case that must then fail.

const ORIGINS = "origins.includes(origin)";

/** What is missing, `altered`: what becomes of a part of frame.js, or `grants` of toolbar.json, which case `fails`, and how. */
export const PLANTS = [
  { without: "a look at the window", altered: ["source === parent && ", ""], fails: "another frame of the listed page's own origin is not welcomed", says: /what came on the port/ },
  { without: "a look at the window", altered: ["source === parent && ", ""], fails: "another window of the listed page's own origin is not welcomed", says: /what came on the port/ },
  { without: "a look at the origin", altered: [ORIGINS, "true"], fails: "a page of evil is not welcomed", says: /what came on the port/ },
  { without: "a look at the origin", altered: [ORIGINS, "true"], fails: "a page without an origin is not welcomed", says: /what came on the port/ },
  { without: "the end of the origin", altered: [ORIGINS, "origins.some((it) => origin.startsWith(it.replace(/:\\d+$/, '')))"], fails: "a page of crm.localhost.evil.localhost is not welcomed", says: /what came on the port/ },
  { without: "the beginning of the origin", altered: [ORIGINS, "origins.some((it) => origin.endsWith(it.replace('http://', '')))"], fails: "a page of evil-crm is not welcomed", says: /what came on the port/ },
  { without: "the dots around the origin's name", altered: [ORIGINS, "origins.some((it) => origin.endsWith(it.replace('http://', '')))"], fails: "a page of sub.crm.localhost is not welcomed", says: /what came on the port/ },
  { without: "the port", altered: [ORIGINS, "origins.some((it) => it.replace(/:\\d+$/, '') === origin.replace(/:\\d+$/, ''))"], fails: "a page of the same host on another port is not welcomed", says: /what came on the port/ },
  { without: "the scheme", altered: [ORIGINS, "origins.some((it) => it.replace('http:', 'https:') === origin || it === origin)"], fails: "a page of the same host and port over TLS is not welcomed", says: /what came on the port/ },
  { without: "an address for its first word", altered: ["of whereParentIs(origins)", "of ['*']"], fails: "a page of evil is not welcomed", says: /what came to the window/ },
  { without: "a look at the nonce's shape", altered: [" && /^[0-9a-f]{32}$/.test(nonce)", ""], fails: "a hello of the wrong shape begins nothing", says: /what came on the port/ },
  { without: "a look at the version", altered: [" && data.v === 1", ""], fails: "a hello of the wrong shape begins nothing", says: /what came on the port/ },
  { without: "a memory of nonces", altered: ["used.has(nonce) || ", ""], fails: "a hello that is said again begins nothing, and the line goes on", says: /what came on the port/ },
  { without: "a count of ports", altered: ["ports.length !== 1", "ports.length < 1"], fails: "a hello without a port, or with two, begins nothing", says: /what came on the port/ },
  { without: "an end to the line before", altered: ["port?.close();\n", ""], fails: "a fresh hello takes the place of the line before, which hears no more", says: /requests by the old line/ },
  { without: "a limit of length", altered: [" || text.length > LONGEST", ""], fails: "what is no text, too long or too deep is not taken in", says: /what was settled/ },
  { without: "a limit of speed", altered: ["room < 0 || ", ""], fails: "a flood is taken in part, and ends the line", says: /of 5,000 were answered/ },
  { without: "an end to nonsense", altered: ["next.close();", ""], fails: "a page that talks nonsense loses its line", says: /answers afterwards/ },
  { without: "the need of a grant", grants: (all) => ({ crm: all }), fails: "every verb without a grant is forbidden, and no request reaches the gateway", says: /answer: / },
];
