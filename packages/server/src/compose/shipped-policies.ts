import { SHIPPED_POLICIES } from '@sallyport/control';
import type { ShippedPolicy } from '@sallyport/control';
import { DomainError } from '@sallyport/core';
import type { Store } from '@sallyport/core';
import type { Log } from '../log/logger.ts';

/** Stores the policies that came with the product after this installation was made; they permit nobody anything until somebody attaches them. */
export async function storeNewShippedPolicies(store: Store, instanceId: string, log: Log): Promise<void> {
  for (const policy of SHIPPED_POLICIES) {
    const present = await store.ramPolicies.findByName(instanceId, policy.name);
    if (present === undefined) await storeOne(store, instanceId, policy, log);
    else if (!present.system) log.warn({ policy: policy.name }, 'a policy of the operator\'s has the name of one that this version comes with; it stays as it is');
  }
}

async function storeOne(store: Store, instanceId: string, policy: ShippedPolicy, log: Log): Promise<void> {
  const { name, description, document } = policy;
  try {
    await store.ramPolicies.create({ instanceId, name, description, document, system: true, createdAt: await store.now() });
    log.info({ policy: name }, 'a policy that this version comes with has been stored');
  } catch (error) {
    // Another node that starts at the same time was first.
    if (!(error instanceof DomainError) || error.code !== 'RAM_POLICY_NAME_TAKEN') throw error;
  }
}
