// What the browser lets this page do: sound, notifications, tabs that know of each other, storage, workers.

import { fails, limited, t, works } from "./finding.js";

/** What every try here is named after. */
const NAME = "agent-toolbar preflight";

/** How long the browser may take to answer, in milliseconds. */
const PATIENCE = 2_000;
/** How long it may take to let sound through: as long as the toolbar waits. */
const SOUND_PATIENCE = 400;

const isFramed = () => window.top !== window;

/** What comes of it; undefined where it fails or takes too long. */
async function attempt(act, patience = PATIENCE) {
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, patience)));
  try {
    return await Promise.race([act(), late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Whether a ring would be heard. */
export async function autoplay() {
  const allowing = document.featurePolicy ?? document.permissionsPolicy;
  const isDelegated = !allowing || allowing.allowsFeature("autoplay");
  const state = await attempt(soundState);
  if (state === "running") {
    return works(navigator.userActivation?.hasBeenActive ? t("Sound is let through, now that something has been pressed on this page.") : t("Sound is let through without a press."));
  }
  if (state === undefined) {
    return fails(t("This browser makes no sound for pages."), t("Use a browser with Web Audio, and see that the computer has a sound device."));
  }
  if (!isDelegated) {
    return fails(t("The frame around this page, or its own Permissions-Policy, withholds sound."), t("Give the frame allow=\"autoplay\", every frame around it too. Otherwise a call rings silently until somebody presses something inside the toolbar."));
  }
  return limited(
    t("Sound is held back until something is pressed on the page."),
    t("The press on “Sign in” is enough. After a reload the toolbar asks for another one; to do without, allow sound for this site in the browser, or by its policy AutoplayAllowlist."),
  );
}

async function soundState() {
  const context = new AudioContext();
  const running = new Promise((resolve) => (context.onstatechange = resolve));
  await attempt(() => (context.state === "running" ? undefined : running), SOUND_PATIENCE);
  const { state } = context;
  context.close();
  return state;
}

/** Whether a call can be shown while the agent looks at another program. */
export function notifications() {
  const permission = globalThis.Notification?.permission;
  if (permission === "granted") {
    return works(t("Notifications are allowed."));
  }
  if (isFramed()) {
    return limited(t("Inside a frame browsers show no notifications."), t("Have the page around the toolbar show a call, or use the toolbar in a window of its own too."));
  }
  if (permission === "default") {
    return limited(t("Nobody has allowed notifications yet."), t("The toolbar asks at the sign-in: press “Allow”, or allow them for all desks by the browser's policy NotificationsAllowedForUrls."));
  }
  return limited(t("Notifications are blocked."), t("Allow them for this site in the browser's settings. Without them an agent who looks elsewhere only hears a call."));
}

/** Whether tabs can agree on one that leads. */
export async function locks() {
  const granted = await attempt(() => navigator.locks.request(NAME, () => "granted"));
  return granted
    ? works(t("Tabs can agree on one that rings."))
    : limited(
        t("The browser grants no locks to this page."),
        t("Serve the toolbar by https and allow this site to save data on the computer, or let each agent keep one tab with the toolbar open."),
      );
}

/** Whether tabs can speak to each other. */
export async function channel() {
  const heard = await attempt(heardOverChannel);
  return heard ? works(t("Tabs can tell each other what happens.")) : limited(t("The browser lets tabs of this page not speak to each other."), t("Let each agent keep one tab with the toolbar open, or use a current browser."));
}

async function heardOverChannel() {
  const [from, to] = [new BroadcastChannel(NAME), new BroadcastChannel(NAME)];
  try {
    const heard = new Promise((resolve) => (to.onmessage = ({ data }) => resolve(data === NAME)));
    from.postMessage(NAME);
    return await attempt(() => heard);
  } finally {
    from.close();
    to.close();
  }
}

/** Whether a reload can go on where it was. */
export async function storage() {
  if (!(await attempt(kept))) {
    return limited(t("The browser saves nothing for this page."), t("Allow this site to save data on the computer (cookies and site data), inside the CRM's page too. Without it a reload means signing in again."));
  }
  return works(isFramed() ? t("The browser saves data for this page, and may keep it apart for each site that frames it.") : t("The browser saves data for this page."));
}

function kept() {
  sessionStorage.setItem(NAME, NAME);
  const isKept = sessionStorage.getItem(NAME) === NAME;
  sessionStorage.removeItem(NAME);
  return isKept;
}

/** Whether a call is noticed in time in a tab that nobody looks at. */
export async function worker() {
  try {
    trusted ??= globalThis.trustedTypes?.createPolicy("agent-toolbar", { createScriptURL: () => WORKER });
  } catch {
    return limited(t("The Content-Security-Policy refuses the toolbar's own Trusted Types policy, so there is no worker."), t("Name it there: trusted-types agent-toolbar. {0}", WITHOUT_WORKER));
  }
  const answer = await attempt(timerAnswer);
  return answer === 1
    ? works(t("The page may have a worker, so its timers run on in a hidden tab."))
    : limited(t("The page may have no worker."), t("Add worker-src 'self' to the Content-Security-Policy. {0}", WITHOUT_WORKER));
}

const WITHOUT_WORKER = t("Without a worker a call may be shown late in a tab that nobody looks at.");

/** The toolbar's own worker, and under Trusted Types who may name it. */
const WORKER = new URL("timer-worker.js", location.href).href;
let trusted;

/** A wait of no time. */
async function timerAnswer() {
  const worker = new Worker(trusted?.createScriptURL("") ?? WORKER);
  try {
    const answer = new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = reject;
    });
    worker.postMessage([1, 0]);
    return await attempt(() => answer);
  } finally {
    worker.terminate();
  }
}
