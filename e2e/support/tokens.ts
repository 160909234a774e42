import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { Body } from './cloud-client.ts';
import type { TicketServer } from './service-tickets.ts';

export interface Identified {
  readonly status: number;
  /** X-Subject-Token; empty: none. */
  readonly token: string;
  readonly body: Body;
}

/** One request to the identity paths, which no generated client covers. */
export async function identity(server: TicketServer, method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Identified> {
  const url = new URL(path, server.endpoint);
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, ca: readFileSync(server.ca), timeout: 30_000, headers: { 'content-type': 'application/json', ...headers } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('error', reject).on('end', () => {
        const { 'x-subject-token': token } = answer.headers;
        resolve({ status: answer.statusCode ?? 0, token: typeof token === 'string' ? token : '', body: (text === '' ? {} : JSON.parse(text)) as Body });
      });
    });
    sent.on('error', reject).on('timeout', () => { sent.destroy(new Error('no answer within 30 s')); });
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** POST /v3/auth/tokens with a password. */
export function passwordToken(server: TicketServer, who: { readonly name: string; readonly domain: string; readonly password: string }): Promise<Identified> {
  const { name, domain, password } = who;
  return identity(server, 'POST', '/v3/auth/tokens', {
    auth: { identity: { methods: ['password'], password: { user: { name, password, domain: { name: domain } } } }, scope: { domain: { name: domain } } },
  });
}
