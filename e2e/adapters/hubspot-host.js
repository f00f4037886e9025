// Stands for HubSpot: its side of the bridge is the one in HubSpot's own package, and it does with each message what
// "Receive incoming calls" of developers.hubspot.com/docs says that HubSpot does.

import { Constants, IFrameManager } from "@hubspot/calling-extensions-sdk";

const { messageType } = Constants;
const CONTACTS = {
  "07551234567": {
    callerIdType: "CONTACT",
    firstName: "Amara",
    lastName: "Lindqvist",
    email: "amara@brightwater.example",
    objectCoordinates: { portalId: 1, objectId: 42, objectTypeId: "0-1" },
  },
};

let engagements = 900;

/** Everything that the calling app has said. */
window.heard = [];

window.manager = new IFrameManager({
  iFrameOptions: { src: document.body.dataset.app, width: "600px", height: "300px", hostElementSelector: "#calling" },
  debugMode: false,
  onMessageHandler({ type, data }) {
    window.heard.push({ type, data });
    if (type === messageType.INCOMING_CALL) {
      receive(data);
    } else if (type === messageType.NAVIGATE_TO_RECORD) {
      const { portalId, objectTypeId, objectId } = data.objectCoordinates;
      history.pushState(null, "", `#/contacts/${portalId}/record/${objectTypeId}/${objectId}`);
      document.querySelector("h1").textContent = "Amara Lindqvist";
    }
  },
});

/** An incoming call: an engagement is created where that was asked for, and the number is looked up. */
function receive({ createEngagement, fromNumber }) {
  if (createEngagement) {
    send(messageType.CREATE_ENGAGEMENT_SUCCEEDED, { engagementId: ++engagements });
  }
  const contact = CONTACTS[fromNumber];
  send(contact ? messageType.CALLER_ID_MATCH_SUCCEEDED : messageType.CALLER_ID_MATCH_FAILED, {
    callerIdMatches: contact ? [contact] : [],
  });
}

function send(type, data) {
  window.manager.sendMessage({ type, data });
}

/** HubSpot says something of its own accord. */
window.say = send;
