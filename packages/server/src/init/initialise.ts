import { randomInt, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { Refusal } from '../cli/refusal.ts';
import { layoutOf } from '../data/layout.ts';
import type { DataLayout } from '../data/layout.ts';
import { build } from './build.ts';
import { finishLeftBehind } from './finish-left-behind.ts';
import type { InitOptions, InitPlan, InitResult } from './init-plan.ts';
import { claimStaging, createStaging, discardStaging, publishStaging } from './staging.ts';

const INSTANCE_ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/u;
const REGION_ID = /^[a-z0-9][a-z0-9-]{0,63}$/u;

/** Makes an installation, or finishes one whose init died after its commit. Refuses and changes nothing where one is. */
export async function initialise(options: InitOptions, warn: (text: string) => void): Promise<InitResult> {
  const plan = planOf(options);
  const target = layoutOf(options.data);
  const staging = await claimStaging(target);
  if (staging.origin === 'left-behind') {
    const finished = await finishLeftBehind(staging.layout, target, options);
    if (finished !== undefined) return finished;
    await discardStaging(staging.layout);
    await createStaging(staging.layout);
  }
  if (plan.masterKeyFile === undefined) {
    warn(`sallyport: warning: the master key stands beside the database (${target.masterKey}): a stolen disk or backup opens every secret. Keep it elsewhere with --master-key FILE.\n`);
  }
  const result = await buildOrDiscard(staging.layout, plan);
  await publishStaging(staging.layout, target);
  return result;
}

/** What fails before the commit leaves the directory as it was. */
async function buildOrDiscard(staging: DataLayout, plan: InitPlan): Promise<InitResult> {
  try {
    return await build(staging, plan);
  } catch (error) {
    await discardStaging(staging);
    throw error;
  }
}

function planOf(options: InitOptions): InitPlan {
  const instanceId = options.instanceId ?? `bastionhost-cn-${randomLetters(11)}`;
  const regionId = options.regionId ?? 'cn-hangzhou';
  if (!INSTANCE_ID.test(instanceId)) throw new Refusal('USAGE', '--instance-id takes letters, digits and dashes, at most 64, beginning with a letter or digit.');
  if (!REGION_ID.test(regionId)) throw new Refusal('USAGE', '--region takes small letters, digits and dashes, at most 64.');
  if (options.databaseUrl !== undefined) checkDatabaseUrl(options.databaseUrl);
  return {
    instanceId, regionId,
    accountId: `1${Array.from({ length: 15 }, () => String(randomInt(10))).join('')}`,
    nodeId: randomUUID(),
    databaseUrl: options.databaseUrl ?? null,
    masterKeyFile: options.masterKeyFile === undefined ? undefined : resolve(options.masterKeyFile),
  };
}

export function checkDatabaseUrl(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  // The URL may hold a password: it is not repeated.
  if (parsed?.protocol !== 'postgres:' && parsed?.protocol !== 'postgresql:') throw new Refusal('USAGE', '--database-url takes postgres://USER:PASSWORD@HOST:PORT/DATABASE.');
}

function randomLetters(length: number): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from({ length }, () => letters.charAt(randomInt(letters.length))).join('');
}
