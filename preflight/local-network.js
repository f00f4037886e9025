// Whether the browser lets this page reach addresses of the local network.
//
// Newer browsers ask a person, or follow a policy of the company, before a page from outside reaches a private
// address, and refuse without a word. Whether the gateway's address counts as private only the browser knows.

import { fails, t, unknown, works } from "./finding.js";

/** Each name that browsers have or had for it. */
const NAMES = ["local-network-access", "local-network", "loopback-network"];

/** The permission's `state`, whether the browser knows it, and the finding for a gateway that was not reached. */
export async function localNetwork() {
  const states = (await Promise.all(NAMES.map(stateOf))).filter(Boolean);
  const isKnown = states.length > 0;
  const allowing = document.featurePolicy ?? document.permissionsPolicy;
  const isHeldByFrame = isKnown && NAMES.some((name) => allowing?.features().includes(name) && !allowing.allowsFeature(name));
  const state = isHeldByFrame || states.includes("denied") ? "denied" : states.includes("prompt") ? "prompt" : isKnown ? "granted" : undefined;
  return { isKnown, state, finding: finding(state, isHeldByFrame) };
}

async function stateOf(name) {
  try {
    return (await navigator.permissions.query({ name })).state;
  } catch {
    return undefined;
  }
}

const ONE_ADDRESS = t("Or have the gateway proxied at this page's own address, which needs no permission.");

function finding(state, isHeldByFrame) {
  if (isHeldByFrame) {
    return fails(t("The frame around this page, or its own Permissions-Policy, withholds the local network."), t("Give the frame allow=\"local-network-access\", every frame around it too. {0}", ONE_ADDRESS));
  }
  if (state === "denied") {
    return fails(t("The browser has been told not to let this page reach the local network."), t("Allow “Local network access” for this site in the browser, or for all desks by its policy LocalNetworkAccessAllowedForUrls. {0}", ONE_ADDRESS));
  }
  if (state === "prompt") {
    return unknown(
      t("The browser asks a person before this page may reach the local network, and nobody has allowed it yet."),
      t("If the gateway has a private address, press “Allow” when the browser asks, or allow it for all desks by the policy LocalNetworkAccessAllowedForUrls. {0}", ONE_ADDRESS),
    );
  }
  return state === "granted" ? works(t("The browser has been told to let this page reach the local network.")) : unknown(t("This browser does not tell whether it holds such requests back."));
}
