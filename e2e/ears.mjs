// Hears what the page plays: taps whatever is connected to the loudspeaker, before the page's own code runs.

/** To be run in each page first. */
export function fitEars() {
  const contexts = [];
  const Heard = window.AudioContext;
  window.AudioContext = class AudioContext extends Heard {
    constructor(...options) {
      super(...options);
      this.tap = this.createAnalyser();
      contexts.push(this);
    }
  };
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (target, ...more) {
    if (target instanceof AudioDestinationNode && target.context.tap) {
      connect.call(this, target.context.tap);
    }
    return connect.call(this, target, ...more);
  };
  window.ears = {
    /** The loudest sample at this moment, 0 while nothing runs. */
    level() {
      const running = contexts.filter((context) => context.state === "running");
      const levels = running.map((context) => {
        const samples = new Float32Array(context.tap.fftSize);
        context.tap.getFloatTimeDomainData(samples);
        return samples.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0);
      });
      return Math.max(0, ...levels);
    },
    /** Whether a loudspeaker is in use. */
    isOn: () => contexts.some((context) => context.state === "running"),
  };
}
