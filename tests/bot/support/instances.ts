import { type Server, createServer } from 'node:http';
import type { Bot } from '../../simulator/driver/bot.ts';
import type { Simulator } from '../../simulator/driver/simulator.ts';
import { startToyBot } from './toy-bot.ts';

const SECRET = 'a-secret-of-the-webhook';

/** When all are posted everything, each after the first is so a moment after the one before. Milliseconds. */
const BETWEEN_POSTS_MS = 200;

/** Where Telegram posts to: hands each post on to one instance, or to every one of them. */
export interface Balancer {
  readonly port: number;
  readonly instancePorts: readonly number[];
  /** Which instances are posted what comes from now on. */
  postTo(which: readonly number[]): void;
  close(): void;
}

/** @param port those of the instances follow it */
export async function startBalancer(port: number, instances = 2): Promise<Balancer> {
  const instancePorts = Array.from({ length: instances }, (_, at) => port + 1 + at);
  let posted: readonly number[] = instancePorts.map((_, at) => at);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    const to = posted.flatMap((at) => instancePorts[at] ?? []);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on(
      'end',
      () => void handOn(Buffer.concat(chunks), to).then((code) => response.writeHead(code).end()),
    );
  });
  await listening(server, port);
  return {
    port,
    instancePorts,
    postTo(which) {
      posted = which;
    },
    close: () => void server.close(),
  };
}

/** Instances of the toy bot behind a balancer, one after the other: which of two has got its webhook set can't be told. */
export async function startInstances(
  sim: Simulator,
  { port, instancePorts }: Balancer,
  env: Readonly<Record<string, string>>,
): Promise<Bot[]> {
  const bots: Bot[] = [];
  for (const instancePort of instancePorts) {
    const webhook = {
      WEBHOOK_URL: `http://127.0.0.1:${port}/hook`,
      WEBHOOK_SECRET: SECRET,
      WEBHOOK_PORT: String(instancePort),
    };
    bots.push(await startToyBot(sim, { env: { ...webhook, ...env } }));
  }
  return bots;
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
}

/** Tells Telegram that a post was taken where an instance took it. */
async function handOn(body: Buffer, ports: readonly number[]): Promise<number> {
  const headers = { 'x-telegram-bot-api-secret-token': SECRET, 'content-type': 'application/json' };
  const posts = ports.map(async (port, at) => {
    await new Promise((resolve) => setTimeout(resolve, at * BETWEEN_POSTS_MS));
    return await fetch(`http://127.0.0.1:${port}/hook`, { method: 'POST', headers, body });
  });
  const answers = await Promise.allSettled(posts);
  const isTaken = answers.some((one) => one.status === 'fulfilled' && one.value.ok);
  return isTaken ? 200 : 502;
}
