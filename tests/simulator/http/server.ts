import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { handle, type HttpParts } from './handle.ts';

/** The listening server. */
export interface Http {
  readonly port: number;
  /** Refuses connections, and cuts those that are open, until `comeBack`. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** Listens on a free port of this machine. */
export async function listen(parts: HttpParts): Promise<Http> {
  const http = createServer((request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      const reason = error instanceof Error ? error : new Error(String(error));
      // The simulator is at fault, not the bot; the test must not go on as if nothing had happened.
      parts.violations.report('simulator', reason.stack ?? reason.message);
      response.destroy();
    });
  });
  // Long polls outlast Node's patience with a request.
  http.requestTimeout = 0;
  await start(http, 0);
  const { port } = http.address() as AddressInfo;
  return {
    port,
    goDown: () => stop(http),
    comeBack: () => start(http, port),
    close: () => (http.listening ? stop(http) : Promise.resolve()),
  };
}

function start(http: HttpServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', () => {
      http.off('error', reject);
      resolve();
    });
  });
}

function stop(http: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    http.close(() => resolve());
    http.closeAllConnections();
  });
}
