/**
 * The agent toolbar in a page of another: its host API.
 *
 * The same API is given by both ways in: `init` frames the toolbar (this module), `mount` of the package
 * `agent-toolbar` shows it in the same page.
 *
 * Times are milliseconds since 1970 by the agent's machine. What the gateway has not told is `null`.
 * The session's Guid is in nothing that is told here, whichever way.
 */

/** What can be asked. Over a frame each of these needs a grant, see `hosts` in toolbar.json. */
export type Verb =
  | "answer"
  | "reject"
  | "drop"
  | "rejectConference"
  | "joinConference"
  | "leaveConference"
  | "requestCall"
  | "listQueued"
  | "setReady"
  | "setBusy";

/**
 * What a rejection asks for: `backToQueue` (mode 1, the call goes back to its queue and the agent is busy) or
 * `hangUp` (mode 2, the call is ended and the agent is idle). A host always says which.
 */
export type RejectMode = "backToQueue" | "hangUp";

/** How the toolbar stands in the page: whole, as one line, or not to be seen. A ring is heard in each. */
export type Display = "docked" | "minimized" | "hidden";

/** How `init` shows the toolbar. Gateway, Guid and password are the toolbar's own and have no place here. */
export interface InitOptions {
  /** The address of the toolbar's page, which must be given. Its origin is the only one that is spoken to. */
  src: string;
  /** Stands in the field of the sign-in form at first; any text the gateway may know as an agent id. */
  agentId?: string;
  /** Where it is left out, what toolbar.json says, and else the browser's; a frame's placeholder and title are English then. */
  language?: "en" | "zh-CN";
  /** Where it is left out, what toolbar.json says. */
  theme?: "auto" | "light" | "dark";
  /** `docked` where it is left out. */
  display?: Display;
}

/** How `mount` shows the toolbar in the same page. */
export interface MountOptions extends Omit<InitOptions, "src"> {
  /** The address of toolbar.json; without one every setting has its default. */
  settings?: string;
}

/** What a call can be asked for now, as far as its state goes; a grant is another question. */
export type CallVerb = "answer" | "reject" | "drop";

/** Where a live call is. `notKnown`: the gateway could not tell, twice. */
export type CallState = "alerting" | "ringing" | "talking" | "held" | "notKnown";

/** One live call. */
export interface Call {
  /** The gateway's id of the call. */
  callId: string;
  /**
   * Which offer of that id: the same call may be rejected to its queue and offered again. A call that rings may be
   * given another number where the toolbar was away for a while and cannot know that it is the same offer.
   */
  offer: number;
  state: CallState;
  /** Since when it is there. */
  since: number;
  /** The caller's number. */
  caller: string | null;
  /** The number that was called. */
  called: string | null;
  /** The name of the skill that it came through. */
  skill: string | null;
  isTransfer: boolean;
  /** Who transferred it. */
  transferredFrom: string | null;
  /** How often it has been returned to its queue. */
  requeued: number | null;
  /** The caller has left, says the gateway; the call itself is not over yet. */
  hasCallerLeft: boolean;
  /** The gateway no longer lists it; it is being looked up. */
  isInDoubt: boolean;
  allowed: CallVerb[];
}

/** Who ended a call or an invitation. */
export type EndedBy = "agent" | "caller" | "system" | "unknown";

/** How a call ended for this agent. `sessionEnded`: nothing more is known. */
export type EndedHow = "released" | "missed" | "rejected" | "sessionEnded";

/** A call that is over, as far as is known by now: who ended it may become known later. */
export interface EndedCall {
  callId: string;
  offer: number;
  caller: string | null;
  how: EndedHow;
  /** What was asked for, where it was rejected. */
  mode: RejectMode | null;
  by: EndedBy;
  endedAt: number;
}

/** The conference that the agent is invited to or in; at most one at a time. */
export interface Conference {
  state: "none" | "ringing" | "joined";
  conferenceId: string | null;
  /** Which invitation. */
  offer: number | null;
  since: number | null;
}

/** One caller in a queue. */
export interface QueuedCall {
  callId: string;
  caller: string | null;
  /** Since when it waits, by the gateway's clock. */
  since: number | null;
}

/** One of the agent's skills. */
export interface Skill {
  skillId: number;
  name: string | null;
}

/** The queue panel. The gateway lists the callers to an agent who is not idle, and counts them for any other. */
export interface Queue {
  /** It is read again every few seconds while it is open, and not otherwise. */
  isOpen: boolean;
  /** The agent's skills, once the gateway has told them. */
  skills: Skill[] | null;
  /** The skill whose queue is shown. */
  skillId: number | null;
  /** How many wait, once told. */
  count: number | null;
  /** Who waits, where the gateway lists them. */
  calls: QueuedCall[] | null;
  /** When that was read. */
  readAt: number | null;
}

/** The agent's own state as the gateway reported it. `occupied` is by a call, `busy` by choice or by a rejection. */
export interface Agent {
  state: "notKnown" | "ready" | "busy" | "occupied" | "wrapUp" | "rest";
  /** Why busy, as the gateway numbers it: 1 by the agent, 2 did not answer, 3 by an inspector, 7 rejected a call. */
  reason: number | null;
  since: number;
  /** Busy once the call is over: asked and agreed. */
  isBusyNext: boolean;
}

/** Where the session is. */
export interface Session {
  state: "signedOut" | "signingIn" | "forcedSignInOffered" | "signedIn";
  agentId: string | null;
  /** Since when the agent is signed in. */
  since: number | null;
}

/**
 * How well the gateway is heard.
 *
 * `noToolbar`: the toolbar itself does not answer this page, whatever it may hear; said by this script alone.
 * `off`: no session. `fresh`: as good as it gets. `stale`: some seconds old, or something stands against it.
 * `notReceiving`: calls may be missed. `critical`: about to be signed out by force.
 */
export interface Connection {
  state: "noToolbar" | "off" | "fresh" | "stale" | "notReceiving" | "critical";
  /** What stands against the picture. */
  cause: "switchingOver" | "gone" | "secondPoller" | "checking" | null;
  /** When the gateway last answered well, where that is not just now. */
  lastGood: number | null;
  /** When the gateway signs the agent out by force if it hears nothing. */
  signedOutAt: number | null;
}

/** What part this toolbar has among those of its origin: one leads, which means that it rings and sends. */
export type Leader = "alone" | "joining" | "following" | "leading" | "takingOver";

/** The whole picture. It is a copy: changing it changes nothing. */
export interface Snapshot {
  v: 1;
  /** The number of the last event that it contains; 0 before the first. */
  seq: number;
  /** When it was told. */
  at: number;
  session: Session;
  agent: Agent;
  connection: Connection;
  leader: Leader;
  /** Live calls, the one that needs the agent first. */
  calls: Call[];
  /** Calls that are over, newest first, ten at most. */
  ended: EndedCall[];
  conference: Conference;
  queue: Queue;
  /** Whether something rings, and can be heard as far as the session goes. */
  ring: "quiet" | "sounding" | "silenced";
  /** What may be asked now besides what a call allows, as far as the state goes. */
  allowed: Exclude<Verb, CallVerb>[];
  /** What this page may ask at all: every verb in the same page, what toolbar.json grants over a frame. */
  granted: Verb[];
}

/** What a command does at the gateway. */
export type Act =
  | "answer"
  | "reject"
  | "drop"
  | "rejectConference"
  | "joinConference"
  | "leaveConference"
  | "requestCall"
  | "setReady"
  | "setBusy"
  | "signOut";

/** One command that was sent, by whomever, and what became of it. */
export interface LedgerEntry {
  commandId: string;
  act: Act;
  /** The interface's "method name in logs", to be found in the gateway's own log. */
  logName: string;
  callId: string | null;
  askedAt: number;
  /** When the gateway accepted it: it will be done, or has been. */
  acceptedAt: number | null;
  /** When its outcome became unknown. */
  unknownAt: number | null;
  outcome: "open" | "confirmed" | "refused" | "done" | "notDone" | "callOver" | "notKnown";
  /** The event, interface or code that told the outcome. */
  by: string | null;
  endedAt: number | null;
}

/** A command that the gateway has reported as done. */
export interface Confirmed {
  commandId: string;
  act: Act;
  callId: string | null;
  /** What reported it: the gateway's event as it is spelled there, the interface that was asked, `retcode 0`, or `snapshot`. */
  confirmedBy: string;
}

/** Who waits in a queue. */
export interface QueuedList {
  commandId: string;
  skillId: number;
  count: number;
  /** `null` where the gateway only counts: the agent is idle. */
  calls: QueuedCall[] | null;
  readAt: number;
}

/**
 * The family of what went wrong.
 *
 * `usage`: an argument is wrong, or names something that this page was never told. `forbidden`: not granted to
 * this page. `state`: it cannot be done as things are. `auth`: nobody is signed in. `network`: the gateway or
 * the toolbar is not reached, and nothing was sent. `refused`: the gateway said no. `unknown`: it was sent, and
 * nobody knows what became of it; `command.settled` follows. After `lost` it may never follow: the toolbar may not have
 * heard of the command, or could keep nothing. Give up after a while, a minute say, and leave it to the agent.
 */
export type ErrorKind = "state" | "auth" | "network" | "refused" | "unknown" | "usage" | "forbidden";

/** How a promise of the API fails. */
export interface ToolbarError extends Error {
  name: "ToolbarError";
  /**
   * What was wrong, for programs. `refused`: the gateway's code, such as `200-037`. `usage`: the argument, such as
   * `callId`. `forbidden`: `notGranted`. `auth`: `notSignedIn`. `unknown`: `unknown`, `notKnown` or `lost`. `network`:
   * `notConnected`, `notLoaded`, `wrongSettings`, `stopped`, `notFresh`, `connectionLost`, `notRead` or `timedOut`.
   * `state`: `callOver`, `offerChanged`, `notRinging`, `alreadyAnswered`, `notAnswered`, `noInvitation`,
   * `notInConference`, `callHeld`, `callPresent`, `selfRecording`, `notInQueue`, `queueClosed`, `onCall`,
   * `alreadyReady`, `alreadyBusy`, `busyAfterCall`, `inProgress`, `outcomeUnknown`, `notDone`, `tooMany` or `disposed`.
   */
  code: string;
  kind: ErrorKind;
  /** Whether the same may succeed another time. Never true for a command that was sent. */
  retryable: boolean;
  commandId: string | null;
}

/** A promise that tells the id of its command at once. */
export type Asked<T> = Promise<T> & { readonly commandId: string };

/** What every event has. */
export interface EventBase<Name extends string> {
  v: 1;
  name: Name;
  /** Rising by one with each event told to this page, also over toolbars that were begun anew. */
  seq: number;
  at: number;
  /**
   * The present state and no news: told to a new subscriber, and of a call that rings on under another `offer`. It has
   * happened before, and has the `seq` of the last event.
   */
  present?: true;
}

interface OfCall {
  callId: string;
  offer: number;
}

interface OfCommand {
  /** As its promise has it, where this page asked for it, also after the toolbar was begun anew. */
  commandId: string;
  act: Act;
  callId: string | null;
  /** When it was sent. */
  askedAt: number;
}

/** Every event by its name. */
export interface Events {
  /** A call rings and can be answered. */
  "call.ringing": EventBase<"call.ringing"> & OfCall & { call: Call };
  /** A call is connected. */
  "call.answered": EventBase<"call.answered"> & OfCall & { call: Call };
  /**
   * A call is over because the agent rejected it. One of this, `call.missed` and `call.ended` for each offer; where a
   * call rang on under another `offer` (`present`), for the last one.
   */
  "call.rejected": EventBase<"call.rejected"> & OfCall & { call: EndedCall; by: EndedBy };
  /** A call rang and is over without an answer. */
  "call.missed": EventBase<"call.missed"> & OfCall & { call: EndedCall; by: EndedBy };
  /**
   * A call that was connected is over, or the session ended with it. Told too of an offer that was there before the
   * toolbar was begun anew and is not any more; nothing but `sessionEnded` and `unknown` may be known of it then.
   */
  "call.ended": EventBase<"call.ended"> & OfCall & { call: EndedCall; by: EndedBy };
  /** The agent is invited to a conference. */
  "conference.ringing": EventBase<"conference.ringing"> & { conference: Conference };
  /** The agent has declined the invitation. */
  "conference.rejected": EventBase<"conference.rejected"> & { conference: Conference; by: EndedBy };
  /** The agent is in the conference. */
  "conference.joined": EventBase<"conference.joined"> & { conference: Conference };
  /** The invitation or conference is over in another way; by `unknown` also where a toolbar begun anew does not know it. */
  "conference.ended": EventBase<"conference.ended"> & { conference: Conference; by: EndedBy };
  /** The queue panel was opened or closed, or was read and is not as before. */
  "queue.changed": EventBase<"queue.changed"> & { queue: Queue };
  "agent.stateChanged": EventBase<"agent.stateChanged"> & { agent: Agent };
  "session.started": EventBase<"session.started"> & { session: Session };
  /** The gateway has renewed the session's Guid; the Guid itself is told to nobody. */
  "session.renewed": EventBase<"session.renewed"> & { renewals: number };
  /** The gateway has not been heard for so long that it is about to sign the agent out. */
  "session.expiring": EventBase<"session.expiring"> & { signedOutAt: number };
  /**
   * The gateway has ended the session, or the agent has given it up with "Sign in again", which nobody tells the gateway:
   * by `system` both. By `unknown`: a toolbar that was begun anew could not go on with it.
   */
  "session.lost": EventBase<"session.lost"> & { agentId: string; by: EndedBy };
  /** The agent has signed out. */
  "session.ended": EventBase<"session.ended"> & { agentId: string; by: EndedBy };
  "connection.changed": EventBase<"connection.changed"> & { connection: Connection };
  "leader.changed": EventBase<"leader.changed"> & { leader: Leader };
  /** The gateway has said that it will do it, or has; what becomes of it is told later. */
  "command.accepted": EventBase<"command.accepted"> & OfCommand;
  /** The gateway has reported that it was done. One of this, `refused` and `settled` ends each command. */
  "command.confirmed": EventBase<"command.confirmed"> & OfCommand & { confirmedBy: string };
  /** The gateway has refused it with this code. */
  "command.refused": EventBase<"command.refused"> & OfCommand & { code: string };
  /** Nobody knows what became of it; the gateway is being asked. */
  "command.unknown": EventBase<"command.unknown"> & OfCommand;
  /** What was unknown, or lost its object, has been settled. */
  "command.settled": EventBase<"command.settled"> & OfCommand & { outcome: "done" | "notDone" | "callOver" | "notKnown" };
  /** An event of the gateway that this version does not know, as compact JSON cut to a readable length. */
  "gateway.event": EventBase<"gateway.event"> & { event: string; content: string };
}

export type EventName = keyof Events;

/** Any event. */
export type ToolbarEvent = Events[EventName];

/** A toolbar in this page. */
export interface Toolbar {
  /**
   * The first picture, as soon as the toolbar answers. Rejected with `network` and `notConnected` where it does
   * not within 20 s: most often this page's origin is not in `hosts` of its toolbar.json, or that file is wrong. The
   * frame stays, can be used by the agent, and is connected to whenever it answers. In the same page also rejected with
   * `notLoaded` where the toolbar's files cannot be had or run, and with `wrongSettings` where toolbar.json is wrong or
   * cannot be read. Rejected with `stopped` where it died first, and with `disposed` by `dispose`.
   */
  readonly ready: Promise<Snapshot>;

  /**
   * Answers a call that rings. Settled by the gateway's event, as all commands are.
   *
   * Without `offer` in any of these, the offer told last to this page under that id is meant. An id that was
   * never told, and an `offer` that is no number, is a `usage` error, one that is over or was offered anew since a
   * `state` error.
   */
  answer(callId: string, options?: { offer?: number }): Asked<Confirmed>;
  reject(callId: string, options: { mode: RejectMode; offer?: number }): Asked<Confirmed>;
  drop(callId: string, options?: { offer?: number }): Asked<Confirmed>;
  rejectConference(conferenceId: string, options?: { offer?: number }): Asked<Confirmed>;
  joinConference(conferenceId: string, options?: { offer?: number }): Asked<Confirmed>;
  leaveConference(conferenceId: string, options?: { offer?: number }): Asked<Confirmed>;
  /** Takes a call out of a queue; it connects at once. It must be in the list told last, under that skill. */
  requestCall(callId: string, options: { skillId: number }): Asked<Confirmed>;
  /** Opens the toolbar's queue panel on a skill of the agent's and reads who waits. */
  listQueued(skillId: number): Asked<QueuedList>;
  setReady(): Asked<Confirmed>;
  setBusy(): Asked<Confirmed>;

  /** The picture as it was told last; `null` before the toolbar has answered. */
  getSnapshot(): Snapshot | null;
  /** Every command of this session, oldest first, fifty at most; needs no grant. */
  getLedger(): Promise<LedgerEntry[]>;

  /**
   * Calls `handler` for every event of this name from now on; what is returned ends that.
   *
   * First it is called with the present state, marked `present`, and again when the toolbar had to be begun anew:
   * `call.ringing` for each call that rings, `call.answered` for each that is connected, `conference.ringing`,
   * `conference.joined`, `session.started`, `session.expiring` where it holds, `queue.changed`, `agent.stateChanged`,
   * `connection.changed` and `leader.changed` always. Others tell only what happens. While there is no toolbar it is
   * told `connection.changed` alone.
   *
   * What a handler throws is reported as an uncaught error and reaches nobody else.
   */
  on<Name extends EventName>(name: Name, handler: (event: Events[Name]) => void): () => void;

  setDisplay(display: Display): void;

  /**
   * Takes the toolbar off the page and ends everything; again, it does nothing. It signs nobody out, but where no other
   * toolbar keeps the session the gateway does so after two minutes, and ends a call in progress. Until then a toolbar
   * that is framed anew goes on; in the same page the Guid is gone at once, and the agent signs in again.
   */
  dispose(): void;
}

/**
 * Frames the toolbar in an element, in place of what the element holds. A toolbar that stands there already is disposed of,
 * so that a script which is loaded anew may call this again.
 *
 * A frame that stops answering is made anew; meanwhile `connection.changed` tells `noToolbar`. One that has done so more
 * than three times in five minutes, or says that it has stopped again and again, is not: the agent is told to use the
 * phone, and what is asked fails with `network` and `stopped`, until a person loads the page anew.
 *
 * @throws ToolbarError of kind `usage` for a wrong argument.
 */
export function init(element: Element, options: InitOptions): Toolbar;

/**
 * `<agent-toolbar src="…" agent-id="…" language="…" theme="…" display="…">`: `init` in an element of its own.
 *
 * It begins when it comes into a document and is disposed of when it leaves; only `display` is followed afterwards.
 */
export class AgentToolbarElement extends HTMLElement {
  /** The toolbar; `null` while the element is in no document. */
  readonly toolbar: Toolbar | null;
}

declare global {
  interface HTMLElementTagNameMap {
    "agent-toolbar": AgentToolbarElement;
  }
}
