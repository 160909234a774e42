import { pino } from 'pino';
import type { Logger } from 'pino';
import type { Config } from '../config/schema.ts';

export type Log = Logger;

/** JSON lines on stderr: stdout belongs to the ready line. Synchronous, so that the last words of a dying process are there. */
export function createLog(level: Config['log']['level'], nodeId: string): Log {
  const destination = pino.destination({ fd: 2, sync: true });
  // Whoever reads the log may die before the server: sessions must not end for that.
  destination.on('error', () => undefined);
  return pino(
    { level, base: { nodeId, pid: process.pid }, timestamp: () => `,"time":"${new Date().toISOString()}"`, formatters: { level: (label) => ({ level: label }) } },
    destination,
  );
}
