/**
 * Log-ons (`ssh … true` with a public key) through the door against plain sshd, in turns.
 *   node bench/logons.ts [--engine sqlite|postgres|both] [--size full|medium|small]
 * The door does what the direct way does twice (its own key exchange and the target's), decides, registers, records and audits.
 */
import { startPostgresCluster, startSshd, tempDir } from '@sallyport/testkit';
import { client } from './logons/client.ts';
import type { Client, Way } from './logons/client.ts';
import { PLAIN_SHELL, bastion } from './support/bastion.ts';
import { benchOptions } from './support/options.ts';
import type { EngineName } from './support/options.ts';
import { median, summarise } from './support/summary.ts';
import { caveat, say, table } from './support/table.ts';
import type { Row } from './support/table.ts';

const AT_ONCE = 8;
const COUNTS = { full: { single: 60, batches: 12 }, medium: { single: 30, batches: 6 }, small: { single: 10, batches: 3 } } as const;

type Times = Record<Way['name'], number[]>;

/** One at a time, the ways in turns, each turn led by the other way. */
async function oneByOne(ssh: Client, ways: readonly Way[], rounds: number): Promise<Times> {
  const times: Times = { direct: [], door: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const way of round % 2 === 0 ? ways : ways.toReversed()) times[way.name].push(await ssh.logOn(way));
  }
  return times;
}

/** Log-ons a second of one batch: `AT_ONCE` clients, each three times. */
async function together(ssh: Client, ways: readonly Way[], batches: number): Promise<Times> {
  const rates: Times = { direct: [], door: [] };
  for (let batch = 0; batch < batches; batch += 1) {
    for (const way of batch % 2 === 0 ? ways : ways.toReversed()) {
      const begun = performance.now();
      await Promise.all(Array.from({ length: AT_ONCE }, async () => {
        for (let turn = 0; turn < 3; turn += 1) await ssh.logOn(way);
      }));
      rates[way.name].push((AT_ONCE * 3) / ((performance.now() - begun) / 1_000));
    }
  }
  return rates;
}

async function measure(engine: EngineName, counts: { readonly single: number; readonly batches: number }): Promise<readonly Row[]> {
  await using undo = new AsyncDisposableStack();
  const dir = undo.use(await tempDir('bench-logons'));
  const gate = undo.use(await bastion(engine === 'postgres' ? undo.use(await startPostgresCluster({ fsync: 'on' })) : undefined));
  const ssh = client(dir, gate.engineerKey);
  // The engineer's key is not one of the target's account (that one is in the vault), so the direct way leads to an sshd of the same kind that knows it.
  const plain = undo.use(await startSshd({ authorizedKeys: [gate.engineerKey.publicLine], config: PLAIN_SHELL }));
  const ways: readonly Way[] = [
    { name: 'direct', port: plain.port, login: plain.user },
    { name: 'door', port: gate.server.sshPort, login: (await gate.add('engineer')).login },
  ];
  await oneByOne(ssh, ways, 5);
  const alone = await oneByOne(ssh, ways, counts.single);
  const rates = await together(ssh, ways, counts.batches);
  const [direct, door] = [summarise(alone.direct), summarise(alone.door)];
  const [directRate, doorRate] = [median(rates.direct), median(rates.door)];
  return [
    [`${engine}, one after another: ms a log-on, median`, direct.p50, door.p50, `${(door.p50 / direct.p50).toFixed(2)} × the time`],
    [`${engine}, one after another: ms a log-on, p99`, direct.p99, door.p99, ''],
    [`${engine}, ${AT_ONCE} at once: log-ons a second, median`, directRate, doorRate, `${(doorRate / directRate).toFixed(2)} × the rate`],
  ];
}

const { engines, size } = benchOptions('node bench/logons.ts [--engine sqlite|postgres|both] [--size full|medium|small]');
const rows: Row[] = [];
for (const engine of engines) rows.push(...await measure(engine, COUNTS[size]));
say(table(['ssh … true', 'sshd directly', 'through the door', 'ratio of medians'], rows));
say(caveat());
