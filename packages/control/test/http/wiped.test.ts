import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { INSTANCE, startApi } from '../api.ts';
import type { Api } from '../api.ts';
import { keystone, logOnBody } from '../rest/keystone.ts';
import { sendRest } from '../rest-call.ts';
import { signV1 } from '../sign.ts';
import { signSdk } from '../sign-sdk.ts';

const PASSWORD = 'correct horse battery';
const HANDLED = 'tracing:fastify.request.handler:start';

let api: Api;
const bodies: { readonly body: Uint8Array; readonly before: string }[] = [];
const keep = (message: unknown): void => {
  const { body } = (message as { readonly request: { readonly body: unknown } }).request;
  if (body instanceof Uint8Array) bodies.push({ body, before: Buffer.from(body).toString('utf8') });
};
beforeAll(async () => {
  api = await startApi();
  subscribe(HANDLED, keep);
});
afterAll(async () => {
  unsubscribe(HANDLED, keep);
  await api[Symbol.asyncDispose]();
});

it.each([
  ['a log-on', 401, async () => keystone(api, { method: 'POST', url: '/v3/auth/tokens', body: logOnBody({ name: 'lin', password: PASSWORD }) })],
  ['a path that is none', 404, async () => keystone(api, { method: 'POST', url: '/v3/auth/tokens/', body: logOnBody({ name: 'lin', password: PASSWORD }) })],
  ['a confirmation', 200, async () => sendRest(api.app, signSdk({ method: 'PUT', path: '/v2/servicerequest/authorizations/Auth-1', key: api.admin, at: api.clock.now(), body: JSON.stringify({ auth_detail_list: [{ auth_detail_id: 1, password: PASSWORD }] }) }))],
  ['a call of the first dialect', 404, async () => {
    const request = signV1({ action: 'SetPrincipalPassword', version: '2026-11-01', params: { InstanceId: INSTANCE, PrincipalId: '999999', Password: PASSWORD }, method: 'POST', key: api.admin, at: api.clock.now() });
    const reply = await api.app.inject(request);
    return { status: reply.statusCode, body: reply.body };
  }],
] as const)('nothing is left of the body of %s once it is answered', async (_, status, ask) => {
  bodies.length = 0;
  expect(await ask()).toMatchObject({ status });
  expect(bodies).toHaveLength(1);
  const [{ body, before } = { body: new Uint8Array([1]), before: '' }] = bodies;
  expect(decodeURIComponent(before)).toContain(PASSWORD);
  // The answer is out before whoever served it goes on.
  await expect.poll(() => body.every((byte) => byte === 0)).toBe(true);
});
