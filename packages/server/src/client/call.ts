import { randomUUID } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Refusal } from '../cli/refusal.ts';
import { systemCode } from '../data/system-error.ts';
import type { Connection } from './connection.ts';
import { signRequest } from './sign.ts';
import { trustOptions } from './trust-options.ts';

const TIMEOUT_MS = 60_000;
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

export interface ApiCall {
  readonly action: string;
  readonly version: string;
  readonly pairs: ReadonlyMap<string, string>;
}

/** An answer as it came: `ok` by the HTTP status, the body parsed. */
export interface ApiAnswer {
  readonly ok: boolean;
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Signs and sends one call. Throws a refusal when no answer came; an error answer is an answer. */
export async function callApi(connection: Connection, call: ApiCall): Promise<ApiAnswer> {
  const url = new URL(connection.endpoint);
  const signed = signRequest({
    ...call, host: url.host, accessKeyId: connection.accessKeyId, accessKeySecret: connection.accessKeySecret, securityToken: connection.securityToken, nonce: randomUUID(), at: new Date(),
  });
  const { status, text } = await exchange(url, connection, signed.headers, signed.body).catch((error: unknown) => {
    throw unreachable(connection.endpoint, error);
  });
  const body = parsedObject(text);
  if (body === undefined) throw new Refusal('UNREACHABLE', `${connection.endpoint} answered ${status} with something that is no JSON object: is it a Sallyport API?`);
  return { ok: status >= 200 && status < 300, status, body };
}

interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

function exchange(url: URL, connection: Connection, headers: Readonly<Record<string, string>>, body: string): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) }, timeout: TIMEOUT_MS, agent: false as const };
    const request = url.protocol === 'http:' ? requestHttp(url, options) : requestHttps(url, { ...options, ...trustOptions(connection.trust) });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MAX_ANSWER_BYTES) request.destroy(new Error('the answer is too large'));
        else chunks.push(chunk);
      });
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
    });
    request.end(body);
  });
}

function unreachable(endpoint: string, error: unknown): Refusal {
  const code = systemCode(error);
  const words = error instanceof Error ? error.message : '';
  if (code === 'ECONNREFUSED') return new Refusal('UNREACHABLE', `Nothing listens at ${endpoint}. Is "sallyport serve" running?`, { cause: error });
  if (code?.includes('CERT') === true || code?.includes('SIGNATURE') === true || words.includes('certificate')) {
    return new Refusal('CERTIFICATE_REFUSED', `${endpoint} shows a certificate that is not trusted (${words}). Name its authority with --ca FILE.`, { cause: error });
  }
  return new Refusal('UNREACHABLE', `${endpoint} cannot be called: ${words}.`, { cause: error });
}

function parsedObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    // A proxy's page or a truncated answer: the caller says so.
    return undefined;
  }
}
