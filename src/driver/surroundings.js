// What surrounds a toolbar: its page, the network, and the other tabs of its origin.
//
// Whatever happens there is told in one word, with the text where another tab said something.
// A browser may refuse locks or channels, by being without them or by throwing: then no tabs are known.

export class Surroundings {
  #name;
  #tell;
  #ends = new AbortController();
  #lock;
  #channel;

  constructor(name, tell) {
    this.#name = name;
    this.#tell = tell;
    this.#on(window, "pagehide", () => this.#leave());
    this.#on(document, "freeze", () => this.#leave());
    this.#on(document, "resume", () => tell("resumed"));
    this.#on(window, "pageshow", ({ persisted }) => persisted && tell("resumed"));
    this.#on(window, "online", () => tell("resumed"));
    this.#on(document, "visibilitychange", () => document.hidden || tell("shown"));
  }

  #on(target, name, listener) {
    target.addEventListener(name, listener, { signal: this.#ends.signal });
  }

  /** A channel that is open, or a lock that is held, may keep the page from being put away. */
  #leave() {
    this.#tell("left");
    this.#channel?.close();
    this.#channel = undefined;
  }

  /** Queues for the lock, or takes it from whoever has it. */
  async request(steal) {
    this.release();
    const lock = (this.#lock = new AbortController());
    const tell = (word) => this.#lock === lock && this.#tell(word);
    let wordOfEnd = "unavailable";
    try {
      await navigator.locks.request(this.#name, steal ? { steal } : { signal: lock.signal }, () => {
        wordOfEnd = "lockLost";
        // Not from here: what is thrown here would count as an end.
        queueMicrotask(() => tell("lockGranted"));
        return lock.signal.aborted || new Promise((resolve) => (lock.signal.onabort = resolve));
      });
    } catch {
      tell(wordOfEnd);
    }
  }

  /** Gives the lock back, or withdraws the request for it. */
  release() {
    const lock = this.#lock;
    this.#lock = undefined;
    lock?.abort();
  }

  /** Says something to the other tabs. */
  post(text) {
    try {
      this.#channel ??= this.#open();
      this.#channel.postMessage(text);
    } catch {
      this.#tell("unavailable");
    }
  }

  #open() {
    const channel = new BroadcastChannel(this.#name);
    channel.onmessage = ({ data }) => this.#tell("heard", String(data));
    return channel;
  }

  /** Tells nothing more. */
  end() {
    this.#ends.abort();
    this.release();
    this.#channel?.close();
  }
}
