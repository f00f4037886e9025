// The toolbar's settings, as far as they decide how the gateway is reached.
//
// The toolbar itself judges every value and names a wrong one; here only those are judged that are used.

import { fails, t, works } from "./finding.js";
import { ask } from "./requests.js";

const DEFAULTS = { gateway: "/agentgateway/resource", session: "header", pollHoldMs: 10_000, pollMarginMs: 5_000 };

/** Reads `toolbar.json`: the settings, if they can be used, and what came of it. */
export async function readSettings() {
  const { response, text, failure } = await ask("toolbar.json", { cache: "no-cache" });
  if (failure === "policy") {
    return { finding: fails(t("The policy of this page lets it ask for nothing at its own address."), t("Add connect-src 'self' to the Content-Security-Policy.")) };
  }
  if (!response) {
    return { finding: fails(t("toolbar.json could not be read."), t("Put toolbar.json beside this page. “{}” is a complete one.")) };
  }
  if (!response.ok) {
    return { finding: fails(t("toolbar.json is answered with HTTP {0}.", response.status), t("Put toolbar.json beside this page. “{}” is a complete one.")) };
  }
  const file = parsed(text);
  if (!file) {
    return { finding: fails(t("toolbar.json is not one JSON object."), t("Correct the file, or see that the web server sends the file itself and no other page in its place.")) };
  }
  const wrong = wrongName(file);
  if (wrong) {
    return { finding: fails(t("“{0}” in toolbar.json has a wrong value.", wrong), t("Correct it; the README lists what it may be. The toolbar uses no file with a wrong value.")) };
  }
  const settings = { ...DEFAULTS, ...present(file), ...present(file.limits ?? {}) };
  settings.base = new URL(settings.gateway.replace(/\/+$/, ""), location.href);
  settings.isSameOrigin = settings.base.origin === location.origin;
  return { settings, finding: works(t("Gateway: {0}. Session: {1}.", settings.isSameOrigin ? settings.base.pathname : settings.base.href, settings.session)) };
}

function parsed(text) {
  try {
    const file = JSON.parse(text.replace(/^\ufeff/, ""));
    return file && typeof file === "object" && !Array.isArray(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** The values that are there; null is none. */
function present(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

const RULES = {
  gateway: (value) => typeof value === "string" && /^(\/(?!\/)|https?:\/\/)[^?#\\ @]*$/.test(value),
  session: (value) => ["header", "cookie"].includes(value),
  limits: (value) => typeof value === "object" && !Array.isArray(value),
  language: (value) => ["en", "zh-CN"].includes(value),
  theme: (value) => ["auto", "light", "dark"].includes(value),
};

const LIMITS = {
  pollHoldMs: (value) => Number.isInteger(value) && value >= 1_000 && value <= 24_000,
  pollMarginMs: (value) => Number.isInteger(value) && value >= 1_000 && value <= 30_000,
};

function wrongName(file) {
  const broken = (rules, values) => Object.entries(present(values)).find(([name, value]) => rules[name]?.(value) === false)?.[0];
  const wrong = broken(RULES, file);
  const limit = wrong ?? broken(LIMITS, file.limits ?? {});
  return wrong ?? (limit && `limits.${limit}`);
}
