// A call is held while a second one rings: answering takes the second, dropping names the call it drops. The
// card of the held one says that it is taken back elsewhere.

import { setTimeout as pause } from "node:timers/promises";

/** Longer than a press is taken to be meant for the call that was there before. */
const A_LOOK = 450;

export default async function ({ toolbar, desk, check, state }) {
  await toolbar.open();
  await toolbar.signsIn("101");
  const first = await desk.ring(101, { caller: "07550000001" });
  await toolbar.presses("Answer");
  await toolbar.shows("Talking");
  await desk.hold(first);
  await toolbar.shows("On hold");
  await toolbar.shows("Take it back where it was held");
  await state("held");

  const second = await desk.ring(101, { caller: "07550000002" });
  await toolbar.shows("Ringing");
  await toolbar.shows("07550000001");
  await toolbar.shows("07550000002");
  await state("held and ringing");

  await toolbar.presses("Answer …0002");
  await toolbar.shows("Talking");
  await state("held and talking");
  await pause(A_LOOK);
  await toolbar.explains("Drop …0002", "For the call with 07550000002");
  await toolbar.presses("Drop …0002");
  await toolbar.hides("07550000002");
  await toolbar.shows("On hold");
  await toolbar.shows("07550000001");

  await pause(A_LOOK);
  await toolbar.explains("Drop", "For the call with 07550000001");
  await toolbar.presses("Drop");
  await toolbar.shows("No call");
  await state("both over");
  check.equal(
    await desk.commands(),
    [`PUT answer ${first}`, `PUT answer ${second}`, `POST dropCall ${second}`, `POST dropCall ${first}`],
    "commands",
  );
}
