import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Ask } from './answer.ts';
import type { AskCommand } from './command-line.ts';
import { renderAsJsonLine } from './json-lines.ts';
import { renderForTerminal, type TerminalStyle } from './terminal.ts';

/** Where questions come from and answers go. */
export interface AskStreams {
  readonly env: NodeJS.ProcessEnv;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WriteStream;
}

/** Answers one question, or a line of JSON for each line of the input; a blank line is no question. */
export async function runAsk(command: AskCommand, ask: Ask, streams: AskStreams): Promise<void> {
  const { input, output, env } = streams;
  const { limit } = command;
  if (command.kind === 'one') {
    const answer = await ask(command.question, { limit });
    const style = styleOf(env, output);
    const shown = command.json ? `${renderAsJsonLine(answer)}\n` : renderForTerminal(answer, style);
    await write(output, shown);
    return;
  }
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() !== '')
      await write(output, `${renderAsJsonLine(await ask(line, { limit }))}\n`);
  }
}

/** Waits until there is room: whoever reads slowly doesn't fill our memory. */
async function write(output: NodeJS.WriteStream, text: string): Promise<void> {
  if (!output.write(text)) await once(output, 'drain');
}

/** https://no-color.org: any value but the empty one forbids colours. */
function styleOf(env: NodeJS.ProcessEnv, output: NodeJS.WriteStream): TerminalStyle {
  const colours = output.isTTY && !env.NO_COLOR && env.TERM !== 'dumb';
  return { colours, columns: Math.min(output.columns ?? 80, 100) };
}
