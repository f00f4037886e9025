// How a page that mounts the toolbar is told that an argument cannot be used.

/** An error to be thrown, with the fields of every error of the API. */
export function wrongArgument(code) {
  const error = new Error(`agent-toolbar: mount cannot use its ${code}`);
  return Object.assign(error, { code, kind: "usage", retryable: false, commandId: null });
}
