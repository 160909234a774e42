import { randomUUID } from 'node:crypto';
import { HOUR } from '@sallyport/core';
import type { AccessKey, AuthToken, Id, Store, TargetWork, TemporaryKeyTerms } from '@sallyport/core';
import { NOW, fresh, newScope } from './samples.ts';

/** A principal in an instance of its own unless one is named. */
export async function principal(store: Store, within?: string): Promise<{ readonly instanceId: string; readonly principalId: Id }> {
  const instanceId = within ?? (await newScope(store)).instanceId;
  return { instanceId, principalId: await store.principals.create({ instanceId, name: fresh('anna'), displayName: 'Anna', domain: instanceId, createdAt: NOW }) };
}

export function token(of: { readonly instanceId: string; readonly principalId: Id }, changes: Partial<AuthToken> = {}): AuthToken {
  return {
    hash: fresh('hash'), instanceId: of.instanceId, principalId: of.principalId, methods: ['password', 'totp'], scope: { kind: 'domain', name: 'Example' }, issuedAt: NOW,
    expiresAt: NOW + HOUR, ...changes,
  };
}

export function temporaryKey(of: { readonly instanceId: string; readonly principalId: Id }, changes: Partial<AccessKey> = {}): AccessKey {
  return { accessKeyId: fresh('TAK'), instanceId: of.instanceId, principalId: of.principalId, active: true, expiresAt: NOW + HOUR, createdAt: NOW, ...changes };
}

/** Terms of a key that somebody else made with a lasting key of his: nothing of the key's own principal keeps or ends it. */
export async function terms(store: Store, { instanceId }: { readonly instanceId: string }): Promise<TemporaryKeyTerms> {
  const lasting = temporaryKey(await principal(store, instanceId), { expiresAt: null });
  await store.accessKeys.create(lasting, Buffer.from('x'), null);
  return { securityTokenHash: 'h', madeWith: { accessKeyId: lasting.accessKeyId } };
}

export function work(instanceId: string, changes: Partial<TargetWork> = {}): TargetWork {
  return {
    id: randomUUID(), instanceId, order: { kind: 'verify-host', projectId: 'default', hostId: '7', account: 'root', port: 22 },
    askedBy: { principalId: '3', principalName: 'anna', sourceAddress: '203.0.113.9', requestId: 'r' }, createdAt: NOW, giveUpAt: NOW + 60_000, ...changes,
  };
}
