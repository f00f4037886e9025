// What a hostile page says to the toolbar and hears from it, below the host's script: raw hellos and raw ports.
//
// Given to pages as text, so that it also runs where a page has no address of its own.

(() => {
  const heard = [];
  const lines = [];
  addEventListener("message", ({ data, origin }) => heard.push({ data, origin }));
  const random = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  window.hand = {
    /** Everything that came to this window. */
    heard,
    /** Each line: its port, and every text that came on it. */
    lines,

    /** Frames this address, last of the page's frames. */
    frame(address, attributes = {}) {
      const frame = document.createElement("iframe");
      Object.entries(attributes).forEach(([name, value]) => frame.setAttribute(name, value));
      frame.src = address;
      frame.width = 860;
      frame.height = 300;
      document.body.append(frame);
    },

    /** Says hello to a window, as `at` names it from here; the number of the line that might begin. */
    greet(at, origin, words = {}, ports = 1) {
      const channels = Array.from({ length: ports }, () => new MessageChannel());
      const message = typeof words === "object" ? { agentToolbar: "hello", v: 1, nonce: random(), ...words } : words;
      const line = { port: channels[0]?.port1, texts: [], nonce: message.nonce };
      channels.forEach(({ port1 }) => (port1.onmessage = ({ data }) => line.texts.push(data)));
      window.eval(at).postMessage(
        message,
        origin,
        channels.map(({ port2 }) => port2),
      );
      return lines.push(line) - 1;
    },

    /** Waits until a window that listens for it has taken in everything that was said to it from here before. */
    async catchUp(at) {
      const word = random();
      const answered = new Promise((resolve) => {
        addEventListener("message", function wait({ data }) {
          if (data?.echoed === word) {
            removeEventListener("message", wait);
            resolve();
          }
        });
      });
      window.eval(at).postMessage({ echo: word }, "*");
      await answered;
      await new Promise((resolve) => setTimeout(resolve, 300));
    },

    /** Says a text on a line. */
    say(line, text) {
      lines[line].port.postMessage(text);
    },

    /** Asks for a verb on a line and waits for what becomes of it. */
    async ask(line, verb, words = {}) {
      const commandId = random();
      hand.say(line, JSON.stringify({ v: 1, type: "ask", commandId, verb, ...words }));
      return hand.until(line, (message) => message.type === "settled" && message.commandId === commandId);
    },

    /** Waits for a message on a line; `null` where none comes within ten seconds. */
    async until(line, isWanted) {
      for (const end = Date.now() + 10_000; Date.now() < end;) {
        const found = hand.messages(line).find(isWanted);
        if (found) {
          return found;
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return null;
    },

    messages: (line) => lines[line].texts.map((text) => JSON.parse(text)),
  };
})();
