// What stands between the page and the gateway.

import { policy } from "../site.mjs";

const SOUND = "--autoplay-policy=no-user-gesture-required";

/** Something else answers in the gateway's place. */
const answers = (status, { body = "<!doctype html><title>Welcome</title>", headers = {} } = {}) => () => (_, answer) =>
  answer.writeHead(status, { "Content-Type": "text/html", ...headers }).end(body);

/** The row of a gateway that is not reached, for the gateway at the page's own address. */
const notTheGateway = (name, status, fix) => ({
  name,
  gateway: answers(status),
  rows: { gateway: ["fails", new RegExp(`Something else than the gateway answers \\(HTTP ${status}\\)`), [fix]] },
});

/** What depends on a gateway at another address that is not reached. */
const NOT_REACHED = { "sent-once": "unchecked", cors: ["unknown", /was not reached/, []] };
const HELD_BACK = /holds requests to the local network back/;
const NOTHING_LISTENS = /Nothing listens at/;

/** The page seems to come from outside, the gateway to be on this machine. */
const FROM_OUTSIDE = [SOUND, "--ip-address-space-overrides={site}=public"];
const localNetwork = (setting) => ({ "local-network": setting, "loopback-network": setting });

export default [
  {
    name: "all is well with the gateway at the page's own address",
    looks: true,
    verdict: ["works", /Everything that was tried works/],
    async act({ check, requests, desk }) {
      const rows = await desk.log();
      check.that(requests.length > 10, "the page's requests are seen");
      check.equal(rows.filter(({ effect }) => effect && effect !== "refused"), [], "effects at the gateway");
    },
  },
  {
    name: "connections that are kept are told, because the browser may send a command again",
    site: { keepsConnections: true },
    rows: { "sent-once": ["limited", /sends what was on its way once more by itself, a command too/, [/keepalive_timeout 0/]] },
  },
  notTheGateway("a path that nobody passes on is told", 404, /does not pass \/agentgateway\/resource on/),
  notTheGateway("a start page in the gateway's place is told", 200, /does not pass \/agentgateway\/resource on/),
  notTheGateway("a login of the web server's own is told", 401, /asks for a login of its own/),
  notTheGateway("a guard that refuses the page is told", 403, /list of allowed origins/),
  notTheGateway("a host name that the web server does not know is told", 421, /does not know this host name/),
  notTheGateway("a gateway that the web server cannot reach or trust is told", 502, /trusts its certificate/),
  notTheGateway("a web server without a gateway that runs is told", 503, /knows of no gateway that runs/),
  notTheGateway("a gateway too slow for the web server is told", 504, /does not answer the web server in time/),
  {
    name: "a redirect before the gateway is told",
    gateway: answers(302, { headers: { Location: "/login" } }),
    rows: { gateway: ["fails", /sends on to another address/, [/login page or a redirect to https/]] },
  },
  {
    name: "a connection cut before the answer leaves several causes",
    looks: true,
    gateway: () => (question) => question.socket.destroy(),
    rows: { "sent-once": "unchecked", gateway: ["fails", /failed without an answer/, [/does not get an answer from the gateway/, /cuts the connection/, /security program/]] },
  },
  {
    name: "a gateway that never answers is given up",
    gateway: () => () => {},
    rows: { "sent-once": "unchecked", gateway: ["fails", /No answer within 10 s/, [/does not get an answer from the gateway/, /cuts the connection/, /security program/]] },
  },
  {
    name: "all is well with a gateway at another address that lets the page in",
    elsewhere: {},
    site: { headers: elsewhereInPolicy },
    verdict: ["works", /Everything that was tried works/],
    rows: { gateway: ["works", /The gateway answers/, []] },
  },
  {
    name: "a policy that does not name the gateway's address is told, and nothing else blamed",
    elsewhere: {},
    rows: {
      ...NOT_REACHED,
      gateway: ["fails", /policy of this page lets no request go to http:\/\/127\.0\.0\.1/, [/to connect-src/]],
      "local-network": "unknown",
    },
  },
  ...[
    ["a gateway that names no origin", { origin: undefined }, /does not let this page read it/, [/Access-Control-Allow-Origin: http:\/\/127\.0\.0\.1:\d+, exactly once/, /redirect stands before/]],
    ["a gateway that names another origin", { origin: "https://other.example" }, /does not let this page read it/, [/Access-Control-Allow-Origin/, /redirect stands before/]],
  ].map(([name, cors, found, fixes]) => ({
    name: `${name} is told`,
    elsewhere: { cors },
    site: { headers: elsewhereInPolicy },
    rows: { gateway: ["works", /this page may not read what/, []], cors: ["fails", found, fixes] },
  })),
  ...[
    ["a gateway that does not answer OPTIONS", { answersOptions: false }, /asks beforehand \(OPTIONS\)/, [/HTTP 204, without a sign-in/, /answers OPTIONS itself/]],
    ["a gateway that allows no header", { allowHeaders: "X-Other" }, /asks beforehand \(OPTIONS\)/, [/Access-Control-Allow-Headers: Content-Type, Guid/, /answers OPTIONS itself/]],
    ["a gateway that does not allow the Guid", { allowHeaders: "Content-Type" }, /header Guid is not allowed/, [/Access-Control-Allow-Headers: Content-Type, Guid/]],
    ["a gateway that does not allow the type of content", { allowHeaders: "Guid" }, /header Content-Type is not allowed/, [/Access-Control-Allow-Headers: Content-Type, Guid/]],
    ["a gateway that does not allow PUT", { allowMethods: "GET, POST" }, /method PUT is not allowed/, [/GET, POST, PUT, DELETE/, /comes without Access-Control-Allow-Origin/]],
    ["a gateway that does not allow DELETE", { allowMethods: "GET, POST, PUT" }, /method DELETE is not allowed/, [/GET, POST, PUT, DELETE/, /comes without Access-Control-Allow-Origin/]],
  ].map(([name, cors, found, fixes]) => ({
    name: `${name} is told`,
    elsewhere: { cors },
    site: { headers: elsewhereInPolicy },
    rows: { cors: ["fails", found, fixes] },
  })),
  {
    name: "a cookie session with a gateway at another address is told",
    elsewhere: {},
    settings: { session: "cookie" },
    site: { headers: elsewhereInPolicy },
    rows: { cors: ["fails", /“session” is “cookie”/, [/set “session” to “header”/]] },
  },
  {
    name: "a certificate that nobody trusts is the first of the causes left",
    elsewhere: { hasBadCertificate: true },
    site: { headers: elsewhereInPolicy },
    rows: {
      ...NOT_REACHED,
      gateway: ["fails", /browsers do not tell why/, [/does not trust the certificate of 127\.0\.0\.1:\d+: see the row “Certificate”/, NOTHING_LISTENS, HELD_BACK, /firewall/, /security program/]],
      certificate: ["unknown", /was not reached/, [/^Open https:\/\/127\.0\.0\.1:\d+\/agentgateway\/resource in a new tab/]],
      "local-network": ["unknown", /nobody has allowed it yet/, [/LocalNetworkAccessAllowedForUrls/]],
    },
    act: ({ check, failures }) => check.equal([...failures], ["net::ERR_CERT_AUTHORITY_INVALID"], "what the browser itself says"),
  },
  {
    name: "an address where nothing listens is the first of the causes left",
    elsewhere: { isClosed: true },
    site: { headers: elsewhereInPolicy },
    rows: {
      ...NOT_REACHED,
      gateway: ["fails", /browsers do not tell why/, [NOTHING_LISTENS, HELD_BACK, /firewall/, /security program/]],
      "local-network": "unknown",
    },
    act: ({ check, failures }) => check.equal([...failures], ["net::ERR_CONNECTION_REFUSED"], "what the browser itself says"),
  },
  {
    name: "a gateway behind a firewall that drops everything leaves the firewall first",
    elsewhere: { gateway: () => () => {} },
    site: { headers: elsewhereInPolicy },
    rows: {
      ...NOT_REACHED,
      gateway: ["fails", /No answer within 10 s/, [/firewall on the way drops/, NOTHING_LISTENS, HELD_BACK, /security program/]],
      "local-network": "unknown",
    },
  },
  {
    name: "an https page that shall ask an http gateway is told",
    elsewhere: { host: "gateway.test" },
    site: { isHttps: true, headers: elsewhereInPolicy },
    browser: { args: [SOUND, "--host-resolver-rules=MAP *.test 127.0.0.1"], context: { ignoreHTTPSErrors: true } },
    rows: {
      ...NOT_REACHED,
      gateway: ["fails", /loaded by https may not ask http:\/\/gateway\.test:\d+, which is http/, [/served by https/]],
      certificate: ["limited", /not reached by https/, [/unencrypted/]],
      "local-network": "unknown",
    },
  },
  {
    name: "a local network that nobody has allowed yet is one of the causes left",
    elsewhere: {},
    site: { headers: elsewhereInPolicy },
    browser: { args: FROM_OUTSIDE },
    rows: {
      ...NOT_REACHED,
      gateway: ["fails", /browsers do not tell why/, [NOTHING_LISTENS, HELD_BACK, /firewall/, /security program/]],
      "local-network": ["unknown", /nobody has allowed it yet/, [/press “Allow”.*page's own address/]],
    },
  },
  {
    name: "a local network that is denied is the first of the causes left",
    looks: true,
    elsewhere: {},
    site: { headers: elsewhereInPolicy },
    browser: { args: FROM_OUTSIDE, permissions: localNetwork("denied") },
    rows: {
      ...NOT_REACHED,
      gateway: ["fails", /browsers do not tell why/, [HELD_BACK, NOTHING_LISTENS, /firewall/, /security program/]],
      "local-network": ["fails", /told not to let this page reach the local network/, [/LocalNetworkAccessAllowedForUrls/]],
    },
  },
  {
    name: "a local network that is allowed is no obstacle",
    elsewhere: {},
    site: { headers: elsewhereInPolicy },
    browser: { args: FROM_OUTSIDE, permissions: localNetwork("granted") },
    verdict: ["works", /Everything that was tried works/],
  },
  {
    name: "a frame that withholds the local network is told",
    elsewhere: {},
    frame: { allow: "autoplay" },
    site: { headers: (path, scene) => elsewhereInPolicy(path, scene, { "frame-ancestors": "http:" }) },
    browser: { args: FROM_OUTSIDE },
    rows: {
      ...NOT_REACHED,
      gateway: ["fails", /browsers do not tell why/, [HELD_BACK, NOTHING_LISTENS, /firewall/, /security program/]],
      "local-network": ["fails", /The frame around this page/, [/allow="local-network-access", every frame/]],
      framing: ["works", /framed by http:\/\/127\.0\.0\.1:\d+/, []],
      notifications: "limited",
    },
  },
];

/** The policy names the gateway, as it must where that has an address of its own. */
function elsewhereInPolicy(path, { elsewhere }, changes = {}) {
  return { "Content-Security-Policy": policy({ "connect-src": `'self' ${elsewhere}`, ...changes }) };
}
