// What the toolbar's own page shows outside the toolbar: its title, and a notification.

export class Page {
  #title = document.title;
  #notification;

  /** Asks, with a press as the reason, whether notifications may be shown; once is enough. */
  askPermission() {
    if (window.Notification?.permission === "default") {
      Notification.requestPermission();
    }
  }

  /** Shows a sentence in the title, and once in a notification where the agent looks elsewhere. */
  show(sentence) {
    document.title = `☎ ${sentence}`;
    if (!document.hasFocus() && window.Notification?.permission === "granted") {
      this.#notification ??= notify(sentence);
    }
  }

  /** Puts everything back. */
  clear() {
    if (document.title !== this.#title) {
      document.title = this.#title;
    }
    this.#notification?.close();
    this.#notification = undefined;
  }
}

function notify(sentence) {
  try {
    // The toolbar rings itself.
    const notification = new Notification(sentence, { tag: "agent-toolbar-ring", silent: true, requireInteraction: true });
    notification.onclick = () => focus();
    return notification;
  } catch {
    // A browser may leave notifications to workers.
    return undefined;
  }
}
