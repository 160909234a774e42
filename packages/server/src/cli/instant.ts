import { Refusal } from './refusal.ts';

/** An instant in seconds since the epoch out of ISO 8601 with a zone, or such seconds; undefined stays so. */
export function instant(given: string | undefined, option: string): string | undefined {
  if (given === undefined || /^[0-9]{1,12}$/u.test(given)) return given;
  const at = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/u.test(given) ? Date.parse(given) : Number.NaN;
  // Without a zone the same text would mean another instant on another machine.
  if (Number.isNaN(at)) throw new Refusal('USAGE', `${option} takes a time with its zone, such as 2026-11-21T22:00:00+08:00, or seconds since the epoch, not "${given}".`);
  return String(Math.floor(at / 1000));
}
