import { Refusal } from './refusal.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds out of `90s`, `30m`, `8h` or `2d`; undefined stays so. */
export function durationSeconds(given: string | undefined, option: string): number | undefined {
  if (given === undefined) return undefined;
  const match = /^(?<count>[1-9][0-9]{0,8})(?<unit>[smhd])$/u.exec(given);
  const unit = UNITS[match?.groups?.['unit'] ?? ''];
  if (match === null || unit === undefined) throw new Refusal('USAGE', `${option} takes a duration such as 30m, 8h or 2d, not "${given}".`);
  return Number(match.groups?.['count']) * unit;
}
