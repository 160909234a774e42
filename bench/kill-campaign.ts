/**
 * Kills a serving process with -9 at random instants while at least 8 writes are in flight, and compares a ledger of acknowledged writes with the
 * database after each restart.
 *   node bench/kill-campaign.ts [--engine sqlite|postgres|both] [--size full|small] [--kills N]
 * Every run starts with an empty installation: a long campaign may be done in portions. Ends with 1 when anything was lost or half-applied.
 */
import { startPostgresCluster } from '@sallyport/testkit';
import { campaign } from './kill/campaign.ts';
import type { CampaignReport } from './kill/campaign.ts';
import { benchOptions } from './support/options.ts';
import type { EngineName } from './support/options.ts';
import { caveat, say, table } from './support/table.ts';
import type { Row } from './support/table.ts';

const KILLS = { full: 50, medium: 20, small: 3 } as const;
const SHOWN = 20;

async function run(engine: EngineName, kills: number): Promise<CampaignReport> {
  await using undo = new AsyncDisposableStack();
  const cluster = engine === 'postgres' ? undo.use(await startPostgresCluster({ fsync: 'on' })) : undefined;
  return await campaign(kills, cluster, (soFar) => {
    if (soFar.kills % 10 === 0) say(`${engine}: ${soFar.kills} kills, ${soFar.acknowledged} acknowledged, ${soFar.lost.length} lost, ${soFar.halfApplied.length} half-applied`);
  });
}

const options = benchOptions('node bench/kill-campaign.ts [--engine sqlite|postgres|both] [--size full|medium|small] [--kills N]', { kills: 1_000 });
const rows: Row[] = [];
for (const engine of options.engines) {
  const { kills, acknowledged, inFlightAtKill, lost, halfApplied } = await run(engine, options.number('kills') ?? KILLS[options.size]);
  for (const what of [...lost, ...halfApplied].slice(0, SHOWN)) say(`${engine}: ${what}`);
  if (lost.length + halfApplied.length > 0) process.exitCode = 1;
  rows.push([engine, kills, acknowledged, Math.min(...inFlightAtKill), Math.max(...inFlightAtKill), lost.length, halfApplied.length]);
}
say(table(['kill -9', 'kills', 'acknowledged', 'least in flight', 'most in flight', 'lost', 'half-applied'], rows));
say(caveat());
