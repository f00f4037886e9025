// The machine's own clock.

/** Hour and minute of a moment, in milliseconds: `09:05`. */
export function hourAndMinute(wall) {
  return new Date(wall).toTimeString().slice(0, 5);
}
