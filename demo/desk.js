// The control desk: shows the simulator's state and sends what is pressed.
// It holds nothing of its own: every second it asks for the state again.

const find = (id) => document.getElementById(id);
let state = null;
let lastRow = 0;
const rows = [];
const ROWS_KEPT = 400;

// --- Asking -----------------------------------------------------------------

async function ask(name, body, method = body === undefined ? "GET" : "POST") {
  const options = method !== "POST" ? { method } : {
    method,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  const response = await fetch(`/sim/${name}`, { cache: "no-store", ...options });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

async function perform(name, body, method) {
  try {
    await ask(name, body, method);
    say("");
  } catch (error) {
    say(error instanceof TypeError ? "The simulator cannot be reached." : error.message);
  }
  await refresh();
}

let silence;
function say(text) {
  find("word").textContent = text;
  clearTimeout(silence);
  if (text) silence = setTimeout(() => say(""), 8000);
}

async function refresh() {
  try {
    const [fresh, log] = await Promise.all([ask("state"), ask(`log?after=${lastRow}&limit=${ROWS_KEPT}`)]);
    state = { ...fresh, readAt: performance.now() };
    addRows(log.rows);
    find("link").textContent = "Connected";
    find("link").classList.remove("lost");
    draw();
  } catch {
    find("link").textContent = "Not connected";
    find("link").classList.add("lost");
  }
}

// --- Drawing ----------------------------------------------------------------

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

function button(text, act, body, kind) {
  return element("button", { type: "button", "data-act": act, "data-body": JSON.stringify(body), class: kind,
    "data-key": `${act} ${JSON.stringify(body)}` }, text);
}

const disarming = (text, fault) => element("button", { type: "button", "data-act": `faults?fault=${fault}`,
  "data-method": "DELETE", "data-key": `disarm ${fault}` }, text);

const since = (moment) => element("span", { "data-since": moment });

// Replaces the children only if what they are made of has changed, and gives
// the focus back to the same button.
function redraw(place, source, make) {
  const mark = JSON.stringify(source);
  if (place.dataset.drawn === mark) return;
  place.dataset.drawn = mark;
  const key = place.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  place.replaceChildren(...make());
  if (key) [...place.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key)?.focus();
}

function draw() {
  const present = state.agents.filter((agent) => agent.isSignedIn);
  const absent = state.agents.filter((agent) => !agent.isSignedIn);
  const ofAgent = (agent) => state.calls.filter((call) => call.agent === agent.agent);
  const withAgents = state.calls.filter((call) => call.place !== "queued");
  redraw(find("agents"), [present.map(steadyAgent), withAgents], () => present.length
    ? present.map((agent) => agentCard(agent, ofAgent(agent)))
    : [element("li", { class: "nothing" }, "Nobody is signed in. Sign in with the toolbar, for example as 101.")]);
  redraw(find("absent"), absent.map((agent) => agent.agent), () => absent.length
    ? [`Not signed in: ${absent.map(agentName).join(", ")}`] : []);
  redraw(find("calls"), withAgents, () => withAgents.length
    ? withAgents.map(callCard)
    : [element("li", { class: "nothing" }, "No call rings or talks.")]);
  redraw(find("queues"), [state.queues, state.calls.filter((call) => call.place === "queued"),
    present.filter(isFree).map((agent) => [agent.agent, agent.session.skills])], () => state.queues.map(queueCard));
  redraw(find("conferences"), state.conferences, () => state.conferences.map((conference) => element("li", {},
    `${conference.confId}: ${conference.members.join(", ") || "nobody joined yet"}`,
    button("End", "conference/end", { confId: conference.confId }))));
  redraw(find("armed"), state.armed, () => state.armed.map(armedRow));
  redraw(find("outage"), state.outage, () => state.outage ? outageStrip(state.outage) : []);
  drawChoices(present);
  drawSettings();
  drawLog();
  tick();
}

// Without what changes with every poll.
const steadyAgent = ({ session, ...agent }) => [agent, { ...session, lastRequest: 0, pollsHeld: 0, eventsWaiting: 0 }];

const agentName = (agent) => agent.name ? `${agent.agent} ${agent.name}` : agent.agent;

const STATES = { idle: "Idle", busy: "Busy", work: "Wrap-up", ringing: "Ringing", talking: "Talking", held: "Holding",
  invited: "Invited", joined: "In conference" };
const PLACES = { ringing: "Ringing", talking: "Talking", held: "Held" };

function agentStanding(session, calls) {
  const order = ["ringing", "talking", "held"];
  const call = calls.toSorted((a, b) => order.indexOf(a.place) - order.indexOf(b.place))[0];
  if (call) return [call.place, call.since];
  if (session.conference) return [session.conference.is, session.conference.since];
  return [session.state, session.since];
}

function agentCard(agent, calls) {
  const session = agent.session;
  const [standing, from] = agentStanding(session, calls);
  const isTalking = calls.some((call) => call.place === "talking");
  const canRing = isFree(agent) || standing === "held";
  const isRinging = standing === "ringing" || standing === "invited";
  return element("li", { class: isRinging ? "card ringing" : "card" },
    element("div", { class: "card-head" },
      element("strong", {}, agent.agent),
      element("span", { class: "name" }, agent.name),
      element("span", { class: `pill ${standing}` }, `${STATES[standing]} `, since(from))),
    element("div", { class: "facts" },
      element("span", {}, `Phone ${session.phone || "–"}`),
      element("span", {}, session.isAutoAnswer ? "Answers automatically" : "Answers by hand"),
      element("span", {}, session.skills.length ? `Skills ${session.skills.join(", ")}` : "No skills yet"),
      session.isRecording ? element("span", { class: "pill recording" }, "Recording") : null),
    element("div", { class: "acts" },
      canRing ? button("Ring", "ring", { agent: agent.agent }) : null,
      !session.isOccupied ? button("Invite", "invite", { agent: agent.agent }) : null,
      button(session.isRecording ? "Stop recording" : "Record", "record",
        { agent: agent.agent, on: !session.isRecording }),
      isTalking ? button("Force release", "release", { agent: agent.agent }, "danger") : null));
}

const KINDS = { inbound: "From outside", transfer: "By transfer", internal: "From inside" };

function callCard(call) {
  return element("li", { class: call.place === "ringing" ? "card ringing" : "card" },
    element("div", { class: "card-head" },
      element("strong", {}, call.caller),
      element("span", { class: `pill ${call.place}` }, `${PLACES[call.place]} `, since(call.since))),
    element("div", { class: "facts" },
      element("span", {}, `Agent ${call.agent}`),
      element("span", {}, call.skillName ?? "no skill"),
      element("span", {}, KINDS[call.kind]),
      element("span", { class: "mono" }, call.callid)),
    element("div", { class: "acts" },
      button("Caller hangs up", "hangup", { callid: call.callid }, "danger"),
      call.place === "talking" ? button("Hold", "hold", { callid: call.callid }) : null,
      call.place === "held" ? button("Resume", "unhold", { callid: call.callid }) : null));
}

function queueCard(queue) {
  const waiting = queue.callids.map((id) => state.calls.find((call) => call.callid === id)).filter(Boolean);
  return element("div", { class: "queue" },
    element("h3", {}, `${queue.skill} · ${queue.name}`, element("span", { class: "pill" }, String(waiting.length))),
    element("ul", {}, ...(waiting.length ? waiting.map(waitingCall)
      : [element("li", { class: "empty" }, "Nobody waits.")])));
}

const isFree = ({ session }) => session.state === "idle" && !session.isOccupied;

function waitingCall(call) {
  const free = state.agents.filter((agent) => agent.isSignedIn && isFree(agent)
    && agent.session.skills.includes(call.skill));
  const last = free.find((agent) => agent.agent === call.lastAgent) ?? free[0];
  return element("li", {},
    element("span", {}, element("strong", {}, call.caller), " ", element("span", { class: "mono quiet" }, call.callid)),
    element("span", { class: "wait" }, since(call.arrived)),
    element("div", { class: "acts" },
      last ? button(`${call.offers ? "Re-offer" : "Offer"} to ${last.agent}`, "reoffer",
        { callid: call.callid, agent: last.agent }) : null,
      button("Taken by another", "take", { callid: call.callid }),
      button("Hang up", "hangup", { callid: call.callid }, "danger")));
}

const OUTAGES = { down: "The gateway is down: connections are dropped.",
  blackHole: "Black hole: no request is answered.",
  switchOver: "Agents are switched over: everything is answered 000-004.",
  restartWithSessions: "The gateway restarts and will know its sessions.",
  restartWithoutSessions: "The gateway restarts and will know nobody." };

function outageStrip(outage) {
  const time = outage.until === null ? ["For ", since(outage.since)]
    : ["Over in ", element("span", { "data-until": outage.until })];
  return [element("strong", {}, OUTAGES[outage.kind]), element("span", { "aria-live": "off" }, ...time), disarming("End it", outage.kind)];
}

// --- Faults -----------------------------------------------------------------

const MOMENTS = { request: "As a request arrives", answer: "As an answer leaves", event: "As an event is told",
  outage: "For everybody, from now on" };
let faults = [];

async function loadFaults() {
  ({ faults } = await ask("faults"));
  const option = ({ fault }) => element("option", { value: fault }, sentence(words(fault)));
  find("fault-choice").replaceChildren(...Object.entries(MOMENTS).map(([moment, label]) => element("optgroup", { label },
    ...faults.filter(({ strikes }) => strikes === moment).map(option))));
  drawFault();
}

// Shows what the chosen fault does, and the fields that it takes.
function drawFault() {
  const { what, takes, strikes } = faults.find(({ fault }) => fault === find("fault-choice").value);
  find("fault-what").textContent = what;
  for (const field of find("faults").querySelectorAll("[data-takes]")) {
    field.hidden = !takes.includes(field.dataset.takes);
  }
  for (const field of find("faults").querySelectorAll("[data-aimed]")) field.hidden = strikes === "outage";
}

const NUMBERS = ["ms", "copies", "status"];

// What is filled in of the fields that are shown.
function readFault(form) {
  const read = {};
  for (const { name, value, checked, type, labels } of form.elements) {
    if (!name || value === "" || labels[0].hidden) continue;
    if (name === "chance") read.probability = Number(value) / 100;
    else if (name === "seconds") read.lasting = Math.round(Number(value) * 1000);
    else if (type === "checkbox") read[name] = checked;
    else read[name] = NUMBERS.includes(name) ? Number(value) : value;
  }
  return read;
}

function armedRow(armed) {
  const how = [armed.times && `${armed.times} ×`, armed.probability !== undefined && `${armed.probability * 100} %`,
    armed.until && `until ${clock(armed.until)}`].filter(Boolean).join(", ");
  return element("li", {}, `${sentence(words(armed.fault))}${armed.on ? ` on ${armed.on}` : ""}`,
    element("span", { class: "quiet" }, how), disarming("Disarm", armed.fault));
}

function drawChoices(present) {
  const agents = present.map((agent) => [agent.agent, agentName(agent)]);
  for (const choice of document.querySelectorAll(".agent-choice")) {
    choose(choice, agents.length ? agents : [["", "nobody signed in"]]);
  }
  for (const choice of document.querySelectorAll(".skill-choice")) {
    choose(choice, state.queues.map((queue) => [queue.skill, `${queue.skill} · ${queue.name}`]));
  }
  choose(find("conference-choice"), [["", "a new one"],
    ...state.conferences.map((conference) => [conference.confId, conference.confId])]);
}

function choose(select, choices) {
  const kept = select.value;
  redraw(select, choices, () => choices.map(([value, text]) => element("option", { value }, String(text))));
  if (choices.some(([value]) => String(value) === kept)) select.value = kept;
}

function drawSettings() {
  const fields = find("settings").elements;
  for (const field of fields) {
    const { reading } = field.dataset;
    const value = reading ? state.settings.readings[reading] : state.settings[field.name];
    if (value !== undefined && field !== document.activeElement) field.value = String(value);
  }
}

// --- The log ----------------------------------------------------------------

function addRows(fresh) {
  for (const row of fresh) {
    lastRow = row.seq;
    rows.unshift(row);
  }
  rows.length = Math.min(rows.length, ROWS_KEPT);
}

// Requests and their answers share a number; one line shows both.
function drawLog() {
  const showsPolls = find("show-polls").checked;
  const answers = new Map(rows.filter((row) => ENDS.includes(row.kind)).map((row) => [row.request, row]));
  const struck = new Map(rows.filter((row) => row.kind === "fault" && row.request).map((row) => [row.request, row.fault]));
  const shown = rows.filter((row) => !ENDS.includes(row.kind) || row.event)
    .filter((row) => showsPolls || row.kind !== "arrived" || row.name !== "getAgentEvent" || isRefused(answers.get(row.request)))
    .slice(0, 150);
  redraw(find("log"), shown.map((row) => [row.seq, answers.has(row.request)]), () => shown.map((row) => logRow(row, answers.get(row.request), struck.get(row.request))));
}

const ENDS = ["answered", "unserved", "cut"];
const isRefused = (answer) => Boolean(answer)
  && (answer.kind !== "answered" || answer.status !== 200 || (answer.retcode ?? "0") !== "0");

function resultOf(answer, fault) {
  if (!answer) return fault ? words(fault) : "waits";
  if (answer.kind === "cut") return "cut";
  if (answer.kind === "unserved") return answer.outage === "blackHole" ? "never" : "no connection";
  return answer.retcode ?? `HTTP ${answer.status}`;
}

function logRow(row, answer, struckBy) {
  const isArrival = row.kind === "arrived";
  const what = { arrived: row.name, effect: words(row.effect ?? ""), answered: row.event,
    abandoned: "request given up by its client", lost: `lost: ${row.event ?? "an empty answer"}`,
    outageBegan: `outage begins: ${words(row.outage ?? "")}`, outageEnded: `outage over: ${words(row.outage ?? "")}`,
    fault: `fault: ${words(row.fault ?? "")}${row.event ? ` (${row.event})` : ""}` }[row.kind];
  const result = isArrival ? resultOf(answer, struckBy) : "";
  return element("tr", { class: row.kind === "answered" ? "told" : row.kind },
    element("td", {}, clock(row.time)),
    element("td", {}, row.agent ?? ""),
    element("td", {}, what),
    element("td", { class: "mono" }, row.callid ?? (row.confId ? `conference ${row.confId}` : "")),
    element("td", { class: isArrival && isRefused(answer) ? "refused" : undefined }, result));
}

const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const words = (name) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

// --- Time -------------------------------------------------------------------

const clock = (moment) => new Date(moment).toLocaleTimeString("en-GB");

function span(length) {
  const seconds = Math.max(0, Math.floor(length / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function tick() {
  if (!state) return;
  const now = state.now + (performance.now() - state.readAt);
  find("now").textContent = clock(now);
  for (const place of document.querySelectorAll("[data-since]")) {
    place.textContent = span(now - Number(place.dataset.since));
  }
  for (const place of document.querySelectorAll("[data-until]")) {
    place.textContent = span(Number(place.dataset.until) - now);
  }
}

// --- Pressing ---------------------------------------------------------------

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("button[data-act]");
  if (!pressed) return;
  const { act, body, ms, method } = pressed.dataset;
  perform(act, ms ? { ms: Number(ms) } : JSON.parse(body ?? "{}"), method);
});

const READ = {
  ring: ({ agent, skill, caller, kind }) => ({ agent, ...(kind === "internal" ? { internal: true } : { skill }),
    ...(kind === "transfer" && { transfer: true }), ...(caller && { caller }) }),
  queue: ({ skill, count }) => ({ skill, count: Number(count) }),
  invite: ({ agent, confId }) => ({ agent, ...(confId && { confId }) }),
};

for (const form of document.querySelectorAll("form[data-act]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(form));
    if (form.elements.agent && !fields.agent) return say("Nobody is signed in.");
    perform(form.dataset.act, READ[form.dataset.act](fields));
  });
}

find("faults").addEventListener("submit", (event) => {
  event.preventDefault();
  perform("faults", readFault(event.target));
});
find("fault-choice").addEventListener("change", drawFault);
find("settings").addEventListener("submit", (event) => event.preventDefault());
find("settings").addEventListener("change", ({ target }) => {
  const { reading } = target.dataset;
  if (reading) return perform("settings", { readings: { [reading]: target.value } });
  if (target.value !== "") perform("settings", { [target.name]: JSON.parse(target.value) });
});
find("show-polls").addEventListener("change", () => state && drawLog());

setInterval(refresh, 1000);
setInterval(tick, 250);
refresh();
loadFaults().catch(() => say("The simulator cannot be reached."));
