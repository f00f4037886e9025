// A short session of a person's own, to see what only a session shows: the Guid, and how long a poll is held.
//
// It begins with a press and ends by itself: signed in as busy and without skills, so that no call is offered,
// polled until a poll has nothing to tell, signed out. Nothing is forced, nothing is kept, and what was typed
// and what the gateway hands out appears nowhere.

import { fails, limited, unchecked, t, works } from "./finding.js";
import { init, retcodeOf } from "./gateway.js";
import { ask } from "./requests.js";

/** What the rows say before anybody has signed in. */
export const notAsked = () => unchecked(t("Sign in below to check this."));

/** How many polls may bring an event before one has nothing to tell. */
const POLLS = 8;
/** The pause after a poll that brought something, in milliseconds. */
const PAUSE = 200;
/** How much shorter than set a hold may be, in milliseconds. A longer one may be a slow line. */
const TOLERANCE = 1_000;

const [BUSY, PHONE_AND_PC] = [3, 4];

/** Another poll of the session is waiting. Here nobody has sent one. */
const OTHER_POLL = "000-007";

/** Signs in, measures, signs out: the findings of the rows `set-guid` and `hold`. */
export async function trySession(settings, { agent, password, phone }) {
  if (await isToolbarOpen(settings)) {
    return both(unchecked(t("A toolbar is open in this browser, and its session would be lost. Sign out there and close it first.")));
  }
  const session = new Session(settings, agent);
  const refusal = await session.signIn(password, phone);
  if (refusal) {
    return both(refusal);
  }
  const findings = { "set-guid": session.guidFinding, hold: notAsked() };
  try {
    if (session.canAsk) {
      Object.assign(findings, await session.poll());
    } else {
      findings.hold = unchecked(t("No poll can be sent without the Guid."));
    }
  } finally {
    findings.end = await session.signOut();
  }
  return findings;
}

const both = (finding) => ({ "set-guid": finding, hold: finding });

/** Where the proxy holds the session in a cookie, another sign-in would take the place of a toolbar's. */
async function isToolbarOpen({ session }) {
  if (session !== "cookie") {
    return false;
  }
  const { held = [] } = await Promise.resolve(navigator.locks?.query()).catch(() => undefined) ?? {};
  return held.some(({ name }) => name.startsWith("agent-toolbar "));
}

class Session {
  #settings;
  #agent;
  #guid;
  guidFinding;

  constructor(settings, agent) {
    this.#settings = settings;
    this.#agent = agent;
  }

  get #isCookie() {
    return this.#settings.session === "cookie";
  }

  get canAsk() {
    return this.#isCookie || this.#guid !== undefined;
  }

  /** Signs in; the finding if that does not succeed. */
  async signIn(password, phonenum) {
    const details = { password, phonenum, autoanswer: false, autoenteridle: true, releasephone: true, agenttype: PHONE_AND_PC, status: BUSY };
    const { response, text } = await this.#ask("PUT", `onlineagent/${this.#agent}`, JSON.stringify(details));
    const retcode = response && retcodeOf(text);
    if (retcode !== "0") {
      return notSignedIn(retcode);
    }
    this.guidFinding = this.#isCookie ? this.#cookieFinding(response) : this.#headerFinding();
    return undefined;
  }

  #headerFinding() {
    if (this.#guid !== undefined) {
      return works(t("The sign-in's Set-GUID can be read."));
    }
    const expose = t("Have the gateway's answers carry Access-Control-Expose-Headers: Set-GUID.");
    const pass = t("Something between takes the header Set-GUID away: have it passed on.");
    return fails(t("The gateway let the agent in, but its Set-GUID cannot be read here, so every request after it would be refused."), ...(this.#settings.isSameOrigin ? [pass] : [expose, pass]));
  }

  #cookieFinding(response) {
    return response.headers.has("Set-GUID")
      ? limited(t("The session is in a cookie, but its Guid is told to scripts all the same."), t("Have the web server hide the header Set-GUID from the browser."))
      : works(t("The session is in a cookie, and its Guid is told to no script."));
  }

  /** Polls until one has nothing to tell; the finding of `hold`, and of `set-guid` where the session is not known. */
  async poll() {
    const { pollHoldMs, pollMarginMs } = this.#settings;
    for (let polls = 0; polls < POLLS; polls += 1) {
      const answer = await this.#ask("GET", `agentevent/${this.#agent}`, undefined, pollHoldMs + pollMarginMs);
      const seconds = (answer.took / 1_000).toFixed(1);
      const retcode = answer.response && retcodeOf(answer.text);
      if (retcode === undefined) {
        return { hold: cut(answer, seconds, this.#settings) };
      }
      if (retcode === OTHER_POLL) {
        return { hold: fails(t("A poll was cut off and sent again on the way, {0} s after it began: the gateway refused a second one ({1}).", seconds, retcode), ...fixesOfCut(this.#settings)) };
      }
      if (retcode !== "0") {
        return this.#refused(retcode);
      }
      if (!JSON.parse(answer.text).event) {
        return { hold: held(answer.took, seconds, pollHoldMs) };
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    return { hold: unchecked(t("Every poll brought an event. Try again with an agent to whom nothing happens.")) };
  }

  #refused(retcode) {
    const hold = unchecked(t("The gateway refused the poll ({0}).", retcode));
    const isUnknown = ["100-006", "000-003"].includes(retcode);
    const fix = t("Have the web server set the cookie from Set-GUID and send it on as the header Guid; inside a CRM's frame it must be Secure, SameSite=None and Partitioned.");
    return isUnknown && this.#isCookie ? { hold, "set-guid": fails(t("After the sign-in the gateway does not know the session: the cookie is not kept or not passed on."), fix) } : { hold };
  }

  /** Signs out; what is to be said if that was not confirmed. */
  async signOut() {
    const { response, text } = await this.#ask("DELETE", `onlineagent/${this.#agent}/logout`);
    const isOut = ["0", "100-006", "100-008"].includes(response && retcodeOf(text));
    return isOut ? t("Signed out again.") : t("The sign-out was not confirmed. The gateway ends the session by itself after two minutes; until then a sign-in elsewhere is refused.");
  }

  async #ask(method, path, body, limit) {
    const headers = this.#guid ? { Guid: this.#guid } : {};
    const credentials = this.#isCookie ? "same-origin" : "omit";
    const answer = await ask(`${this.#settings.base}/${path}`, { ...init(this.#settings, method, headers, body), credentials }, limit);
    const told = answer.response?.headers.get("Set-GUID");
    if (told && !this.#isCookie) {
      this.#guid = told.replace(/^JSESSIONID=/, "").trim();
    }
    return answer;
  }
}

function notSignedIn(retcode) {
  if (retcode === undefined) {
    return unchecked(t("The sign-in was not answered by the gateway. See the rows above."));
  }
  return retcode === "100-002"
    ? unchecked(t("This agent is signed in elsewhere, and nothing was forced. Sign out there or use another agent."))
    : unchecked(t("The gateway refused the sign-in ({0}).", retcode));
}

function cut({ response, failure }, seconds, { pollHoldMs, pollMarginMs }) {
  const wanted = (pollHoldMs + pollMarginMs) / 1_000;
  if (failure === "timeout") {
    return fails(
      t("A poll was not answered within {0} s.", wanted),
      t("The gateway holds polls longer than set: set limits.pollHoldMs in toolbar.json to what the gateway is set to."),
      t("Something between swallows the answer: try from another network, without proxy or VPN."),
    );
  }
  const found = response ? t("A poll was ended after {0} s with HTTP {1}, before the gateway had answered.", seconds, response.status) : t("A poll was cut off after {0} s without an answer.", seconds);
  return fails(found, ...fixesOfCut({ pollHoldMs, pollMarginMs }));
}

/** A browser sends a request again by itself where the connection that it used again has died. */
function fixesOfCut({ pollHoldMs, pollMarginMs }) {
  const wanted = (pollHoldMs + pollMarginMs) / 1_000;
  return [
    t("A web server, proxy or firewall on the way ends requests that wait. Let them wait for more than {0} s; with nginx: proxy_read_timeout 45s.", wanted),
    t("The gateway was restarted in this moment: press “Run again”."),
  ];
}

function held(took, seconds, hold) {
  const set = hold / 1_000;
  if (took < hold - TOLERANCE) {
    return limited(t("The gateway holds a poll for {0} s, and {1} s are set.", seconds, set), t("Set limits.pollHoldMs in toolbar.json to what the gateway is set to, so that the toolbar notices sooner when it is lost."));
  }
  return works(t("A poll was held for {0} s; {1} s are set.", seconds, set));
}
