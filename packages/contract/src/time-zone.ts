/** A zone that X-Time-Zone may name. Minutes are east of Greenwich. */
export type TimeZone = { readonly kind: 'offset'; readonly minutes: number } | { readonly kind: 'named'; readonly name: string };

/** `GMT+8`, `UTC-3:30`. Unlike in names such as `Etc/GMT+8`, plus is east (ruling G3). */
const OFFSET = /^(?:GMT|UTC)([+-])([0-9]{1,2})(?::([0-5][0-9]))?$/i;
/** No zone of a country lies further from Greenwich. */
const FURTHEST_MINUTES = 14 * 60;
const NAME = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,3}$/;
const LONG_OFFSET = /^GMT(?:([+-])([0-9]{2}):([0-9]{2})(?::[0-9]{2})?)?$/;

// Making one takes long, and whoever calls chooses the names: there are about 600 of them, and only those that exist are kept.
const FORMATS = new Map<string, Intl.DateTimeFormat>();
const MOST_FORMATS = 64;

/** The zone that `text` names: `GMT±h[:mm]`, `UTC±h[:mm]` or a name of the IANA's; undefined: none. */
export function parseTimeZone(text: string): TimeZone | undefined {
  const [, sign, hours = '', minutes = '0'] = OFFSET.exec(text) ?? [];
  if (sign !== undefined) {
    const size = Number(hours) * 60 + Number(minutes);
    if (size > FURTHEST_MINUTES) return undefined;
    return { kind: 'offset', minutes: sign === '-' && size > 0 ? -size : size };
  }
  return text.length <= 64 && NAME.test(text) && formatOf(text) !== undefined ? { kind: 'named', name: text } : undefined;
}

/**
 * Minutes between UTC and the zone's clocks at an instant in milliseconds since the epoch, positive in the east; undefined: no zone has this name. Odd
 * seconds, which zones had before 1972, are cut off.
 */
export function timeZoneOffset(text: string, at: number): number | undefined {
  const zone = parseTimeZone(text);
  if (zone?.kind !== 'named') return zone?.minutes;
  const part = formatOf(zone.name)?.formatToParts(at).find((one) => one.type === 'timeZoneName');
  const [whole, sign, hours = '0', minutes = '0'] = LONG_OFFSET.exec(part?.value ?? '') ?? [];
  if (whole === undefined) return undefined;
  const size = Number(hours) * 60 + Number(minutes);
  return sign === '-' && size > 0 ? -size : size;
}

function formatOf(name: string): Intl.DateTimeFormat | undefined {
  const key = name.toLowerCase();
  const known = FORMATS.get(key);
  if (known !== undefined) return known;
  const made = tryFormat(name);
  if (made === undefined) return undefined;
  const [oldest] = FORMATS.keys();
  if (FORMATS.size >= MOST_FORMATS && oldest !== undefined) FORMATS.delete(oldest);
  FORMATS.set(key, made);
  return made;
}

function tryFormat(name: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
