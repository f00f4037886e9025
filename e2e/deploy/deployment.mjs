// A whole deployment: browser's line, nginx, gateways' lines, gateways. The toolbar's files lie in a folder of their own.

import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NAME } from "./certificates.mjs";
import { Line } from "./lines.mjs";
import { freePort, Nginx } from "./nginx.mjs";

export class Deployment {
  #folder;
  #lines = [];
  #settings;

  /** The toolbar's origin, as a browser writes it. */
  origin;
  /** The line from the browser, and those to each gateway. */
  front;
  gateways = [];
  nginx;
  /** The folder nginx serves. */
  root;
  /** Who may frame the toolbar, as its settings are told. */
  hosts;

  /**
   * Starts it before gateways that listen on `ports`, the first called AgentGateway0.
   * `wishes` are more of deploy-config's, `plant` changes what it wrote, `tls` is what a gateway shows.
   */
  static async start({ dist, xtask, certificates, ports, wishes = {}, plant, tls }) {
    const deployment = new Deployment();
    deployment.#folder = await mkdtemp(join(tmpdir(), "deployment-"));
    deployment.root = join(deployment.#folder, "site");
    await mkdir(deployment.root);
    await cp(dist, deployment.root, { recursive: true });
    const servers = {};
    for (const [index, port] of ports.entries()) {
      const line = await deployment.#line(port, { tls: tls ?? certificates.gateway });
      deployment.gateways.push(line);
      servers[`AgentGateway${index}`] = `127.0.0.1:${line.port}`;
    }
    const listen = await freePort();
    deployment.front = await deployment.#line(listen);
    deployment.origin = `https://${NAME}:${deployment.front.port}`;
    deployment.nginx = await Nginx.start({
      folder: deployment.#folder,
      xtask,
      plant,
      wishes: {
        origin: deployment.origin,
        listen: `127.0.0.1:${listen}`,
        certificate: certificates.toolbar.certificate,
        certificateKey: certificates.toolbar.key,
        root: deployment.root,
        gateways: { ca: certificates.authority, certificateName: "ccgw.test", servers },
        ...wishes,
      },
    });
    deployment.#settings = JSON.parse(await deployment.nginx.settings());
    await deployment.setUp({});
    return deployment;
  }

  async #line(port, options) {
    const line = await Line.to(port, options);
    this.#lines.push(line);
    return line;
  }

  /** Another toolbar.json from now on: these settings, and what the deployment needs. */
  setUp(settings) {
    return writeFile(join(this.root, "toolbar.json"), JSON.stringify({ ...this.#settings, ...settings }));
  }

  async close() {
    await this.nginx?.stop();
    await Promise.all(this.#lines.map((line) => line.close()));
    await rm(this.#folder, { recursive: true, force: true });
  }
}
