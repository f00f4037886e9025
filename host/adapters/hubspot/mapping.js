// What the toolbar's events mean in HubSpot's Calling Extensions, and HubSpot's messages for the toolbar.
//
// Contract: "Calling Extensions SDK" and "Receive incoming calls", developers.hubspot.com/docs, for version 0.9.7 of
// @hubspot/calling-extensions-sdk. Both functions are pure: what must be remembered goes in and comes out. HubSpot has
// no message that asks for an answer, so the agent answers in the toolbar.

/** Nobody signed in, no call told. `calls`: what HubSpot knows of, by its `externalCallId`, and which offer that is now. */
export const NOTHING = { isAvailable: null, calls: {} };

const ENDS = { released: "COMPLETED", missed: "MISSED", rejected: "REJECTED" };

const SIZE = { width: 400, height: 220 };

/** What is remembered after an event of the toolbar, and what HubSpot is told: `[method, ...arguments]` of its SDK. */
export function fromToolbar(memory, event) {
  switch (event.name) {
    case "session.started":
      return [memory, [["userLoggedIn"]]];
    case "session.lost":
    case "session.ended":
      return [{ ...memory, isAvailable: null }, [["userLoggedOut"]]];
    case "agent.stateChanged":
      return availability(memory, event.agent.state);
    case "call.ringing":
      return rung(memory, event);
    case "call.answered":
      return answered(memory, event);
    default:
      return ended(memory, event);
  }
}

/** What is remembered after a message of HubSpot, what HubSpot is told, and what the toolbar is asked. */
export function fromHubSpot(memory, name, data = {}) {
  switch (name) {
    case "onReady":
      return [memory, [["initialized", { isLoggedIn: false, sizeInfo: SIZE }]], []];
    case "onCreateEngagementSucceeded":
      return [withEngagement(memory, data), [], []];
    case "onCallerIdMatchSucceeded":
      return [memory, popped(memory, data.callerIdMatches ?? []), []];
    case "onDialNumber":
      return [memory, [["sendError", { message: "This phone cannot dial out." }]], []];
    case "onEndCall":
      return [memory, [], dropped(memory)];
    case "onVisibilityChanged":
      return [memory, [], [["setDisplay", data.isMinimized ? "minimized" : "docked"]]];
    default:
      return [memory, [], []];
  }
}

/**
 * Whether this page only shows what another tells: HubSpot can keep two copies, one in its navigation bar ("remote")
 * and one in a window of its own, and wants to hear of a call from the window alone.
 */
export function isOnlyShown({ iframeLocation, usesCallingWindow } = {}) {
  return iframeLocation === "remote" && usesCallingWindow !== false;
}

/** Whether this page is in HubSpot's calling window, of which there is one: it tells of calls whichever tab rings. */
export function isOnlyTeller({ iframeLocation } = {}) {
  return iframeLocation === "window";
}

/** One engagement for each offer: the same call may come again. */
const externalId = ({ callId, offer }) => `${callId}/${offer}`;

/** By which `externalCallId` HubSpot knows this offer. */
const knownAs = ({ calls }, { callId, offer }) =>
  Object.keys(calls).find((id) => calls[id].callId === callId && calls[id].offer === offer);

/** A call that rings on as another offer is the one that HubSpot knows. */
function rung(memory, event) {
  const { callId, offer, present } = event;
  const before = present && Object.keys(memory.calls).find((id) => memory.calls[id].callId === callId);
  if (before) {
    return [{ ...memory, calls: { ...memory.calls, [before]: { ...memory.calls[before], offer } } }, []];
  }
  return knownAs(memory, event) || !event.leads ? [memory, []] : begun(memory, event);
}

function availability(memory, state) {
  const isAvailable = state === "ready";
  if (state === "notKnown" || memory.isAvailable === isAvailable) {
    return [memory, []];
  }
  return [{ ...memory, isAvailable }, [[isAvailable ? "userAvailable" : "userUnavailable"]]];
}

function begun(memory, event) {
  const { callId, offer, call } = event;
  const externalCallId = externalId(event);
  const told = {
    externalCallId,
    fromNumber: call.caller ?? "",
    toNumber: call.called ?? "",
    callStartTime: call.since,
    createEngagement: true,
  };
  const calls = { ...memory.calls, [externalCallId]: { callId, offer, isAnswered: false } };
  return [{ ...memory, calls }, [["incomingCall", told]]];
}

/**
 * A call taken from a queue rings nowhere. One that this page finds connected when it is loaded, or that another tab has
 * told, HubSpot has by now.
 */
function answered(memory, event) {
  const known = knownAs(memory, event);
  if (!known && (event.present || !event.leads)) {
    return [memory, []];
  }
  const [after, first] = known ? [memory, []] : begun(memory, event);
  const externalCallId = known ?? externalId(event);
  if (after.calls[externalCallId].isAnswered) {
    return [memory, []];
  }
  const calls = { ...after.calls, [externalCallId]: { ...after.calls[externalCallId], isAnswered: true } };
  return [{ ...after, calls }, [...first, ["callAnswered", { externalCallId }]]];
}

function ended(memory, event) {
  const externalCallId = knownAs(memory, event);
  if (!externalCallId) {
    return [memory, []];
  }
  const { [externalCallId]: known, ...calls } = memory.calls;
  const names = { externalCallId, ...(known.engagementId && { engagementId: known.engagementId }) };
  const status = ENDS[event.call.how];
  return [
    { ...memory, calls },
    [
      ["callEnded", { ...names, ...(status && { callEndStatus: status }) }],
      ["callCompleted", { ...names, hideWidget: false }],
    ],
  ];
}

/** HubSpot names the call, or there is only one that waits for its engagement. */
function withEngagement(memory, { engagementId, externalCallId }) {
  const waiting = Object.keys(memory.calls).filter((id) => !memory.calls[id].engagementId);
  const id = externalCallId ?? (waiting.length === 1 ? waiting[0] : undefined);
  const known = memory.calls[id];
  return known ? { ...memory, calls: { ...memory.calls, [id]: { ...known, engagementId } } } : memory;
}

/** The caller's record is opened where there is exactly one: a wrong one would be worse than none. */
function popped(memory, matches) {
  const isCalled = Object.keys(memory.calls).length > 0;
  return isCalled && matches.length === 1
    ? [["navigateToRecord", { objectCoordinates: matches[0].objectCoordinates }]]
    : [];
}

/** HubSpot does not say which call it means, so it can only be the only one. */
function dropped(memory) {
  const answered = Object.values(memory.calls).filter(({ isAnswered }) => isAnswered);
  return answered.length === 1 ? answered.map(({ callId, offer }) => ["drop", callId, { offer }]) : [];
}
