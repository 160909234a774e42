import { poll, sharedPostgres, stopSharedPostgres, storeRig } from '@sallyport/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { audited, startBastion } from '../bastion.ts';
import { addHost } from '../password-stage.ts';
import { ask, outcome } from './ask.ts';
import { startMute } from './mute-host.ts';

afterAll(async () => { await stopSharedPostgres(); });

describe('two nodes on one PostgreSQL', () => {
  it('share the work that a hint tells of: every piece is done once, and both do some', async () => {
    await using rig = await storeRig('postgres', await sharedPostgres());
    await using mute = await startMute();
    const settings = { targetWork: { concurrent: 1, pollMs: 60_000, limitMs: 500 } };
    await using one = await startBastion(settings, { store: await rig.open(), nodeId: 'node-1' });
    await using two = await startBastion(settings, { store: await rig.open(), nodeId: 'node-2' });
    const hostId = await addHost(one, 'shared');
    const ids: string[] = [];
    for (let at = 0; at < 6; at += 1) ids.push(await ask(at % 2 === 0 ? one : two, { hostId, port: mute.port }));
    for (const id of ids) expect(await outcome(two, id)).toBe('TARGET_UNREACHABLE');
    const events = await poll('all is audited', 5_000, async () => {
      const found = await audited(one.store, 'target-work.verify-host');
      return found.length < ids.length ? undefined : found;
    });
    expect(events).toHaveLength(ids.length);
    expect(new Set(events.map((event) => event.details['workId']))).toEqual(new Set(ids));
    expect(new Set(events.map((event) => event.details['nodeId']))).toEqual(new Set(['node-1', 'node-2']));
  }, 60_000);
});
