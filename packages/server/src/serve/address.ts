import { Refusal } from '../cli/refusal.ts';

export interface ListenAddress {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

/** `127.0.0.1:8443`, `[::1]:8443`, `localhost:0`; the host may not be left out, so that nobody listens to the world by omission. */
export function parseListenAddress(text: string, option: string): ListenAddress {
  const found = /^(?:\[(?<six>[0-9A-Fa-f:.]+)\]|(?<host>[^:[\]\s]+)):(?<port>[0-9]{1,5})$/u.exec(text)?.groups;
  const port = Number(found?.['port']);
  const host = found?.['six'] ?? found?.['host'];
  if (host === undefined || port > 65_535) throw new Refusal('USAGE', `${option} takes HOST:PORT, such as 127.0.0.1:8443, [::1]:8443 or 0.0.0.0:8443, not "${text}".`);
  return { host, port };
}

/** The same the other way round, IPv6 in brackets. */
export function showAddress(address: ListenAddress): string {
  return address.host.includes(':') ? `[${address.host}]:${address.port}` : `${address.host}:${address.port}`;
}

/** Where somebody on this machine reaches what listens there: "any address" is none that can be called. */
export function callableAddress(address: ListenAddress): ListenAddress {
  if (address.host === '0.0.0.0') return { host: '127.0.0.1', port: address.port };
  return address.host === '::' ? { host: '::1', port: address.port } : address;
}
