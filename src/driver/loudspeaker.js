// The loudspeakers of the page's toolbars, known outside of the core, so that they can be silenced without it.

const inUse = new Set();

/** A new loudspeaker. Throws where the browser has none. */
export function openLoudspeaker() {
  const context = new AudioContext();
  inUse.add(context);
  context.onstatechange = () => context.state === "closed" && inUse.delete(context);
  return context;
}

/** Closes them all. */
export function silence() {
  inUse.forEach((context) => context.close().catch(() => {}));
}
