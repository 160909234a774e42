import { CommanderError } from 'commander';
import { Refusal } from './cli/refusal.ts';
import { readSecret } from './cli/read-secret.ts';
import { buildProgram } from './cli/program.ts';
import type { CliContext } from './cli/context.ts';

/** Runs one command line. Errors become one clear line on stderr and an exit code: 0 success, 1 it failed, 2 wrong usage. */
export async function main(words: readonly string[]): Promise<void> {
  // Whatever a command creates is its owner's alone, temporary files included.
  process.umask(0o077);
  // A reader that has seen enough (`| head`) is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const context: CliContext = {
    environment: process.env,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    secret: readSecret,
  };
  try {
    await buildProgram(context).parseAsync([...words], { from: 'user' });
  } catch (error) {
    process.exitCode = report(error, context);
  }
}

function report(error: unknown, context: CliContext): number {
  if (error instanceof Refusal) {
    context.err(`sallyport: ${error.message}\n`);
    return error.exitCode;
  }
  // Commander has printed its own line, or the help or version that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const name = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
  context.err(`sallyport: this should not have happened: ${name}\n${error instanceof Error ? `${error.stack ?? ''}\n` : ''}`);
  return 1;
}
