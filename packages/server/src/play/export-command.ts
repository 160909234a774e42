import { open } from 'node:fs/promises';
import type { CliContext } from '../cli/context.ts';
import type { ExportOptions } from '../cli/recording-options.ts';
import { Refusal } from '../cli/refusal.ts';
import { systemCode } from '../data/system-error.ts';
import { castText } from './cast-source.ts';

/** Writes an asciicast to a new file (0600: it shows what was on a screen) or to standard output. */
export async function exportCommand(recording: string, options: ExportOptions, context: CliContext): Promise<void> {
  const pieces = await castText(recording, options, context);
  if (options.output === undefined) {
    for await (const piece of pieces) context.out(piece);
    return;
  }
  const file = await open(options.output, 'wx', 0o600).catch((error: unknown) => {
    throw new Refusal('USAGE', `--output ${options.output ?? ''} cannot be made (${systemCode(error) ?? 'unknown error'}); an existing file is not overwritten.`, { cause: error });
  });
  try {
    for await (const piece of pieces) await file.write(piece);
  } finally {
    await file.close();
  }
}
