// Looks into every frame of a page from a world of its own: the page's scripts do not see it, and it
// does not count as a press.

/** Evaluates in each frame of the page, the page itself first. */
export async function inEveryFrame(session, expression, { after } = {}) {
  const { frameTree } = await session.send("Page.getFrameTree");
  const values = [];
  for (const { id } of frames(frameTree)) {
    const { executionContextId: contextId } = await session.send("Page.createIsolatedWorld", { frameId: id });
    if (after) {
      await evaluate(session, after, { contextId });
    }
    values.push(await evaluate(session, expression, { contextId }));
  }
  return values;
}

/** Evaluates in the page itself, or in a world of it. */
export async function evaluate(session, expression, options = {}) {
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
    expression,
    awaitPromise: true,
    returnByValue: true,
    userGesture: false,
    ...options,
  });
  if (exceptionDetails) {
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }
  return result.value;
}

function frames({ frame, childFrames = [] }) {
  return [frame, ...childFrames.flatMap(frames)];
}
