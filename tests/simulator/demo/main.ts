import { startDemo } from './demo.ts';
import { realBot } from './bot-process.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The terminal sends Ctrl-C to all of its processes, and npm passes it on once more: ms. */
const SAME_SIGNAL_MS = 1000;

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const demo = await startDemo({
    bot: realBot(env),
    port: portOf(env['DEMO_PORT']),
    onViolation: (words) =>
      console.error(`Telegram would refuse this request of the bot: ${words}`),
    onEnd: () => console.error('The bot has ended. Ctrl-C ends the demo.'),
  });
  onSignals(() => {
    console.log('\nStopping …');
    demo.close().then(() => process.exit(0), fail);
  });
  console.log(`Open ${demo.url} in a browser. Ctrl-C ends the demo.`);
  try {
    await demo.ready;
    console.log('The bot is ready.');
  } catch (error) {
    await demo.close();
    throw error;
  }
}

/** @throws Error for what is no port */
function portOf(given: string | undefined): number {
  if (given === undefined || given === '') return 0;
  const port = Number(given);
  if (/^\d+$/.test(given) && port > 0 && port < 65_536) return port;
  throw new Error('DEMO_PORT must be a port from 1 to 65535; leave it unset for any free one.');
}

/** The first signal stops in order, a later one at once. */
function onSignals(stop: () => void): void {
  let stoppedAt: number | undefined;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (stoppedAt === undefined) {
        stoppedAt = Date.now();
        stop();
      } else if (Date.now() - stoppedAt > SAME_SIGNAL_MS) process.exit(130);
    });
  }
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

main(process.env).catch(fail);
