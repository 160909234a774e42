import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Log } from '../log/logger.ts';

const run = promisify(execFile);

/**
 * A core dump would hold the master key (ruling H5). Node cannot lower its own limit, `prlimit` (util-linux) can; where it is missing,
 * the kernel is told to leave every kind of memory out of a dump.
 */
export async function forbidCoreDumps(log: Log): Promise<void> {
  const results = await Promise.allSettled([
    run('prlimit', ['--pid', String(process.pid), '--core=0:0'], { timeout: 5000 }),
    writeFile('/proc/self/coredump_filter', '0'),
  ]);
  if (results.every(({ status }) => status === 'rejected')) log.warn({ code: 'CORE_DUMPS_ALLOWED' }, 'core dumps cannot be switched off here: a crash may write the master key to disk; start with "ulimit -c 0"');
}
