import { text } from './calling-command.ts';
import type { Options } from './calling-command.ts';
import { Refusal } from './refusal.ts';

/** The port in `--port`; throws for an empty one too, which an unset variable of a script would make mean every port. */
export function portOption(options: Options): number | undefined {
  const given = text(options['port']);
  if (given === undefined) return undefined;
  const port = /^[0-9]{1,5}$/.test(given) ? Number(given) : 0;
  if (port < 1 || port > 65_535) throw new Refusal('USAGE', `--port takes a port, 1 to 65535, not "${given}".`);
  return port;
}
