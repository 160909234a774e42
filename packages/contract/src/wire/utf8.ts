/** Text of well-formed UTF-8, or undefined: overlong forms, surrogates and cut sequences are none. By hand: ECMAScript alone has no decoder. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  let text = '';
  let units: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = lengthOf(bytes[at] ?? 0);
    const point = length === 0 ? undefined : pointAt(bytes, at, length);
    if (point === undefined) return undefined;
    units.push(point);
    at += length;
    // In pieces: an argument list is bounded by the engine's stack.
    if (units.length < 4096) continue;
    text += String.fromCodePoint(...units);
    units = [];
  }
  return text + String.fromCodePoint(...units);
}

/** Bytes of the sequence that begins with `lead`; 0: none does. */
function lengthOf(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2) return 0;
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf5 ? 4 : 0;
}

function pointAt(bytes: Uint8Array, at: number, length: number): number | undefined {
  const lead = bytes[at] ?? 0;
  if (length === 1) return lead;
  let point = lead & (0xff >> (length + 1));
  for (let next = at + 1; next < at + length; next += 1) {
    const byte = bytes[next] ?? 0;
    if ((byte & 0xc0) !== 0x80) return undefined;
    point = (point << 6) | (byte & 0x3f);
  }
  const least = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000;
  const surrogate = point >= 0xd800 && point <= 0xdfff;
  return point < least || point > 0x10ffff || surrogate ? undefined : point;
}
