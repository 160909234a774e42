import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import type { CliContext } from '../cli/context.ts';
import type { PlayOptions } from '../cli/recording-options.ts';
import { Refusal } from '../cli/refusal.ts';
import { terminalText } from '../cli/terminal-text.ts';
import { linesOf } from './cast-lines.ts';
import { castText } from './cast-source.ts';
import { outputOf } from './output-event.ts';
import { play } from './play.ts';

const SESSION_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** Plays a session's recording, or an exported file, in the terminal. */
export async function playCommand(recording: string, options: PlayOptions, context: CliContext): Promise<void> {
  const pace = { speed: positive(options.speed, '--speed'), idleLimitMs: positive(options.idleLimit, '--idle-limit') * 1000 };
  const file = await isFile(recording);
  if (!file && !SESSION_ID.test(recording)) throw new Refusal('NOT_FOUND', `${terminalText(recording)} is neither a file nor a session id; "sallyport sessions" lists those.`);
  const pieces = file ? fileText(recording) : await castText(recording, options, context);
  await play(outputOf(linesOf(pieces)), pace, context.out);
}

async function isFile(name: string): Promise<boolean> {
  try {
    await access(name);
    return true;
  } catch {
    // Not a file: a session id.
    return false;
  }
}

function fileText(path: string): AsyncIterable<string> {
  return createReadStream(path, { encoding: 'utf8' });
}

function positive(text: string, option: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1_000_000)) throw new Refusal('USAGE', `${option} takes a number above 0, not "${text}".`);
  return value;
}
