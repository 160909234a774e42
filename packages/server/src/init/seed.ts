import { SHIPPED_POLICIES, accessKeyBinding } from '@sallyport/control';
import type { InstallationStore } from '../compose/open-store.ts';
import { Refusal } from '../cli/refusal.ts';
import type { Installation } from '../data/installation.ts';

/** Shipped policy that lets its principal do everything. */
const FULL_ACCESS = 'AdministratorAccess';

export interface AdministratorKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** Everything that a new installation has, in one transaction: the instance, its administrator and the shipped policies. */
export async function seed(store: InstallationStore, installation: Installation, key: AdministratorKey): Promise<void> {
  const { instanceId } = installation;
  const present = await store.instances.list();
  const [other] = present;
  if (other !== undefined) throw new Refusal('DATABASE_IN_USE', `This database already holds the installation of ${other.instanceId}; nothing has been changed. Add a node to it with "sallyport join", or name an empty database.`);
  await store.transact(async (tx) => {
    const createdAt = tx.now;
    await tx.instances.create({ instanceId, regionId: installation.regionId, accountId: installation.accountId, description: '', timeZone: 'Asia/Shanghai', createdAt });
    const principalId = await tx.principals.create({ instanceId, name: 'administrator', displayName: 'Administrator', domain: installation.accountId, createdAt });
    const sealed = await store.vault.seal(accessKeyBinding(instanceId, key.accessKeyId), Buffer.from(key.accessKeySecret, 'utf8'));
    await tx.accessKeys.create({ accessKeyId: key.accessKeyId, instanceId, principalId, active: true, expiresAt: null, createdAt }, sealed, null);
    for (const policy of SHIPPED_POLICIES) {
      const policyId = await tx.ramPolicies.create({ instanceId, name: policy.name, description: policy.description, document: policy.document, system: true, createdAt });
      if (policy.name === FULL_ACCESS) await tx.ramPolicies.attach(instanceId, policyId, principalId);
    }
    tx.record({
      instanceId, kind: 'instance.created', actor: { kind: 'node', id: installation.nodeId, name: 'init' }, sourceAddress: '', requestId: '', sessionId: '',
      outcome: 'OK', details: { regionId: installation.regionId, accessKeyId: key.accessKeyId },
    });
  });
}
