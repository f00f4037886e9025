// A wait of the page. While the page is hidden it is kept in a worker too: the browser stretches the
// waits of a hidden page to a minute, but not those of its worker.

/** Beside the core's script, which this one becomes part of. */
const WORKER = new URL("timer-worker.js", import.meta.url).href;

/** Where the page has Trusted Types: the toolbar's one policy, which knows this one script. */
let policy;

/** The longest wait, in milliseconds, that is spent awake where there is no worker: the one between two polls. */
const AWAKE = 500;

export class Wait {
  #onTime;
  #timer;
  #worker;
  #turn = 0;

  constructor(onTime) {
    this.#onTime = onTime;
  }

  /** Waits so many milliseconds, and for nothing else any more. */
  set(wait) {
    this.clear();
    const turn = this.#turn;
    this.#timer = setTimeout(() => this.#pass(turn), wait);
    if (document.hidden) {
      this.#worker ??= this.#start();
      this.#worker.postMessage([turn, wait]);
    }
  }

  /** Waits for nothing any more. */
  clear() {
    clearTimeout(this.#timer);
    this.#turn += 1;
  }

  #start() {
    try {
      policy ??= window.trustedTypes?.createPolicy("agent-toolbar", { createScriptURL: () => WORKER });
      const worker = new Worker(policy?.createScriptURL("") ?? WORKER);
      worker.onmessage = ({ data }) => this.#pass(data);
      return worker;
    } catch {
      // A page may be without workers. Messages to itself are not held up; a longer wait may be late.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data: [turn, end] }) => {
        if (turn === this.#turn) {
          performance.now() < end ? port2.postMessage([turn, end]) : this.#pass(turn);
        }
      };
      return { postMessage: ([turn, wait]) => wait <= AWAKE && port2.postMessage([turn, performance.now() + wait]) };
    }
  }

  #pass(turn) {
    if (turn === this.#turn) {
      this.clear();
      this.#onTime();
    }
  }

  end() {
    this.clear();
    this.#worker?.terminate?.();
  }
}
