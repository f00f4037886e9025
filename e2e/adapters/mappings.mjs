// What the adapters' mappings make of events and of the vendors' messages, without a browser.

import { follow } from "../../host/adapters/adapter.js";
import * as dynamics from "../../host/adapters/dynamics/mapping.js";
import * as hubSpot from "../../host/adapters/hubspot/mapping.js";
import { searchable } from "../../host/adapters/numbers.js";
import * as salesforce from "../../host/adapters/salesforce/mapping.js";
import * as zendesk from "../../host/adapters/zendesk/mapping.js";

const CALL = { caller: "07551234567", called: "4008", skill: "Orders", since: 1000 };
const ringing = { name: "call.ringing", callId: "7", offer: 3, call: CALL, leads: true };
const elsewhere = { ...ringing, leads: false };
const again = { ...ringing, offer: 4 };
const onward = { ...again, present: true };
const answered = { ...ringing, name: "call.answered" };
const ended = (name, how) => ({ ...ringing, name, call: { ...CALL, how }, by: "unknown" });
const state = (word) => ({ name: "agent.stateChanged", agent: { state: word } });
const RECORD = { portalId: 1, objectId: 42, objectTypeId: "0-1" };

/** Every case, for `runCases`. */
export const MAPPINGS = [
  [
    "HubSpot is told of a call once, however often the toolbar tells it",
    (check) => {
      check.equal(methods([ringing, { ...ringing, present: true }]), ["incomingCall"]);
      check.equal(told([ringing])[0][1], {
        externalCallId: "7/3",
        fromNumber: "07551234567",
        toNumber: "4008",
        callStartTime: 1000,
        createEngagement: true,
      });
    },
  ],
  [
    "HubSpot is told of a call that is offered again as another",
    (check) => {
      const ids = told([ringing, ended("call.rejected", "rejected"), again]).map(([, words]) => words.externalCallId);
      check.equal(ids, ["7/3", "7/3", "7/3", "7/4"]);
    },
  ],
  [
    "HubSpot's engagement of a call that rings on as another offer stays the one, and ends with it",
    (check) => {
      const calls = told([ringing, onward, { ...answered, offer: 4 }, { ...ended("call.ended", "released"), offer: 4 }]);
      check.equal(
        calls.map(([method, { externalCallId }]) => [method, externalCallId]),
        [
          ["incomingCall", "7/3"],
          ["callAnswered", "7/3"],
          ["callEnded", "7/3"],
          ["callCompleted", "7/3"],
        ],
      );
      const [named] = hubSpot.fromHubSpot(after([ringing, onward]), "onCreateEngagementSucceeded", { engagementId: 99 });
      const [answeredOnward] = hubSpot.fromToolbar(named, { ...answered, offer: 4 });
      check.equal(hubSpot.fromHubSpot(answeredOnward, "onEndCall")[2], [["drop", "7", { offer: 4 }]]);
      check.equal(methods([ringing, onward, ended("call.missed", "missed")]), ["incomingCall"]);
      check.equal(methods([onward]), ["incomingCall"]);
    },
  ],
  [
    "HubSpot is told how a call ended, as far as the gateway has said",
    (check) => {
      const status = (how) => told([ringing, ended("call.ended", how)])[1][1].callEndStatus;
      check.equal(["released", "missed", "rejected", "sessionEnded"].map(status), [
        "COMPLETED",
        "MISSED",
        "REJECTED",
        undefined,
      ]);
      check.equal(methods([ringing, answered, ended("call.ended", "released")]), [
        "incomingCall",
        "callAnswered",
        "callEnded",
        "callCompleted",
      ]);
    },
  ],
  [
    "HubSpot hears of a call taken from a queue, which rings nowhere",
    (check) => {
      check.equal(methods([answered]), ["incomingCall", "callAnswered"]);
    },
  ],
  [
    "HubSpot hears nothing of a call that is found connected when the page is loaded",
    (check) => {
      check.equal(methods([{ ...answered, present: true }, ended("call.ended", "released")]), []);
    },
  ],
  [
    "HubSpot is told of the agent's state where it changes, and of none that is not known",
    (check) => {
      check.equal(
        methods([state("ready"), state("ready"), state("notKnown"), state("occupied"), state("busy"), state("ready")]),
        ["userAvailable", "userUnavailable", "userAvailable"],
      );
      check.equal(methods([{ name: "session.started" }, { name: "session.lost" }]), ["userLoggedIn", "userLoggedOut"]);
    },
  ],
  [
    "HubSpot's engagement is named when the call ends",
    (check) => {
      const [memory] = hubSpot.fromHubSpot(after([ringing]), "onCreateEngagementSucceeded", { engagementId: 99 });
      const [, calls] = hubSpot.fromToolbar(memory, ended("call.missed", "missed"));
      check.equal(
        calls.map(([, words]) => words.engagementId),
        [99, 99],
      );
    },
  ],
  [
    "HubSpot's engagement is given to no call where it could be of two",
    (check) => {
      const two = after([ringing, again]);
      const [memory] = hubSpot.fromHubSpot(two, "onCreateEngagementSucceeded", { engagementId: 99 });
      check.equal(memory, two);
      const [named] = hubSpot.fromHubSpot(two, "onCreateEngagementSucceeded", {
        engagementId: 99,
        externalCallId: "7/4",
      });
      check.equal([named.calls["7/3"].engagementId, named.calls["7/4"].engagementId], [undefined, 99]);
    },
  ],
  [
    "HubSpot opens the caller's record where exactly one was found",
    (check) => {
      const pop = (memory, ...found) =>
        hubSpot.fromHubSpot(memory, "onCallerIdMatchSucceeded", { callerIdMatches: found })[1];
      const match = { callerIdType: "CONTACT", objectCoordinates: RECORD };
      check.equal(pop(after([ringing]), match), [["navigateToRecord", { objectCoordinates: RECORD }]]);
      check.equal(pop(after([ringing]), match, match), []);
      check.equal(pop(after([ringing])), []);
      check.equal(pop(hubSpot.NOTHING, match), []);
    },
  ],
  [
    "HubSpot can end the one connected call, and no other",
    (check) => {
      const asks = (events) => hubSpot.fromHubSpot(after(events), "onEndCall")[2];
      check.equal(asks([ringing, answered]), [["drop", "7", { offer: 3 }]]);
      check.equal(asks([ringing]), []);
      check.equal(asks([ringing, answered, again, { ...again, name: "call.answered" }]), []);
    },
  ],
  [
    "HubSpot has no call left, and can end none, once a toolbar that was begun anew knows nothing of it",
    (check) => {
      const events = [ringing, answered, ended("call.ended", "sessionEnded"), { name: "session.lost" }];
      check.equal(methods(events).slice(2), ["callEnded", "callCompleted", "userLoggedOut"]);
      check.equal(after(events), hubSpot.NOTHING);
      check.equal(hubSpot.fromHubSpot(after(events), "onEndCall")[2], []);
    },
  ],
  [
    "HubSpot's other words are understood",
    (check) => {
      const [, calls] = hubSpot.fromHubSpot(hubSpot.NOTHING, "onDialNumber", { phoneNumber: "1" });
      check.equal(
        calls.map(([method]) => method),
        ["sendError"],
      );
      const display = (isMinimized) => hubSpot.fromHubSpot(hubSpot.NOTHING, "onVisibilityChanged", { isMinimized })[2];
      check.equal([display(true), display(false)], [[["setDisplay", "minimized"]], [["setDisplay", "docked"]]]);
      check.equal(hubSpot.fromHubSpot(hubSpot.NOTHING, "onSomethingNew", {}), [hubSpot.NOTHING, [], []]);
    },
  ],
  [
    "only one of HubSpot's two copies tells of a call",
    (check) => {
      check.equal(
        [
          { iframeLocation: "remote" },
          { iframeLocation: "remote", usesCallingWindow: false },
          { iframeLocation: "window" },
          {},
        ].map(hubSpot.isOnlyShown),
        [true, false, false, false],
      );
    },
  ],
  [
    "HubSpot's window tells of a call whether its toolbar rings or not, and of two tabs without a window the one that rings",
    (check) => {
      const copies = [{ iframeLocation: "window" }, { iframeLocation: "remote" }, {}, undefined];
      check.equal(copies.map(hubSpot.isOnlyTeller), [true, false, false, false]);
      const inFollower = (...events) => events.map((event) => ({ ...event, leads: false }));
      const end = ended("call.ended", "released");
      check.equal(methods(inFollower(ringing, answered, end)), []);
      const rest = ["callAnswered", "callEnded", "callCompleted"];
      check.equal(methods([ringing, ...inFollower(answered, end)]), ["incomingCall", ...rest]);
      check.equal(
        methods([ringing, ...inFollower(onward, { ...answered, offer: 4 }, { ...end, offer: 4 })]),
        ["incomingCall", ...rest],
      );
    },
  ],
  [
    "a tab that does not ring opens nothing",
    (check) => {
      check.equal(zendesk.fromToolbar(elsewhere), []);
      check.equal(zendesk.search(elsewhere), null);
      check.equal(salesforce.fromToolbar(elsewhere, "inbound"), []);
      check.equal(dynamics.fromToolbar(elsewhere, "incoming"), []);
      check.equal(dynamics.notification(elsewhere, "incoming"), null);
    },
  ],
  [
    "whether a tab rings is what the toolbar says when an event is told",
    (check) => {
      const handlers = {};
      let leader = "joining";
      const heard = [];
      const toolbar = { on: (name, handler) => (handlers[name] = handler), getSnapshot: () => ({ leader }) };
      follow(toolbar, ({ name, leads }) => heard.push([name, leads]));
      for (leader of ["alone", "joining", "following", "leading", "takingOver"]) {
        handlers["call.ringing"]({ name: "call.ringing" });
      }
      check.equal(
        heard,
        [true, false, false, true, false].map((leads) => ["call.ringing", leads]),
      );
    },
  ],
  [
    "Zendesk shows the panel, and opens the user where exactly one was found",
    (check) => {
      check.equal(zendesk.fromToolbar(ringing), [["invoke", "popover", "show"]]);
      check.equal(zendesk.fromToolbar(answered), []);
      check.equal(zendesk.search(ringing).url, "/api/v2/users/search.json?query=phone%3A07551234567");
      check.equal(zendesk.search({ ...ringing, present: true }), null);
      check.equal(zendesk.search({ ...ringing, call: { ...CALL, caller: null } }), null);
      check.equal(zendesk.found({ users: [{ id: 5 }] }), [["invoke", "routeTo", "user", 5]]);
      check.equal(zendesk.found({ users: [{ id: 5 }, { id: 6 }] }), []);
    },
  ],
  [
    "Salesforce shows the panel and searches for the caller",
    (check) => {
      check.equal(salesforce.fromToolbar(ringing, "inbound"), [
        ["setSoftphonePanelVisibility", { visible: true }],
        ["searchAndScreenPop", { searchParams: "07551234567", queryParams: "", callType: "inbound", deferred: false }],
      ]);
      check.equal(salesforce.fromToolbar({ ...ringing, present: true }, "inbound").length, 1);
      check.equal(salesforce.fromToolbar(answered, "inbound"), []);
    },
  ],
  [
    "Dynamics shows the panel, opens the caller and notifies where a template is named",
    (check) => {
      check.equal(
        dynamics.fromToolbar(ringing, "").map(([method]) => method),
        ["setMode", "searchAndOpenRecords"],
      );
      check.equal(dynamics.fromToolbar(answered, ""), []);
      check.equal(dynamics.notification(ringing, ""), null);
      const shown = dynamics.notification(ringing, "incoming");
      check.equal(shown.templateParameters, { caller: "07551234567", called: "4008", skill: "Orders" });
      check.equal(dynamics.fromToolbar(answered, "incoming"), [["cancelEvent", shown.cancellationToken]]);
      check.equal(dynamics.fromToolbar({ name: "session.started" }, "incoming"), []);
      check.equal(dynamics.fromToolbar(onward, "incoming").slice(1), [["cancelEvent", shown.cancellationToken]]);
      check.equal(dynamics.notification(onward, "incoming").cancellationToken, shown.cancellationToken);
    },
  ],
  [
    "Dynamics answers by a person's press alone, and the call that was notified",
    (check) => {
      const decided = (actionName, responseReason) =>
        dynamics.fromNotification(ringing, { value: { actionName, responseReason } });
      check.equal(decided("Accept", "Accept"), ["answer", "7", { offer: 3 }]);
      check.equal(decided("Accept", "AutoAccept"), null);
      check.equal(decided("Reject", "DeclinedByAgent"), null);
      check.equal(decided("Timeout", "DisplayTimeout"), null);
      check.equal(dynamics.fromNotification(ringing, {}), null);
    },
  ],
  [
    "nothing but digits and a leading plus of a number reaches a search",
    (check) => {
      const rows = [
        ["+46 8 555 0142", "+4685550142"],
        ["0755'; drop table--", "0755"],
        ["1 eq 1 or '", "11"],
        ["4+5", "45"],
        ["anonymous", null],
        ["+", null],
        ["", null],
        [null, null],
      ];
      for (const [number, expected] of rows) {
        check.equal(searchable(number), expected, String(number));
      }
    },
  ],
];

function run(events) {
  return events.reduce(
    ([memory, calls], event) => {
      const [next, more] = hubSpot.fromToolbar(memory, event);
      return [next, [...calls, ...more]];
    },
    [hubSpot.NOTHING, []],
  );
}

const after = (events) => run(events)[0];
const told = (events) => run(events)[1];
const methods = (events) => told(events).map(([method]) => method);
