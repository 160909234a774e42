import { expect, test } from 'vitest';
import type { SealedLoan } from '@sallyport/core';
import type { OpenedStore } from '@sallyport/store';
import { poll, startPostgresCluster, storeRig, tempDir } from '@sallyport/testkit';
import type { PostgresCluster } from '@sallyport/testkit';
import { work } from '../conformance/callers.ts';
import { confirm, lentSecret, requested } from '../conformance/lending.ts';
import { killCluster } from './loan-stage.ts';

/** An operator who looks for slow or odd statements, and wants to see all of all of them. */
const CURIOUS = [
  `log_statement = 'all'`, 'log_min_duration_statement = 0', 'log_parameter_max_length = -1', 'log_parameter_max_length_on_error = -1', 'log_duration = on',
  `session_preload_libraries = 'auto_explain'`, 'auto_explain.log_min_duration = 0', 'auto_explain.log_analyze = on', 'auto_explain.log_verbose = on',
];

/** How the log writes bytes. */
function written(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

async function logEverything(cluster: PostgresCluster, url: string): Promise<void> {
  await cluster.sql(url, [`load 'auto_explain'`, ...CURIOUS.map((setting) => `alter system set ${setting}`), 'select pg_reload_conf()'].join(';\n'));
}

/** The store, keeping the loans that it seals. */
function watching(store: OpenedStore): { readonly store: OpenedStore; readonly loans: SealedLoan[] } {
  const loans: SealedLoan[] = [];
  const seal: OpenedStore['loans']['seal'] = async (name, secrets) => {
    const loan = await store.loans.seal(name, secrets);
    loans.push(loan);
    return loan;
  };
  return { store: { ...store, loans: { seal, open: (name, item) => store.loans.open(name, item), tend: () => store.loans.tend() } }, loans };
}

test('PostgreSQL: a log of all statements with all parameters holds no key of a loan, stored or brought back', async () => {
  await using cluster = await startPostgresCluster({ fsync: 'on' });
  await using rig = await storeRig('postgres', cluster);
  await using loanDirectory = await tempDir('loans');
  const deps = { loanDirectory: loanDirectory.path };
  const url = rig.config.engine === 'postgres' ? rig.config.url : '';
  const early = await rig.open(deps);
  const of = await requested(early);
  await rig.close(early);
  await logEverything(cluster, url);
  const first = await rig.open(deps);
  const { store, loans } = watching(first);
  await confirm(store, of, 'hunter2');
  const chore = work(of.scope.instanceId, { giveUpAt: Number.MAX_SAFE_INTEGER });
  await store.targetWork.enqueue(chore, await store.loans.seal({ instanceId: chore.instanceId, kind: 'target-work', id: chore.id }, new Map([['secret', Buffer.from('hunter3')]])), 9);
  expect(await lentSecret(first, of)).toBe('hunter2');
  expect(await store.targetWork.lease('node', 1, 1_000)).toEqual(chore);
  await rig.close(first);
  const [lent, done] = loans;
  if (lent === undefined || done === undefined) throw new Error('nothing was sealed');
  // What is sealed under the key may stand there, as in the write-ahead log: it shows that parameters do.
  await poll('the log has the statements', 5_000, () => (cluster.log().includes(written(lent.sealed.get(of.accountId) ?? new Uint8Array(1))) ? true : undefined));
  const secrets = [lent.wrappedKey, done.wrappedKey, done.sealed.get('secret') ?? new Uint8Array(1)].map(written);
  for (const secret of secrets) expect(cluster.log()).not.toContain(secret);

  await killCluster(cluster);
  await cluster.restart();
  const again = await rig.open(deps);
  expect(await lentSecret(again, of)).toBeUndefined();
  expect(await again.loans.tend()).toBe(true);
  expect(await lentSecret(again, of)).toBe('hunter2');
  expect(cluster.log()).toContain('"loan_keys"');
  for (const secret of secrets) expect(cluster.log()).not.toContain(secret);
}, 90_000);

test('PostgreSQL: neither does the log of a row that is refused', async () => {
  await using cluster = await startPostgresCluster();
  await using rig = await storeRig('postgres', cluster);
  const early = await rig.open();
  const chore = work((await requested(early)).scope.instanceId);
  await rig.close(early);
  await logEverything(cluster, rig.config.engine === 'postgres' ? rig.config.url : '');
  const first = await rig.open();
  const { store, loans } = watching(first);
  for (const expected of ['stored', '23505']) {
    const loan = await store.loans.seal({ instanceId: chore.instanceId, kind: 'target-work', id: chore.id }, new Map([['secret', Buffer.from('hunter3')]]));
    expect(await store.targetWork.enqueue(chore, loan, 9).then(() => 'stored', (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error))).toBe(expected);
  }
  // The connection goes on as if nothing had been.
  expect(await store.targetWork.lease('node', 1, 1_000)).toEqual(chore);
  await poll('the log has the refusal', 5_000, () => (cluster.log().includes('already exists') ? true : undefined));
  for (const { wrappedKey } of loans) expect(cluster.log()).not.toContain(written(wrappedKey));
}, 60_000);
