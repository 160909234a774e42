import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { CHAIN_START, firstBreak } from '@sallyport/store';
import { startPostgresCluster, storeRig } from '@sallyport/testkit';
import type { StoreRig } from '@sallyport/testkit';
import { onBothEngines } from './engines.ts';

/** Lets a process write until it has acknowledged some, then kills it; what it acknowledged, as its parent heard it. */
async function killedWriter(rig: StoreRig, runMs: number, kill: () => Promise<unknown>): Promise<{ instanceId: string; acknowledged: readonly string[] }> {
  const child = fork(new URL('../test/write-ledger.ts', import.meta.url), [JSON.stringify(rig.config), Buffer.from(rig.masterKey).toString('hex')], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const exited = once(child, 'exit');
  const acknowledged: string[] = [];
  let instanceId = '';
  child.on('message', (message: { instanceId?: string; acknowledged?: string }) => {
    if (message.instanceId !== undefined) instanceId = message.instanceId;
    if (message.acknowledged !== undefined) acknowledged.push(message.acknowledged);
  });
  try {
    while (acknowledged.length < 8) {
      if (child.exitCode !== null) throw new Error('the writer ended by itself');
      await sleep(5);
    }
    await sleep(runMs);
    await kill();
  } finally {
    child.kill('SIGKILL');
    await exited;
  }
  return { instanceId, acknowledged };
}

/** What is wrong after a kill. A unit by half: a user without its event, an event without its user, either without its count. */
interface Findings {
  readonly lost: readonly string[];
  readonly halves: readonly string[];
  readonly uncounted: number;
  readonly chainBreak: number | undefined;
}

const NOTHING: Findings = { lost: [], halves: [], uncounted: 0, chainBreak: undefined };

async function checkLedger(rig: StoreRig, instanceId: string, acknowledged: readonly string[]): Promise<Findings> {
  const store = await rig.open();
  const rows = await store.audit.walk(instanceId, 0, 100_000);
  const recorded = new Set(rows.map((row) => row.requestId));
  const users = await store.users.list(instanceId, {}, { number: 1, size: 100_000 }, 0);
  const made = new Set(users.items.map((item) => item.userName));
  const counted = await store.access.changeCounter(instanceId);
  await rig.close(store);
  return {
    lost: acknowledged.filter((name) => !made.has(name)),
    halves: [...[...recorded].filter((name) => !made.has(name)), ...[...made].filter((name) => !recorded.has(name))],
    uncounted: made.size - counted,
    chainBreak: firstBreak(rows, { sequence: 0, hash: CHAIN_START }),
  };
}

onBothEngines('a killed writer', (subject) => {
  test('loses nothing acknowledged and leaves nothing by half', async () => {
    for (const runMs of [20, 90]) {
      await using rig = await subject.another();
      const { instanceId, acknowledged } = await killedWriter(rig, runMs, () => Promise.resolve());
      expect(await checkLedger(rig, instanceId, acknowledged)).toEqual(NOTHING);
    }
  });
});

test('a PostgreSQL server that dies loses nothing acknowledged', async () => {
  await using cluster = await startPostgresCluster({ fsync: 'on' });
  await using rig = await storeRig('postgres', cluster);
  const { instanceId, acknowledged } = await killedWriter(rig, 150, () => cluster.crash());
  await cluster.restart();
  expect(await checkLedger(rig, instanceId, acknowledged)).toEqual(NOTHING);
});
