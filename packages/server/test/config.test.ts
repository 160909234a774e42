import { DEFAULT_SETTINGS } from '@sallyport/control';
import { DAY, HOUR, MINUTE, SECOND } from '@sallyport/core';
import { DEFAULT_GATEWAY_SETTINGS } from '@sallyport/gateway';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { controlSettings } from '../src/compose/control-settings.ts';
import { gatewaySettings } from '../src/compose/gateway-settings.ts';
import { Refusal } from '../src/cli/refusal.ts';
import { leaves } from '../src/config/leaves.ts';
import { loadConfig } from '../src/config/load.ts';
import type { Config } from '../src/config/schema.ts';
import { temporary } from './directory.ts';

async function load(file: unknown, environment: Readonly<Record<string, string>> = {}): Promise<Config> {
  const path = join(await temporary(), 'config.json');
  await writeFile(path, typeof file === 'string' ? file : JSON.stringify(file));
  return loadConfig({ file: { path, presence: 'required' }, environment });
}

async function problemsOf(file: unknown, environment: Readonly<Record<string, string>> = {}): Promise<string> {
  const error: unknown = await load(file, environment).then(() => undefined, (thrown: unknown) => thrown);
  if (!(error instanceof Refusal)) throw new Error('it was accepted');
  expect(error.code).toBe('CONFIG_INVALID');
  return error.message;
}

describe('configuration', () => {
  it('has a default for everything', async () => {
    const config = await loadConfig({ file: undefined, environment: { HOME: '/root', PATH: '/bin' } });
    expect(config.tickets.pendingHours).toBe(24);
    expect(config.access).toMatchObject({ hostKeys: 'accept-first', separationOfDuties: 'enforced', sweepSeconds: 30, leaseSeconds: 15 });
  });

  it('lets the environment win over the file, setting by setting', async () => {
    const config = await load({ tickets: { pendingHours: 8, maxPendingPerUser: 2 } }, {
      SALLYPORT_TICKETS_PENDING_HOURS: '3', SALLYPORT_ACCESS_ALLOW_TARGETS: '127.0.0.0/8, ::1/128', SALLYPORT_API_RATES: '{"LockUsers":500}',
    });
    expect(config.tickets).toMatchObject({ pendingHours: 3, maxPendingPerUser: 2 });
    expect(config.access.allowTargets).toEqual(['127.0.0.0/8', '::1/128']);
    expect(config.api.rates).toEqual({ LockUsers: 500 });
  });

  it('lists every problem at once, each with its place', async () => {
    const text = await problemsOf(
      { log: { level: 'loud', colour: true }, tickets: { pendingHours: 0 }, doors: {}, door: 5, api: { rates: { 'not an action!': 1 } } },
      { SALLYPORT_TICKET_PENDING_HOURS: '1', SALLYPORT_TICKETS_MAX_PENDING_PER_USER: 'many', SALLYPORT_ACCESS_ALLOW_TARGETS: '10.0.0.0/33,localhost' },
    );
    for (const expected of [
      'log.level: must be one of debug, info, warn, error', 'log: there is no setting "colour" here', 'tickets.pendingHours: must be >= 1', 'there is no setting "doors" here',
      'door: must be object', 'SALLYPORT_TICKET_PENDING_HOURS: there is no such setting', 'SALLYPORT_TICKETS_MAX_PENDING_PER_USER: must be integer',
      'SALLYPORT_ACCESS_ALLOW_TARGETS: must be a network such as 127.0.0.0/8', 'not an action!',
    ]) expect(text).toContain(expected);
  });

  it('reaches control plane and gateway in their own units', async () => {
    const config = await load({
      serviceTickets: { pendingDays: 2, longestWindowHours: 3, verifyTries: 4, pressMinutes: 5, tokenMinutes: 6, temporaryKeyMinutes: 17, lockAfter: 8, lockMinutes: 9, loginType: 'AGENCY' },
      targetWork: { concurrent: 2, leaseSeconds: 21, pollSeconds: 3, maxWaiting: 11, waitSeconds: 12 }, api: { rates: { CheckHosts: 2 } },
    });
    const control = controlSettings(config);
    expect(control.serviceTickets).toEqual({
      authorizations: { pendingMs: 2 * DAY, longestMs: 3 * HOUR, verifyTries: 4 }, verifyWaitMs: 12 * SECOND, maxTargetWork: 11, pressEveryMs: 5 * MINUTE, tokenMs: 6 * MINUTE,
      temporaryKeyMs: 17 * MINUTE, lock: { after: 8, forMs: 9 * MINUTE }, loginType: 'AGENCY',
    });
    expect(control.rates.actions).toMatchObject({ CheckHosts: 2 });
    expect(gatewaySettings(config, [], { host: '127.0.0.1', port: 1 }).targetWork).toMatchObject({ concurrent: 2, leaseMs: 21 * SECOND, pollMs: 3 * SECOND });
  });

  it('says what control plane and gateway would do without it', async () => {
    const config = await load({});
    expect(controlSettings(config).serviceTickets).toEqual(DEFAULT_SETTINGS.serviceTickets);
    expect(gatewaySettings(config, [], { host: '127.0.0.1', port: 1 }).targetWork).toEqual(DEFAULT_GATEWAY_SETTINGS.targetWork);
  });

  it.each(['{"log":', '[]', '"text"', 'null'])('refuses a file that holds %s', async (text) => {
    expect(await problemsOf(text)).not.toBe('');
  });

  it('refuses a named file that is missing and does without an optional one', async () => {
    const path = join(await temporary(), 'absent.json');
    await expect(loadConfig({ file: { path, presence: 'required' }, environment: {} })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(loadConfig({ file: { path, presence: 'optional' }, environment: {} })).resolves.toMatchObject({ log: { level: 'info' } });
  });

  it('names every setting once in the environment, with a description', () => {
    const all = leaves();
    expect(new Set(all.map(({ variable }) => variable)).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(30);
    expect(all.filter(({ description }) => description === '').map(({ variable }) => variable)).toEqual([]);
  });
});
