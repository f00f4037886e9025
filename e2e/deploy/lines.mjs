// Lines of the network, which can be cut: between browser and web server, and between it and a gateway.

import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";

export class Line {
  #server;
  #pairs = new Set();
  #isDead = false;

  port;
  /** How many connections have come. */
  count = 0;

  /** A line to a port of this machine; `tls` names certificate and key where it ends TLS. */
  static async to(port, { tls, at = 0 } = {}) {
    const line = new Line();
    const take = (socket) => line.#take(socket, port);
    const keys = tls && { cert: readFileSync(tls.certificate), key: readFileSync(tls.key) };
    line.#server = tls ? createTlsServer(keys, take) : createServer(take);
    // Who does not like the certificate goes away.
    line.#server.on("tlsClientError", () => {});
    await new Promise((resolve) => line.#server.listen(at, "127.0.0.1", resolve));
    line.port = line.#server.address().port;
    return line;
  }

  #take(socket, port) {
    this.count += 1;
    const onward = connect(port, "127.0.0.1");
    const pair = [socket, onward];
    this.#pairs.add(pair);
    const end = () => {
      this.#pairs.delete(pair);
      pair.forEach((one) => one.destroy());
    };
    pair.forEach((one) => one.on("error", end).on("close", end));
    socket.pipe(onward).pipe(socket);
    if (this.#isDead) {
      end();
    }
  }

  /** Ends every connection there is; new ones are taken. */
  cut() {
    for (const [socket, onward] of this.#pairs) {
      socket.destroy();
      onward.destroy();
    }
  }

  /** From now on nothing is there: every connection ends, and none is taken. */
  async die() {
    this.#isDead = true;
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.cut();
    await closed;
  }

  close() {
    return this.die();
  }
}
