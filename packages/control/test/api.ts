import { randomBytes, randomUUID } from 'node:crypto';
import { DEFAULT_SETTINGS, SHIPPED_POLICIES, accessKeyBinding, createControl } from '@sallyport/control';
import type { ControlSettings, RecordedCommand } from '@sallyport/control';
import { catalogue, checkResult, isActionName } from '@sallyport/contract';
import type { Operation, RestOperationId } from '@sallyport/contract';
import type { ChangeHint, Session } from '@sallyport/core';
import { PrivateKeyError, fingerprintMd5, fingerprintSha256, parsePrivateKey, parsePublicKey } from '@sallyport/ssh';
import { CHAIN_START, firstBreak } from '@sallyport/store';
import type { OpenedStore } from '@sallyport/store';
import { manualClock, storeRig } from '@sallyport/testkit';
import type { ManualClock, StoreRig } from '@sallyport/testkit';
import type { FastifyInstance } from 'fastify';
import { CASE_LISTS } from './case-lists.ts';
import { callRest } from './rest-call.ts';
import type { RestAsk, RestHow, RestSeen } from './rest-call.ts';
import { signAcs3 } from './sign.ts';

export const INSTANCE = 'bastionhost-cn-st220aw0001';
export const OTHER_INSTANCE = 'bastionhost-cn-st220aw0002';

export interface Key {
  readonly principalId: string;
  readonly accessKeyId: string;
  readonly secret: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // Bodies are asserted member by member, which is what makes their shape known.
  readonly body: Readonly<Record<string, unknown>>;
  readonly code: string;
}

export interface CallOptions {
  readonly key?: Key;
  readonly version?: string;
  readonly method?: 'GET' | 'POST';
  readonly instanceId?: string | null;
  readonly address?: string;
}

/** The control plane over a real SQLite store and a clock of its own; requests go through Fastify without a socket. */
export interface Api extends AsyncDisposable {
  readonly app: FastifyInstance;
  readonly store: OpenedStore;
  readonly clock: ManualClock;
  readonly admin: Key;
  /** Hints that were committed, in order. */
  readonly hints: ChangeHint[];
  readonly log: string[];
  call(action: string, params?: Readonly<Record<string, string>>, options?: CallOptions): Promise<Answer>;
  /** The body of a call that must succeed. */
  ok(action: string, params?: Readonly<Record<string, string>>, options?: CallOptions): Promise<Readonly<Record<string, unknown>>>;
  /** One call of the service-ticket API. */
  rest(id: RestOperationId, ask?: RestAsk, how?: RestHow): Promise<RestSeen>;
  /** A new principal with these shipped policies. */
  principal(name: string, policies: readonly string[], instanceId?: string): Promise<Key>;
}

export interface ApiOptions {
  readonly settings?: Partial<ControlSettings>;
  readonly recording?: (session: Session) => readonly string[];
  readonly commands?: (session: Session) => readonly RecordedCommand[];
  /** An empty database of another engine than SQLite; disposed with the API. Its own clock judges. */
  readonly rig?: StoreRig;
}

export async function startApi(options: ApiOptions = {}): Promise<Api> {
  const rig = options.rig ?? await storeRig('sqlite');
  const clock = manualClock(Date.UTC(2026, 10, 21, 12));
  const store = await rig.open({ clock });
  await seed(store);
  const hints: ChangeHint[] = [];
  const unsubscribe = await store.hints.subscribe((more) => hints.push(...more));
  const log: string[] = [];
  const settings: ControlSettings = { ...DEFAULT_SETTINGS, rates: { ...DEFAULT_SETTINGS.rates, perAddress: 100_000, perAddressBurst: 100_000 }, ...options.settings };
  const app = control(store, settings, options, log).createServer(undefined);
  await app.ready();
  const principal = createPrincipals(store);
  const admin = await principal('administrator', ['AdministratorAccess']);
  const call: Api['call'] = async (action, params = {}, how = {}) => {
    const key = how.key ?? admin;
    const instance = how.instanceId === undefined ? { InstanceId: INSTANCE } : how.instanceId === null ? {} : { InstanceId: how.instanceId };
    const request = signAcs3({ action, version: how.version ?? versionOf(action), params: { ...instance, ...params }, method: how.method ?? 'POST', key, at: await store.now() });
    const reply = await app.inject({ ...request, remoteAddress: how.address ?? '192.0.2.1' });
    const body = reply.json<Record<string, unknown>>();
    if (reply.statusCode === 200) demandDeclared(action, body);
    return { status: reply.statusCode, headers: reply.headers, body, code: typeof body['Code'] === 'string' ? body['Code'] : 'OK' };
  };
  return {
    app, store, clock, admin, hints, log, call, principal,
    rest: async (id, ask = {}, { key = admin, ...how } = {}) => callRest(app, id, ask, { ...how, key, at: await store.now() }),
    ok: async (action, params, how) => {
      const answer = await call(action, params, how);
      if (answer.status !== 200) throw new Error(`${action}: ${answer.status} ${JSON.stringify(answer.body)} ${log.join('\n')}`);
      return answer.body;
    },
    [Symbol.asyncDispose]: async () => {
      unsubscribe();
      await app.close();
      await rig[Symbol.asyncDispose]();
    },
  };
}

function versionOf(action: string): string {
  return isActionName(action) ? catalogue[action].version : '2019-12-09';
}

/** Every success of every test is held against the declaration, whatever the test looks at. */
function demandDeclared(action: string, { RequestId, ...result }: Readonly<Record<string, unknown>>): void {
  const operation: Operation | undefined = isActionName(action) ? catalogue[action] : undefined;
  const faults = operation === undefined ? ['unknown action'] : checkResult(operation, result);
  if (faults.length > 0 || typeof RequestId !== 'string') throw new Error(`${action} answers what it does not declare: ${faults.join('; ')}`);
}

function control(store: OpenedStore, settings: ControlSettings, options: ApiOptions, log: string[]): ReturnType<typeof createControl> {
  const write = (fields: Readonly<Record<string, unknown>>, message: string): void => {
    const { err } = fields;
    log.push(`${message} ${err instanceof Error ? err.stack ?? err.message : JSON.stringify(fields)}`);
  };
  return createControl({
    store, vault: store.vault, passwords: store.passwords, loans: store.loans, settings,
    recordings: {
      asciicast: async (session) => (options.recording === undefined ? undefined : eachOf(options.recording, session)),
      commands: async (session) => options.commands?.(session),
    },
    caseLists: () => CASE_LISTS,
    auditChain: { start: CHAIN_START, firstBreak },
    keys: {
      parsePublicKey: (text) => described(parsePublicKey(text)),
      parsePrivateKey: (text, passPhrase) => {
        try {
          return described(parsePrivateKey(text, passPhrase).publicKey);
        } catch (error) {
          if (error instanceof PrivateKeyError) return undefined;
          throw error;
        }
      },
    },
    random: { uuid: randomUUID, bytes: randomBytes },
    log: { info: write, warn: write, error: write },
    installation: { version: '0.1.0', publicEndpoint: 'bastion.example', privateEndpoint: '', sshPort: () => 60022, apiPort: () => 443, storageBytes: async () => 1024 },
    monotonic: () => performance.now(),
  });
}

function described(key: { readonly algorithm: string; readonly blob: string } | undefined) {
  return key === undefined ? undefined : { ...key, fingerprintMd5: fingerprintMd5(key.blob), fingerprintSha256: fingerprintSha256(key.blob) };
}

/** Fails, like the real one, only once it is read. */
async function* eachOf(recording: (session: Session) => readonly string[], session: Session): AsyncGenerator<string> {
  yield* recording(session);
}

/** Two tenants on one installation, each with the shipped policies. */
async function seed(store: OpenedStore): Promise<void> {
  await store.transact(async (tx) => {
    for (const [instanceId, accountId] of [[INSTANCE, '1001'], [OTHER_INSTANCE, '1002']] as const) {
      await tx.instances.create({ instanceId, regionId: 'cn-hangzhou', accountId, description: 'test', timeZone: 'Asia/Shanghai', createdAt: tx.now });
      for (const policy of SHIPPED_POLICIES) await tx.ramPolicies.create({ instanceId, ...policy, system: true, createdAt: tx.now });
    }
  });
}

function createPrincipals(store: OpenedStore): Api['principal'] {
  return async (name, policies, instanceId = INSTANCE) => {
    const accessKeyId = `SP${name}${instanceId.slice(-1)}`;
    const secret = randomBytes(16).toString('hex');
    const sealed = await store.vault.seal(accessKeyBinding(instanceId, accessKeyId), Buffer.from(secret));
    const principalId = await store.transact(async (tx) => {
      const id = await tx.principals.create({ instanceId, name, displayName: name, domain: instanceId === INSTANCE ? '1001' : '1002', createdAt: tx.now });
      await tx.accessKeys.create({ accessKeyId, instanceId, principalId: id, active: true, expiresAt: null, createdAt: tx.now }, sealed, null);
      for (const policyName of policies) {
        const policy = await tx.ramPolicies.findByName(instanceId, policyName);
        if (policy === undefined) throw new Error(`no policy ${policyName}`);
        await tx.ramPolicies.attach(instanceId, policy.id, id);
      }
      return id;
    });
    return { principalId, accessKeyId, secret };
  };
}
