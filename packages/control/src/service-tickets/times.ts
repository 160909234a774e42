import { timeZoneOffset } from '@sallyport/contract';
import { DAY, MINUTE, SECOND } from '@sallyport/core';
import type { EpochMs } from '@sallyport/core';

/** Years of four digits on every clock. A time beyond them is shown as the last: a row with one must not keep a whole list from being read. */
const EARLIEST = Date.parse('0000-01-03T00:00:00Z');
const LATEST = Date.UTC(9999, 11, 30);

/** What is shown for an instant, whatever was stored. */
export function shownInstant(stored: EpochMs): EpochMs {
  return Math.min(Math.max(stored, EARLIEST), LATEST);
}

/** RFC 3339 with the offset that the zone has then: `2026-11-21T20:00:00+08:00`. Never throws, whatever instant it is. */
export function dateTime(instant: EpochMs, timeZone: string): string {
  const at = shownInstant(instant);
  const offset = offsetAt(timeZone, at);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${new Date(at + offset * MINUTE).toISOString().slice(0, 19)}${offset < 0 ? '-' : '+'}${twoDigits(hours)}:${twoDigits(minutes)}`;
}

/** `yyyy-MM-dd HH:mm:ss` by the zone's clock. */
export function plainTime(at: EpochMs, timeZone: string): string {
  return dateTime(at, timeZone).slice(0, 19).replace('T', ' ');
}

/** The instant at which the zone's clock shows `text` (`yyyy-MM-dd HH:mm:ss`), the first of two where it is put back; undefined: no calendar has such a day. */
export function instantOf(text: string, timeZone: string): EpochMs | undefined {
  const asUtc = Date.parse(`${text.replace(' ', 'T')}Z`);
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 19).replace('T', ' ') !== text) return undefined;
  // Zones change their offset at most once in two days. A time that the clock skips counts on from before the gap.
  const [before, after] = [offsetAt(timeZone, asUtc - DAY), offsetAt(timeZone, asUtc + DAY)];
  const fitting = [before, after].map((offset) => asUtc - offset * MINUTE).find((at) => plainTime(at, timeZone) === text);
  return fitting ?? asUtc - before * MINUTE;
}

/** `hh:mm:ss`, whole seconds begun and done; a clock that was set back makes no negative ones. */
export function lasted(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  return `${twoDigits(Math.floor(seconds / 3600))}:${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
}

/** Names of zones were checked when the headers were read. */
function offsetAt(timeZone: string, at: EpochMs): number {
  const offset = timeZoneOffset(timeZone, at);
  if (offset === undefined) throw new Error('a time zone that no header check has seen');
  return offset;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
