// What the toolbar's events mean in Dynamics 365's Channel Integration Framework 2.0. Not proven against Dynamics.
//
// Contract: "JavaScript API reference" of version 2.0, learn.microsoft.com/dynamics365/channel-integration-framework:
// `setMode`, `searchAndOpenRecords`, `notifyEvent`, `cancelEvent`. Its notification can be accepted, which answers the
// call where this page is granted `answer`; a rejection cannot say which of the two kinds it means, so it only opens
// the panel, where the toolbar asks.

import { searchable } from "../numbers.js";

const DOCKED = 1;

/** Names the notification of a call, whatever offer of it rings. */
const token = ({ callId }) => `agent-toolbar-${callId}`;

/** What the framework is asked to do: `[method, ...arguments]`. `template`: the notification's, as it is set up there. */
export function fromToolbar(event, template) {
  const { name, call, present, leads } = event;
  // Also of a call that rings on as another offer: what was shown of it answers the one before.
  const cancel = template ? [["cancelEvent", token(event)]] : [];
  if (name === "call.ringing" && !leads) {
    return [];
  }
  if (name === "call.ringing") {
    const number = present ? null : searchable(call.caller);
    return [
      ["setMode", DOCKED],
      ...(present ? cancel : []),
      ...(number ? [["searchAndOpenRecords", "contact", byNumber(number), false]] : []),
    ];
  }
  return name.startsWith("call.") ? cancel : [];
}

/** The notification of a call that rings, for `notifyEvent`; `null` where there is none to show. */
export function notification(event, template) {
  if (event.name !== "call.ringing" || !event.leads || !template) {
    return null;
  }
  const { caller, called, skill } = event.call;
  const templateParameters = { caller: caller ?? "", called: called ?? "", skill: skill ?? "" };
  return { templateName: template, templateParameters, cancellationToken: token(event) };
}

/** What the toolbar is asked when the notification of this event was decided: `[verb, ...arguments]`, or `null`. */
export function fromNotification({ callId, offer }, { value = {} }) {
  // "AutoAccept" is a template's decision, and no call is answered without a person's.
  const isPressed = value.actionName === "Accept" && value.responseReason === "Accept";
  return isPressed ? ["answer", callId, { offer }] : null;
}

/** Without `$search`, so that the record itself is opened where there is one. */
function byNumber(number) {
  const value = encodeURIComponent(number);
  return `?$select=fullname,telephone1,mobilephone&$filter=telephone1 eq '${value}' or mobilephone eq '${value}'`;
}
