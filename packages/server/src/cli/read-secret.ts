import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { Refusal } from './refusal.ts';

const MAX_BYTES = 4096;

/**
 * A secret that must not stand in an argument, where everybody on the machine sees it: asked for twice on a terminal, without echo; else the
 * one line of standard input.
 */
export async function readSecret(prompt: string): Promise<string> {
  const secret = process.stdin.isTTY ? await askTwice(prompt) : await oneLine();
  if (secret === '') throw new Refusal('USAGE', 'No password was given. Type it at the prompt, or send it on standard input: … < password.txt');
  return secret;
}

async function askTwice(prompt: string): Promise<string> {
  const first = await ask(`${prompt}: `);
  if (await ask(`${prompt} again: `) !== first) throw new Refusal('USAGE', 'The two were not the same; nothing was changed.');
  return first;
}

/** The terminal is in raw mode while a line editor without an output runs on it, so that nothing typed is shown. */
function ask(prompt: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => { done(); } });
  const editor = createInterface({ input: process.stdin, output: nowhere, terminal: true, historySize: 0 });
  // Only now: what is typed before the terminal is in raw mode would be shown.
  process.stderr.write(prompt);
  return new Promise<string>((resolve, reject) => {
    editor.once('line', resolve);
    // After a line this comes too late to matter; before one it is Ctrl-C or Ctrl-D.
    editor.once('close', () => { reject(new Refusal('USAGE', 'Given up; nothing was changed.', { exitCode: 1 })); });
    editor.once('line', () => { editor.close(); });
    editor.once('SIGINT', () => { editor.close(); });
  }).finally(() => { process.stderr.write('\n'); });
}

async function oneLine(): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    const piece = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += piece.length;
    if (bytes > MAX_BYTES) throw new Refusal('USAGE', `Standard input is longer than ${MAX_BYTES} bytes: is it the password?`);
    chunks.push(piece);
  }
  const secret = Buffer.concat(chunks).toString('utf8').replace(/\r?\n$/u, '');
  if (/[\r\n]/u.test(secret)) throw new Refusal('USAGE', 'Standard input has several lines: a password is one.');
  return secret;
}
