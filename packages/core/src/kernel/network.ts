/**
 * What counts as one address in limits on strangers: an IPv4 address, or the /64 of an IPv6 address, because one host owns all of that
 * and could otherwise come from a new one each time. Takes IPv4 in dotted form alone, also where a socket gave it mapped.
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const gap = address.includes('::') ? Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0') : [];
  return `${[...before, ...gap, ...after].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '').toLowerCase()).join(':')}::/64`;
}
