import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Ask, Preceding } from './answer.ts';
import type { AskCommand } from './command-line.ts';
import { renderAsJsonLine } from './json-lines.ts';
import { renderForTerminal, type TerminalStyle } from './terminal.ts';

/** Where questions come from and answers go. */
export interface AskStreams {
  readonly env: NodeJS.ProcessEnv;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WriteStream;
}

/** Answers one question, each line of the input for a program (a blank line is no question), or a person's lines. */
export async function runAsk(command: AskCommand, ask: Ask, streams: AskStreams): Promise<void> {
  switch (command.kind) {
    case 'one':
      return await answerOne(command, ask, streams);
    case 'stream':
      return await answerLines(command, ask, streams);
    case 'conversation':
      return await converse(command, ask, streams);
  }
}

async function answerOne(
  { question, json, limit, explain }: AskCommand & { readonly kind: 'one' },
  ask: Ask,
  { env, output }: AskStreams,
): Promise<void> {
  const answer = await ask(question, { limit, explain });
  const style = styleOf(env, output);
  await write(output, json ? `${renderAsJsonLine(answer)}\n` : renderForTerminal(answer, style));
}

async function answerLines(
  { limit, explain }: AskCommand,
  ask: Ask,
  { input, output }: AskStreams,
): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    await write(output, `${renderAsJsonLine(await ask(line, { limit, explain }))}\n`);
  }
}

const PROMPT = '? ';

/** Each question may go on from the one before it; an empty line starts afresh. */
async function converse(
  { limit, explain }: AskCommand,
  ask: Ask,
  { env, input, output }: AskStreams,
): Promise<void> {
  const style = styleOf(env, output);
  const prompt = output.isTTY ? PROMPT : '';
  let after: Preceding | undefined;
  await write(output, prompt);
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() === '') {
      after = undefined;
    } else {
      const answer = await ask(line, { limit, explain, ...(after && { after }) });
      if (!answer.followsUp) after = { question: line, isReply: false };
      await write(output, `${renderForTerminal(answer, style)}\n`);
    }
    await write(output, prompt);
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
