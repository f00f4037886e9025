/**
 * What crosses between a host's script and the toolbar, on `window` at first and then on a private port.
 *
 * Every message on the port is one text of JSON. Only the script and the toolbar of one version need to know it.
 */

import type { Confirmed, ErrorKind, LedgerEntry, QueuedList, RejectMode, Snapshot, ToolbarEvent, Verb } from "./agent-toolbar";

/** Frame to its parent, once for each origin in `hosts`, to exactly that origin. It carries nothing else. */
export interface Ready {
  agentToolbar: "ready";
  v: 1;
}

/** Parent to frame, to the exact origin of its `src`, with one port. A nonce is taken once. */
export interface Hello {
  agentToolbar: "hello";
  v: 1;
  /** 32 hexadecimal digits, drawn at random for each hello. */
  nonce: string;
}

/** A verb with what it is asked for. */
export type Ask = { v: 1; type: "ask"; commandId: string } & (
  | { verb: "answer" | "drop"; id: string; offer: number | null }
  | { verb: "reject"; id: string; offer: number | null; mode: RejectMode }
  | { verb: "rejectConference" | "joinConference" | "leaveConference"; id: string; offer: number | null }
  | { verb: "requestCall"; id: string; skillId: number }
  | { verb: "listQueued"; skillId: number }
  | { verb: "setReady" | "setBusy" | "getLedger" }
);

/** What the host's script says on the port. */
export type ToToolbar = Ask | { v: 1; type: "ping" } | { v: 1; type: "display"; display: "docked" | "minimized" | "hidden" };

/** A promise is settled: exactly one for each ask. */
export type Settled =
  | { v: 1; type: "settled"; commandId: string; result: Confirmed | QueuedList | LedgerEntry[] }
  | { v: 1; type: "settled"; commandId: string; error: { code: string; kind: ErrorKind; retryable: boolean; commandId: string } };

/** What has changed, and the picture after it. The first has no events. */
export interface Told {
  v: 1;
  type: "told";
  events: ToolbarEvent[];
  snapshot: Snapshot;
}

/** What the toolbar says on the port. The first word repeats the nonce. */
export type ToHost =
  | { v: 1; type: "welcome"; nonce: string }
  | Told
  | Settled
  | { v: 1; type: "pong" }
  /** The core has died again and again, and nothing begins it anew but a person. */
  | { v: 1; type: "stopped" }
  /** In pixels: of the toolbar, and down to the end of what is open over what follows it. */
  | { v: 1; type: "size"; height: number; full: number };

export type { Verb };
