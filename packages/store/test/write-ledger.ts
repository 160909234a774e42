import { openStore } from '@sallyport/store';
import type { StoreConfig } from '@sallyport/store';
import { newScope, user } from '../conformance/samples.ts';

/**
 * Started as a process of its own: writes with many transactions in flight, each a user with an audit event that names it, and tells
 * its parent of every one that was acknowledged, until it is killed.
 */
const [, , config, key] = process.argv;
const store = await openStore(JSON.parse(config ?? '') as StoreConfig, { masterKey: Buffer.from(key ?? '', 'hex') });
const scope = await newScope(store);
process.send?.({ instanceId: scope.instanceId });

async function write(lane: number): Promise<void> {
  for (let n = 0; ; n += 1) {
    const userName = `u-${lane}-${n}`;
    await store.transact(async (tx) => {
      await tx.users.create(user(scope, { userName }), null);
      tx.record({ instanceId: scope.instanceId, kind: 'made', actor: { kind: 'node', id: '', name: '' }, sourceAddress: '', requestId: userName, sessionId: '', outcome: 'OK', details: {} });
      tx.hint({ instanceId: scope.instanceId, kind: 'instance' });
    });
    process.send?.({ acknowledged: userName });
  }
}

await Promise.all(Array.from({ length: 8 }, (_, lane) => write(lane)));
