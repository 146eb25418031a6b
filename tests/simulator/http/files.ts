import type { ServerResponse } from 'node:http';
import type { Faults } from '../faults.ts';
import type { World } from '../world/records.ts';
import { reply } from './reply.ts';

/** Sends a file that `getFile` named: https://core.telegram.org/bots/api#getfile */
export function sendFile(
  world: World,
  _faults: Faults,
  path: string,
  response: ServerResponse,
): void {
  const file = [...world.files.values()].find((each) => each.path === path);
  if (!file) return reply(response, { kind: 'refused', code: 404, description: 'Not Found' });
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': file.bytes.length,
  });
  response.end(file.bytes);
}
