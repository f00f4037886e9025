// Whether the gateway is reached from here, and if not, what may stand between.
//
// Nothing here touches a session: every request is for agent 0, whom no gateway has, without cookies, and with
// a Guid that is none. A real gateway refuses each of them, and the refusal is the answer that is wanted.

import { connectionKept } from "./connection.js";
import { fails, limited, needless, t, unchecked, unknown, works } from "./finding.js";
import { localNetwork } from "./local-network.js";
import { ask } from "./requests.js";

const JSON_TYPE = { "Content-Type": "application/json; charset=UTF-8" };
const NO_GUID = { Guid: "preflight" };

/** What the toolbar's own requests are like. */
export function init(settings, method, headers = {}, body = undefined) {
  const isCookie = settings.session === "cookie";
  return {
    method,
    headers: { ...JSON_TYPE, ...(isCookie ? { "X-Toolbar": "1" } : {}), ...headers },
    body,
    credentials: "omit",
    redirect: "manual",
  };
}

/** Findings of the rows `gateway`, `cors`, `certificate`, `local-network` and `sent-once`. */
export async function reach(settings) {
  return settings.isSameOrigin ? reachSameOrigin(settings) : reachAcross(settings);
}

async function reachSameOrigin(settings) {
  const address = `${settings.base}/onlineagent/0/agentstatus`;
  const answer = await ask(address, init(settings, "GET"));
  const notNeeded = needless(t("The gateway is reached at this page's own address."));
  return {
    gateway: answer.failure ? noAnswer(answer, settings) : judged(answer, settings),
    cors: notNeeded,
    certificate: notNeeded,
    "local-network": notNeeded,
    "sent-once": answer.failure ? unchecked(NOT_REACHED) : sentOnce(await connectionKept(address, init(settings, "GET"))),
  };
}

const NOT_REACHED = t("The gateway was not reached.");

/** A browser sends a command again by itself where a connection dies that has been used before. */
function sentOnce(isKept) {
  if (isKept === undefined) {
    return unchecked(t("The browser does not tell whether it keeps connections to the gateway."));
  }
  return isKept
    ? limited(t("The browser keeps connections to the gateway. Where one dies, it sends what was on its way once more by itself, a command too."), t("Have the web server close each connection after its answer and use no HTTP/2 for the toolbar; with nginx: keepalive_timeout 0."))
    : works(t("Each request has a connection of its own, so the browser sends no command again by itself."));
}

function noAnswer({ failure }, { base }) {
  if (failure === "policy") {
    return refusedByPolicy(base);
  }
  const found = failure === "timeout" ? t("No answer within 10 s.") : t("The request failed without an answer.");
  return fails(
    found,
    t("The web server does not get an answer from the gateway: check that the gateway runs, and that the web server has the right address and trusts its certificate."),
    t("Something between this computer and the web server cuts the connection: try from another network, without proxy or VPN."),
    t("A security program or an extension of the browser holds the request back: try without."),
  );
}

function refusedByPolicy(base) {
  return fails(t("The policy of this page lets no request go to {0}.", base.origin), t("Add {0} to connect-src in the Content-Security-Policy.", base.origin));
}

/** What an answer says about who gave it. */
function judged({ response, text }, { base }) {
  const pass = t("The web server does not pass {0} on to the gateway: have it proxied there, or correct “gateway” in toolbar.json.", base.pathname);
  if (response.type === "opaqueredirect") {
    return fails(t("{0} sends on to another address.", base.pathname), t("Most likely a login page or a redirect to https stands before the gateway: let {0} through without one.", base.pathname));
  }
  const retcode = retcodeOf(text);
  if (retcode !== undefined) {
    return works(t("The gateway answers (retcode {0}, as is right without a sign-in).", retcode));
  }
  const { status } = response;
  const found = t("Something else than the gateway answers (HTTP {0}).", status);
  const byStatus = {
    401: t("The web server asks for a login of its own: let {0} through without one.", base.pathname),
    403: t("The web server refuses this page: check its list of allowed origins and its access rules."),
    421: t("The web server does not know this host name: add it to its configuration."),
    502: t("The web server does not get through to the gateway: check that the gateway runs, and that the web server has the right address and trusts its certificate."),
    503: t("The web server knows of no gateway that runs: start one, or wait until the web server tries again."),
    504: t("The gateway does not answer the web server in time: check that it runs, and the firewall between the two."),
  };
  return fails(found, byStatus[status] ?? pass);
}

/** The retcode of a gateway's answer; undefined where it is none. */
export function retcodeOf(text) {
  try {
    const { retcode } = JSON.parse(text);
    return retcode === undefined ? undefined : String(retcode);
  } catch {
    return undefined;
  }
}

async function reachAcross(settings) {
  const { base } = settings;
  const network = await localNetwork(base);
  if (location.protocol === "https:" && base.protocol === "http:" && !isLoopback(base)) {
    const gateway = fails(t("A page loaded by https may not ask {0}, which is http.", base.origin), t("Have the gateway served by https, best at this page's own address."));
    return notReached(gateway, network, settings);
  }
  const address = `${base}/onlineagent/0/agentstatus`;
  // Without reading the answer: what fails here has nothing to do with CORS.
  const probe = await ask(address, { mode: "no-cors", credentials: "omit" });
  if (probe.failure === "policy") {
    return notReached(refusedByPolicy(base), network, settings);
  }
  if (probe.failure) {
    const found = probe.failure === "timeout" ? t("No answer within 10 s.") : t("Nothing was let through to {0}, and browsers do not tell why.", base.origin);
    return notReached(fails(found, ...causesOfSilence(probe, network, base)), network, settings);
  }
  const readable = await ask(address, { credentials: "omit", redirect: "manual" });
  return {
    gateway: readable.failure ? works(t("Something answers at {0}; this page may not read what.", base.origin)) : judged(readable, settings),
    cors: await allowedAcross(address, readable, settings),
    certificate: certificate(base),
    "sent-once": unchecked(t("This can be seen only where the gateway is at this page's own address.")),
    "local-network": network.isKnown ? works(t("The browser lets this page reach the gateway's network.")) : needless(t("The gateway was reached, and this browser has no such permission.")),
  };
}

const isLoopback = ({ hostname }) => /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);

function notReached(gateway, network, { base }) {
  const isHttps = base.protocol === "https:";
  return {
    gateway,
    cors: unknown(NOT_REACHED),
    certificate: isHttps ? unknown(NOT_REACHED, OPEN(base)) : certificate(base),
    "sent-once": unchecked(NOT_REACHED),
    "local-network": network.finding,
  };
}

const OPEN = (base) => t("Open {0} in a new tab of this browser. If it warns of the certificate, install one from an authority that the desks' computers trust; an exception made by hand holds for that tab's browser alone.", base.href);

function certificate(base) {
  if (base.protocol === "https:") {
    return works(t("The browser accepts the certificate of {0}.", base.host));
  }
  return isLoopback(base)
    ? needless(t("The gateway is on this computer itself."))
    : limited(t("The gateway is not reached by https."), t("Have it served by https: the Guid and the agents' passwords travel unencrypted."));
}

/** What may keep every answer away, the most likely first. */
function causesOfSilence({ failure }, network, base) {
  const silent = t("A firewall on the way drops the request: have {0} opened for the desks.", base.host);
  const closed = t("Nothing listens at {0}: check the address and port in toolbar.json, the name's DNS entry, and that the gateway runs.", base.host);
  const untrusted = t("The browser does not trust the certificate of {0}: see the row “{1}”.", base.host, t("Certificate"));
  const held = t("The browser holds requests to the local network back: see the row “{0}”.", t("Local network access"));
  const program = t("A security program or an extension of the browser holds the request back: try without.");
  const offline = navigator.onLine ? [] : [t("This computer is offline: connect it to the network.")];
  const likely = [
    ...(network.state === "denied" ? [held] : []),
    ...(failure === "timeout" ? [silent] : []),
    ...(base.protocol === "https:" ? [untrusted] : []),
    closed,
    ...(network.state === "prompt" ? [held] : []),
    ...(failure === "timeout" ? [] : [silent]),
    program,
  ];
  return [...offline, ...likely];
}

/** Whether every kind of request that the toolbar sends is allowed from this page, each tried for itself. */
async function allowedAcross(address, readable, settings) {
  const { origin } = location;
  if (settings.session === "cookie") {
    return fails(t("“session” is “cookie”, but the gateway is at another address than this page."), t("Have the gateway proxied at this page's own address, or set “session” to “header”."));
  }
  if (readable.failure) {
    return fails(
      t("The gateway answers, but does not let this page read it."),
      t("Have it send Access-Control-Allow-Origin: {0}, exactly once and with errors too.", origin),
      t("A login page or another redirect stands before the gateway: let {0} through without one.", settings.base.pathname),
    );
  }
  const isAllowed = async (init, path = address) => !(await ask(path, { credentials: "omit", redirect: "manual", ...init })).failure;
  const missing = [];
  for (const headers of [JSON_TYPE, NO_GUID]) {
    if (!(await isAllowed({ headers }))) {
      missing.push(Object.keys(headers)[0]);
    }
  }
  if (missing.length === 2) {
    return fails(
      t("The browser asks beforehand (OPTIONS) whether it may send what the toolbar sends, and is not allowed."),
      t("Have OPTIONS answered with HTTP 204, without a sign-in, and with {0}.", ALLOW(origin)),
      t("Something before the gateway answers OPTIONS itself: let it through."),
    );
  }
  if (missing.length === 1) {
    return fails(t("The header {0} is not allowed.", missing[0]), t("Have OPTIONS answered with Access-Control-Allow-Headers: Content-Type, Guid."));
  }
  const headers = { ...JSON_TYPE, ...NO_GUID };
  const methods = { PUT: `${settings.base}/onlineagent/0/updateGuid`, DELETE: `${settings.base}/onlineagent/0/logout` };
  for (const [method, path] of Object.entries(methods)) {
    if (!(await isAllowed({ method, headers }, path))) {
      return fails(
        t("The method {0} is not allowed.", method),
        t("Have OPTIONS answered with Access-Control-Allow-Methods: GET, POST, PUT, DELETE."),
        t("The gateway's answer to {0} comes without Access-Control-Allow-Origin: have it sent with every answer.", method),
      );
    }
  }
  return works(t("Every kind of request is allowed from this page."));
}

const ALLOW = (origin) => `Access-Control-Allow-Origin: ${origin}; Access-Control-Allow-Methods: GET, POST, PUT, DELETE; Access-Control-Allow-Headers: Content-Type, Guid`;
