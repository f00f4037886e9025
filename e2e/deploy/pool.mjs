// Several gateways, each of which knows its own sessions only.

/** At which of the gateways an agent is signed in. */
export async function homeOf(id, gateways) {
  const sessions = await Promise.all(gateways.map(({ desk }) => desk.session(id)));
  return sessions.findIndex((session) => session !== undefined);
}
