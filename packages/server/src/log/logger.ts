import { pino } from 'pino';
import type { Logger } from 'pino';
import type { Config } from '../config/schema.ts';

export type Log = Logger;

/** JSON lines on stderr: stdout belongs to the ready line. Synchronous, so that the last words of a dying process are there. */
export function createLog(level: Config['log']['level'], nodeId: string): Log {
  return pino(
    { level, base: { nodeId, pid: process.pid }, timestamp: () => `,"time":"${new Date().toISOString()}"`, formatters: { level: (label) => ({ level: label }) } },
    pino.destination({ fd: 2, sync: true }),
  );
}
