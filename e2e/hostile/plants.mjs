// Each defence of the bridge, how it is taken out, and the case that must then fail.

const ORIGINS = "origins.includes(origin)";

/**
 * What is missing; `toolbar` or `host`: what becomes of which parts of the frame's or the host's side of the bridge,
 * `files`: of other files, or `grants` of toolbar.json; which case `fails`, and what it `says`.
 */
export const PLANTS = [
  {
    without: "a look at the window",
    toolbar: [["source === parent && ", ""]],
    fails: "another frame of the listed page's own origin is not welcomed",
    says: /what came on the port/,
  },
  {
    without: "a look at the window",
    toolbar: [["source === parent && ", ""]],
    fails: "another window of the listed page's own origin is not welcomed",
    says: /what came on the port/,
  },
  {
    without: "a look at the origin",
    toolbar: [[ORIGINS, "true"]],
    fails: "a page of evil is not welcomed",
    says: /what came on the port/,
  },
  {
    without: "a look at the origin",
    toolbar: [[ORIGINS, "true"]],
    fails: "a page without an origin is not welcomed",
    says: /what came on the port/,
  },
  {
    without: "the end of the origin",
    toolbar: [[ORIGINS, "origins.some((it) => origin.startsWith(it.replace(/:\\d+$/, '')))"]],
    fails: "a page of crm.localhost.evil.localhost is not welcomed",
    says: /what came on the port/,
  },
  {
    without: "the beginning of the origin",
    toolbar: [[ORIGINS, "origins.some((it) => origin.endsWith(it.replace('http://', '')))"]],
    fails: "a page of evil-crm is not welcomed",
    says: /what came on the port/,
  },
  {
    without: "the dots around the origin's name",
    toolbar: [[ORIGINS, "origins.some((it) => origin.endsWith(it.replace('http://', '')))"]],
    fails: "a page of sub.crm.localhost is not welcomed",
    says: /what came on the port/,
  },
  {
    without: "the port",
    toolbar: [[ORIGINS, "origins.some((it) => it.replace(/:\\d+$/, '') === origin.replace(/:\\d+$/, ''))"]],
    fails: "a page of the same host on another port is not welcomed",
    says: /what came on the port/,
  },
  {
    without: "the scheme",
    toolbar: [[ORIGINS, "origins.some((it) => it.replace('http:', 'https:') === origin || it === origin)"]],
    fails: "a page of the same host and port over TLS is not welcomed",
    says: /what came on the port/,
  },
  {
    without: "an address for its first word",
    toolbar: [["of whereParentIs(origins)", "of ['*']"]],
    fails: "a page of evil is not welcomed",
    says: /what came to the window/,
  },
  {
    without: "a look at the nonce's shape",
    toolbar: [[" && /^[0-9a-f]{32}$/.test(nonce)", ""]],
    fails: "a hello of the wrong shape begins nothing",
    says: /what came on the port/,
  },
  {
    without: "a look at the version",
    toolbar: [[" && data.v === 1", ""]],
    fails: "a hello of the wrong shape begins nothing",
    says: /what came on the port/,
  },
  {
    without: "a memory of nonces",
    toolbar: [["used.has(nonce) || ", ""]],
    fails: "a hello that is said again begins nothing, and the line goes on",
    says: /what came on the port/,
  },
  {
    without: "a count of ports",
    toolbar: [["ports.length !== 1", "ports.length < 1"]],
    fails: "a hello without a port, or with two, begins nothing",
    says: /what came on the port/,
  },
  {
    without: "an end to the line before",
    toolbar: [["port?.close();\n", ""]],
    fails: "a fresh hello takes the place of the line before, which hears no more",
    says: /requests by the old line/,
  },
  {
    without: "a limit of length",
    toolbar: [[" || text.length > LONGEST", ""]],
    fails: "what is no text, too long or too deep is not taken in",
    says: /what was settled/,
  },
  {
    without: "a limit of speed",
    toolbar: [["room < 0 || ", ""]],
    fails: "a flood is taken in part, and ends the line",
    says: /of 5,000 were answered/,
  },
  {
    without: "an end to nonsense",
    toolbar: [["next.close();", ""]],
    fails: "a page that talks nonsense loses its line",
    says: /answers afterwards/,
  },
  {
    without: "the need of a grant",
    grants: (all) => ({ crm: all }),
    fails: "every verb without a grant is forbidden, and no request reaches the gateway",
    says: /answer: /,
  },
  {
    without: "the host's look at the window",
    host: [["source !== frame.contentWindow || ", ""]],
    fails: "another frame of the toolbar's own origin is told nothing by the host's script",
    says: /what the pretender was told/,
  },
  {
    without: "the host's look at the origin, and an address for its hello",
    host: [
      ["from !== origin || ", ""],
      ["nonce }, origin, [port2]", 'nonce }, "*", [port2]'],
    ],
    fails: "a toolbar's frame that has gone elsewhere is told nothing",
    says: /what the pretender was told/,
  },
  {
    without: "a look at who opened a window",
    files: { "boot.js": [[" && source.opener === window", ""]] },
    fails: "a window that the listed page opens at the toolbar's origin is given nothing",
    says: /what the window was given/,
  },
  {
    without: "a look at a window's opener and origin, and an address for its port",
    files: {
      "boot.js": [
        [" && source.opener === window", ""],
        ["origin === location.origin && ", ""],
      ],
      "src/embed/window.js": [["location.origin, [port2]", '"*", [port2]']],
    },
    fails: "a popped out window that the listed page leads elsewhere is given nothing",
    says: /what the window was given/,
  },
];
