import type { Operate } from '../client/operate.ts';
import { texts, text } from './calling-command.ts';
import type { Options } from './calling-command.ts';
import { idOf } from './find-one.ts';
import { HOST } from './nameables.ts';
import { Refusal } from './refusal.ts';

/** The API takes so many; the command says so before it asks for names. */
const MOST = 5;

export type WishedDetail =
  | { readonly Type: 'Console' }
  | { readonly Type: 'Host'; readonly HostId: string; readonly Account?: string; readonly Port?: number };

/** What `--host [account@]host[:port]` (repeatable), `--account`, `--port` and `--console` ask for. */
export async function wishedDetails(operate: Operate, options: Options): Promise<readonly WishedDetail[]> {
  const hosts = texts(options['host']).map((given) => hostWish(given, text(options['account']), text(options['port'])));
  const consoles: readonly WishedDetail[] = options['console'] === true ? [{ Type: 'Console' }] : [];
  const count = hosts.length + consoles.length;
  if (count === 0) throw new Refusal('USAGE', 'What for? Name at least one --host, or --console.');
  if (count > MOST) throw new Refusal('USAGE', `One authorization is about at most ${MOST} hosts and consoles, not ${count}.`);
  const wished: WishedDetail[] = [...consoles];
  for (const { host, account, port } of hosts) {
    wished.push({ Type: 'Host', HostId: await idOf(operate, HOST, host), ...(account === undefined ? {} : { Account: account }), ...(port === undefined ? {} : { Port: port }) });
  }
  return wished;
}

export interface HostWish {
  readonly host: string;
  readonly account: string | undefined;
  readonly port: number | undefined;
}

/** Parsed from the right, as login names are: accounts may contain `@`. An address of IPv6 has no port after it unless it stands in brackets. */
export function hostWish(given: string, account: string | undefined, port: string | undefined): HostWish {
  const at = given.lastIndexOf('@');
  const place = given.slice(at + 1);
  const match = /^(?:\[(?<bracketed>[^\]]+)\]|(?<plain>[^:]+))(?::(?<port>[0-9]{1,5}))?$/u.exec(place);
  const host = match?.groups?.['bracketed'] ?? match?.groups?.['plain'] ?? place;
  if (host === '') throw new Refusal('USAGE', `--host takes [account@]host[:port], not "${given}".`);
  return { host, account: at > 0 ? given.slice(0, at) : account, port: portNumber(match?.groups?.['port'] ?? port) };
}

function portNumber(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const port = /^[1-9][0-9]{0,4}$/u.test(given) ? Number(given) : 0;
  if (port < 1 || port > 65_535) throw new Refusal('USAGE', `"${given}" is no port: 1 to 65535.`);
  return port;
}
