// The way to the gateway, and the only file that calls `fetch`: as the page has it at the time.
//
// Every request is sent once, and nothing of it is kept.

/** How long a file of the toolbar's own may take, in milliseconds. */
const FILE_LIMIT = 10_000;

export class Requests {
  #tell;
  /** What gives up each request that has not been answered yet, by its id. */
  #open = new Map();

  /**
   * `tell` hears what becomes of each request, by its id and never at once. When its headers are there:
   * nothing, the Guid they set, whether they tell of a renewal. When it is answered: status and body.
   * When it has failed: not both of these.
   */
  constructor(tell) {
    this.#tell = tell;
  }

  /** Sends a request. Each header is a line, with a tab between name and value. */
  async send(id, method, address, lines, body, hasCookies) {
    const abortion = new AbortController();
    const { signal } = abortion;
    this.#open.set(id, abortion);
    const tell = (...words) => signal.aborted || this.#tell(id, ...words);
    const headers = lines.match(/.+/g).map((line) => line.split("\t"));
    const credentials = hasCookies ? "same-origin" : "omit";
    // A redirect would carry a command, and the Guid with it, to an address nobody has set.
    const init = { method, headers, body, credentials, signal, cache: "no-store", redirect: "manual" };
    const answer = await attempt(() => ask(address, init));
    if (answer) {
      // Before the body, because the next request may need the Guid while it is still on its way.
      tell(undefined, answer.headers.get("Set-GUID"), answer.headers.get("X-Guid-Renewed") === "1");
    }
    const text = await attempt(() => answer?.text());
    this.#open.delete(id);
    tell(answer?.status, text);
  }

  /** Gives a request up; nothing more is told of it. */
  abort(id) {
    this.#open.get(id)?.abort();
    this.#open.delete(id);
  }

  /** Gives every request up. */
  abortAll() {
    this.#open.forEach((_, id) => this.abort(id));
  }
}

/** Asks for a file; `tell` hears of it as of a request, but not of its headers. */
export async function read(address, tell) {
  const answer = await attempt(() => ask(address, { cache: "no-cache", signal: AbortSignal.timeout(FILE_LIMIT) }));
  const text = await attempt(() => answer?.text());
  tell(0, answer?.status, text);
}

/** Whatever a replaced `fetch` brings; something else than a `Response` is a failure. */
async function ask(address, init) {
  const answer = await fetch(address, init);
  if (answer instanceof Response) {
    return answer;
  }
}

/** What comes of it; undefined where it fails, and never at once. */
async function attempt(act) {
  await undefined;
  try {
    return await act();
  } catch {
    return undefined;
  }
}
