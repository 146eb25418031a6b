import { once } from 'node:events';
import type { Server } from 'node:http';

/** Thrown where a port is taken or may not be opened. */
export class PortError extends Error {
  override name = 'PortError' as const;
}

/**
 * Opens a server's port.
 *
 * @param at no host: all of the machine's addresses
 * @returns what closes it, connections included
 * @throws PortError
 */
export async function listening(
  server: Server,
  at: { readonly port: number; readonly host: string | undefined },
): Promise<() => Promise<void>> {
  const { port, host } = at;
  server.listen({ port, ...(host !== undefined && { host }) });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new PortError(`Port ${port} can't be opened: is it in use? Name another one.`, {
      cause: error,
    });
  }
  return async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
}
