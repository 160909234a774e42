import { Refusal } from '../cli/refusal.ts';
import { parseNetwork } from '../config/network.ts';

/** Networks given by `--allow-target`; a mistyped one is a usage error, not a rule that never matches. */
export function checkedNetworks(given: readonly string[]): readonly string[] {
  const wrong = given.find((text) => parseNetwork(text) === undefined);
  if (wrong !== undefined) throw new Refusal('USAGE', `--allow-target takes a network such as 127.0.0.0/8 or ::1/128, not "${wrong}".`);
  return given;
}
