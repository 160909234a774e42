import { setTimeout as sleep } from 'node:timers/promises';
import { poll } from '@sallyport/testkit';
import type { PostgresCluster } from '@sallyport/testkit';
import { CloudClient } from '../../e2e/support/cloud-client.ts';
import { OWN_VERSION, addApproval } from '../../e2e/support/stage.ts';
import { bastion } from '../support/bastion.ts';
import type { Bastion, Node } from '../support/bastion.ts';
import { postgresDatabase, sqliteDatabase } from './database.ts';
import { look } from './found.ts';
import { brokenInvariants } from './invariants.ts';
import { Ledger } from './ledger.ts';
import { write } from './writer.ts';

const WRITERS = 10;
const AT_LEAST_IN_FLIGHT = 8;
/** A kill comes at a random instant between these after the writers have started. */
const KILL_BETWEEN_MS = [20, 2_000] as const;

export interface CampaignReport {
  readonly kills: number;
  readonly acknowledged: number;
  readonly inFlightAtKill: readonly number[];
  /** In words, each. */
  readonly lost: readonly string[];
  readonly halfApplied: readonly string[];
}

interface Key {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** Kills a serving process again and again under load, and compares after each restart. `onKill` is told after each. */
export async function campaign(kills: number, cluster: PostgresCluster | undefined, onKill: (report: CampaignReport) => void): Promise<CampaignReport> {
  await using undo = new AsyncDisposableStack();
  const first = undo.use(await bastion(cluster));
  const rival = await principal(first.api, 'rival', 'SecurityAdministrator');
  const asking = await principal(first.api, 'applicant', 'OperationUser');
  const applicantId = String((await first.api.call('CreateUser', { UserName: 'applicant', Source: 'Ram', SourceUserId: asking.principalId }))['UserId']);
  await addApproval(first.api);
  const database = undo.use(cluster !== undefined && first.databaseUrl !== undefined
    ? postgresDatabase(cluster, first.databaseUrl) : sqliteDatabase(first.dir.file('data/sallyport.db')));

  const ledger = new Ledger();
  const ids = new Map<string, string>();
  const report = { kills: 0, acknowledged: 0, inFlightAtKill: [] as number[], lost: [] as string[], halfApplied: [] as string[] };
  const born = (id: string, name: string): void => {
    if (ids.has(id)) report.halfApplied.push(`id ${id} of ${ids.get(id)} was given again, to ${name}`);
    ids.set(id, name);
  };
  let node: Node = first;
  for (let kill = 0; kill < kills; kill += 1) {
    report.inFlightAtKill.push(await killUnderLoad(first, node, { rival, asking, applicantId, ledger, born, name: `k${kill}` }));
    node = await first.serveAgain();
    const found = await look(database);
    for (const difference of ledger.settle((key) => found.state(key))) {
      report[difference.kind === 'lost' ? 'lost' : 'halfApplied'].push(`kill ${kill}: ${difference.key} is ${difference.found}, not ${difference.allowed.join(' or ')}`);
    }
    for (const [id, name] of ids) if (found.ids.get(id) !== name) report.lost.push(`kill ${kill}: id ${id} was given to ${name} and belongs to ${found.ids.get(id) ?? 'nobody'}`);
    for (const [id, name] of found.ids) ids.set(id, name);
    for (const request of ledger.requests) if (found.requests.get(request) !== 1) report.lost.push(`kill ${kill}: request ${request} was acknowledged and has ${found.requests.get(request) ?? 0} audit records`);
    report.halfApplied.push(...(await brokenInvariants(database, node.api)).map((what) => `kill ${kill}: ${what}`));
    Object.assign(report, { kills: kill + 1, acknowledged: ledger.acknowledged });
    onKill(report);
  }
  return report;
}

interface Load {
  readonly rival: Key;
  readonly asking: Key;
  readonly applicantId: string;
  readonly ledger: Ledger;
  readonly born: (id: string, name: string) => void;
  readonly name: string;
}

/** Gives how many writes were in flight at the kill. */
async function killUnderLoad(stage: Bastion, { server, api }: Node, load: Load): Promise<number> {
  let killed = false;
  const as = ({ accessKeyId, accessKeySecret }: Key): CloudClient =>
    new CloudClient({ endpoint: server.api, ca: server.certificate(), instanceId: stage.initialised.instanceId, accessKeyId, accessKeySecret });
  const parts = {
    admin: api, rival: as(load.rival), applicant: as(load.asking), applicantUser: { id: load.applicantId, name: 'applicant' },
    ledger: load.ledger, born: load.born, killed: () => killed,
  };
  const writers = Promise.all(Array.from({ length: WRITERS }, (_, at) => write(parts, `${load.name}w${at}`)));
  // Reported where it is awaited below; a writer that fails before the kill must not end the process first.
  writers.catch(() => undefined);
  const [from, to] = KILL_BETWEEN_MS;
  await sleep(from + Math.random() * (to - from));
  await poll('enough writes are in flight', 5_000, () => (load.ledger.inFlight >= AT_LEAST_IN_FLIGHT ? true : undefined));
  killed = true;
  const inFlight = load.ledger.inFlight;
  await server.kill();
  await writers;
  return inFlight;
}

/** A caller of its own with a role that the product ships. */
async function principal(admin: CloudClient, name: string, role: string): Promise<Key & { readonly principalId: string }> {
  const principalId = String((await admin.call('CreatePrincipal', { PrincipalName: name }, OWN_VERSION))['PrincipalId']);
  await admin.call('AttachRamPolicy', { RamPolicyName: role, PrincipalId: principalId }, OWN_VERSION);
  const key = await admin.call('CreateAccessKey', { PrincipalId: principalId }, OWN_VERSION);
  return { principalId, accessKeyId: String(key['AccessKeyId']), accessKeySecret: String(key['AccessKeySecret']) };
}
