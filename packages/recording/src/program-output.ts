import type { RecordedProgram } from './event.ts';

/** Recorded of each output stream of a program without a terminal, in bytes. */
const EXEC_LIMIT = 64 * 1024;

// Their output is file content, which is never in a recording.
const TRANSFER = /^\s*(?:\S*\/)?(?:scp|rsync|sftp-server|git(?:-|\s+)(?:upload-pack|receive-pack|upload-archive))(?=\s|$)/u;

/** How many bytes of each stream are recorded for a program that runs without a terminal. */
export function outputLimit(program: RecordedProgram): number {
  if (program.kind === 'subsystem') return 0;
  if (program.kind === 'exec' && TRANSFER.test(program.command)) return 0;
  return EXEC_LIMIT;
}
