import type { Api } from '../api.ts';

export interface KeystoneSeen {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** X-Subject-Token; empty: none. */
  readonly token: string;
}

export interface KeystoneAsk {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly address?: string;
}

export async function keystone(api: Api, { method, url, headers = {}, body, address = '192.0.2.1' }: KeystoneAsk): Promise<KeystoneSeen> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const reply = await api.app.inject({ method, url, headers: { host: 'bastion.local', ...json, ...headers }, remoteAddress: address, ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }) });
  const token = reply.headers['x-subject-token'];
  return { status: reply.statusCode, headers: reply.headers, body: reply.body === '' ? {} : reply.json<Record<string, unknown>>(), token: typeof token === 'string' ? token : '' };
}

export interface LogOn {
  readonly name: string;
  readonly password: string;
  readonly domain?: Readonly<Record<string, string>>;
  readonly id?: string;
  readonly passcode?: string;
  readonly scope?: unknown;
}

/** The body of `POST /v3/auth/tokens`, as clients of OpenStack make it. */
export function logOnBody({ name, password, domain = { name: '1001' }, id, passcode, scope }: LogOn): unknown {
  const user = id === undefined ? { name, domain } : { id };
  return {
    auth: {
      identity: { methods: passcode === undefined ? ['password'] : ['password', 'totp'], password: { user: { ...user, password } }, ...(passcode === undefined ? {} : { totp: { user: { ...user, passcode } } }) },
      ...(scope === undefined ? {} : { scope }),
    },
  };
}

export async function logOn(api: Api, how: LogOn, address?: string): Promise<KeystoneSeen> {
  return keystone(api, { method: 'POST', url: '/v3/auth/tokens', body: logOnBody(how), ...(address === undefined ? {} : { address }) });
}
