// Ways for the toolbar's core to die, from outside of it: nothing of them is in what is shipped.

/** Each is run in the toolbar's page. The core meets it as soon as it is told that the network is back. */
export const DEATHS = {
  /** Its memory is overwritten: it traps. */
  trapped: `(async () => {
    const { default: core } = await import(DEAD_MODULE);
    const parts = Object.values(await core());
    new Uint8Array(parts.find((part) => part instanceof WebAssembly.Memory).buffer).fill(0);
    dispatchEvent(new Event("online"));
  })()`,

  /** The clock throws while the core is in the middle of something. */
  thrown: throwing("new Error('no clock')"),

  /** The same, and what is thrown does not say where: nobody hears of it, but the core takes nothing in any more. */
  stuck: throwing("'no clock'"),
};

function throwing(what) {
  return `(() => {
    const { now } = Date;
    Date.now = () => {
      Date.now = now;
      throw ${what};
    };
    dispatchEvent(new Event("online"));
  })()`;
}

/** How the core dies, in a page that has loaded it from this module. */
export function death(way, module) {
  return DEATHS[way].replace("DEAD_MODULE", JSON.stringify(module));
}

/** The address of the core's module, read in the toolbar's own page. */
export const MODULE = `new URL(document.querySelector("script[data-module]").dataset.module, document.baseURI).href`;
