// What is heard while something rings: two soft notes, twice, every three seconds.
//
// The notes are laid out in advance on the audio clock, which runs on in a hidden tab where timers
// do not, and never further than a minute: if the core died, its ring would die away.

/** Start within a round and pitch of each note, in seconds and hertz. */
const NOTES = [[0, 659.26], [0.2, 880], [0.6, 659.26], [0.8, 880]];
/** How long a round takes with its silence, in seconds. */
const ROUND = 3;
/** How far ahead the notes are laid out, in seconds. */
const AHEAD = 60;
/** How long the browser may take to let sound through before it counts as held back, in milliseconds. */
const PATIENCE = 400;

/** The page's rings that have a loudspeaker, known outside of the core, so that they can be silenced without it. */
const inUse = new Set();

/** Silences them all for ever. */
export function silence() {
  inUse.forEach((ring) => ring.end());
}

export class Ring {
  #tell;
  #context;
  #tone;
  #isRinging = false;
  /** Counts the times that sound was asked for or ended, so that a late check knows it is late. */
  #turn = 0;
  #level = 0;
  #isHeard;

  /** A silent ring; `tell` hears whether the browser lets it sound. */
  constructor(tell) {
    this.#tell = tell;
  }

  /**
   * Rings or stops, at once. Told again while it rings, it lays out further rounds. Where a call may ring it finds out
   * beforehand, once and silently, whether that will be heard.
   */
  sound(isRinging, mayRing) {
    const wasRinging = this.#isRinging;
    this.#isRinging = isRinging;
    if (isRinging) {
      wasRinging || this.#wake();
      this.#play(AHEAD);
    } else if (wasRinging) {
      this.stop();
    } else if (mayRing && !this.#turn) {
      this.#wake();
    }
  }

  /** Plays one round, unless it rings anyway. */
  test() {
    if (!this.#isRinging) {
      this.stop();
      this.#wake();
      this.#play(0);
      this.#later(ROUND * 1000, () => this.stop());
    }
  }

  /** Uses a press to have sound let through, where it is not known to be. */
  unblock() {
    this.#isHeard || this.#wake();
  }

  /** Sets the loudness, from 0 to 100. */
  setVolume(volume) {
    // Squared, because loudness is heard on a curve.
    this.#level = (volume / 100) ** 2;
    if (this.#tone) {
      this.#tone.loudness.gain.value = this.#level;
    }
  }

  /** Falls silent at once and lets the audio device rest. */
  stop() {
    this.#turn += 1;
    this.#tone?.loudness.disconnect();
    this.#tone?.oscillator.stop();
    this.#tone = undefined;
    leave(this.#context?.suspend());
  }

  /** Falls silent for ever. */
  end() {
    this.stop();
    leave(this.#context?.close());
    inUse.delete(this);
  }

  /** Asks the browser to let sound through, and tells where it has not a little later; a slow loudspeaker may yet open. */
  #wake() {
    this.#turn += 1;
    try {
      this.#context ??= new AudioContext();
      inUse.add(this);
    } catch {
      // A browser may be without sound: it counts as held back.
    }
    let isThrough = false;
    const resumed = this.#context?.resume().then(() => {
      isThrough = true;
      this.#report(true);
      return this.#tone || this.#context.suspend();
    });
    leave(resumed);
    this.#later(PATIENCE, () => isThrough || this.#report(false));
  }

  #later(wait, act) {
    const turn = this.#turn;
    setTimeout(() => turn === this.#turn && act(), wait);
  }

  #report(isHeard) {
    if (isHeard !== this.#isHeard) {
      this.#isHeard = isHeard;
      this.#tell(isHeard);
    }
  }

  /** Lays out every round that begins within the given seconds. */
  #play(ahead) {
    try {
      const tone = (this.#tone ??= startTone(this.#context, this.#level));
      while (tone.nextRound <= this.#context.currentTime + ahead) {
        addRound(tone);
      }
    } catch {
      this.#report(false);
    }
  }
}

/** A tone that is silent until its first round. */
function startTone(context, level) {
  const oscillator = context.createOscillator();
  const envelope = context.createGain();
  const loudness = context.createGain();
  oscillator.type = "triangle";
  envelope.gain.value = 0;
  loudness.gain.value = level;
  oscillator.connect(envelope).connect(loudness).connect(context.destination);
  oscillator.start();
  return { oscillator, envelope, loudness, nextRound: context.currentTime };
}

function addRound(tone) {
  for (const [start, pitch] of NOTES) {
    const at = tone.nextRound + start;
    tone.oscillator.frequency.setValueAtTime(pitch, at);
    tone.envelope.gain.setTargetAtTime(1, at, 0.004);
    tone.envelope.gain.setTargetAtTime(0, at + 0.05, 0.07);
  }
  tone.nextRound += ROUND;
}

/** Leaves a promise to itself, without a word in the console if it is rejected. */
function leave(promise) {
  promise?.catch(() => {});
}
