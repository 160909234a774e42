const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i;
const IPV4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])$/;
const ALL_DIGITS = /^[0-9.]+$/;

/** Whether `text` can be dialled: an IPv4 or IPv6 address without zone or port, or a DNS name (RFC 1123 §2.1, underscores tolerated). */
export function isHostAddress(text: string): boolean {
  if (text.length === 0 || text.length > 253) return false;
  if (text.includes(':')) return isIpv6(text);
  // Something of digits and dots alone is a mistyped address, never a name: resolvers read `010.1` in surprising ways.
  if (ALL_DIGITS.test(text)) return IPV4.test(text);
  const labels = text.endsWith('.') ? text.slice(0, -1).split('.') : text.split('.');
  return labels.every((label) => LABEL.test(label));
}

function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1);
  const embedded = last !== undefined && last.includes('.');
  if (embedded && !IPV4.test(last)) return false;
  const plain = embedded ? groups.slice(0, -1) : groups;
  if (!plain.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  const count = plain.length + (embedded ? 2 : 0);
  return halves.length === 2 ? count <= 7 : count === 8;
}
