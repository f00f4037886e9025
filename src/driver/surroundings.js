// What surrounds a toolbar: its page, the network, and the other tabs of its origin.
//
// Whatever happens there is told in one word, with the text where another tab said something.
// A browser may refuse locks or channels, by being without them or by throwing: then no tabs are known.
// A window that was popped out of a frame is one more tab, whose way to the others is a port of that frame. It never
// has the lock: the frame keeps the session.

export class Surroundings {
  #name;
  #tell;
  #ends = new AbortController();
  #lock;
  #channel;
  /** In a window that was popped out: the port of the frame. */
  #port;
  /** In a frame: the port of the window that was popped out. */
  #window;

  constructor(name, tell, port) {
    this.#name = name;
    this.#tell = tell;
    this.#port = port;
    if (port) {
      port.onmessage = ({ data }) => tell("heard", String(data));
    }
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
    this.#window?.close();
  }

  /** Queues for the lock, or takes it from whoever has it. */
  async request(steal) {
    this.release();
    if (this.#port) {
      return;
    }
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
    this.#window?.postMessage(text);
    try {
      const channel = this.#port ?? (this.#channel ??= this.#open());
      channel.postMessage(text);
    } catch {
      this.#tell("unavailable");
    }
  }

  /** Takes a window that was popped out in, in place of the one before; without a port, none any more. */
  share(port) {
    this.#window?.close();
    this.#window = port;
    if (port) {
      port.onmessage = ({ data }) => {
        this.#tell("heard", String(data));
        this.#channel?.postMessage(data);
      };
    }
  }

  #open() {
    const channel = new BroadcastChannel(this.#name);
    channel.onmessage = ({ data }) => {
      this.#tell("heard", String(data));
      this.#window?.postMessage(data);
    };
    return channel;
  }

  /** Tells nothing more. */
  end() {
    this.#ends.abort();
    this.release();
    this.#channel?.close();
    this.#port?.close();
    this.#window?.close();
  }
}
