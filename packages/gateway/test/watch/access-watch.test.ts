import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_GATEWAY_SETTINGS } from '../../src/settings.ts';
import type { GatewaySettings } from '../../src/settings.ts';
import { AccessWatch } from '../../src/session/watch/access-watch.ts';
import { FakeHints, FakeReads, INSTANCE, Listener, NOW, questionOf, silent } from './fakes.ts';

const DAY = 86_400_000;
let reads: FakeReads;
let hints: FakeHints;
let watch: AccessWatch;

async function begin(settings: Partial<GatewaySettings['watch']> = {}): Promise<void> {
  watch = new AccessWatch({
    reads, hints, log: silent, monotonic: () => performance.now(),
    settings: { ...DEFAULT_GATEWAY_SETTINGS.watch, sweepMs: 0, ...settings },
  });
  await watch.start();
}

async function admitted(userId: string): Promise<Listener> {
  const listener = new Listener(questionOf(userId));
  await watch.watch(listener).check();
  expect(listener.heard).toEqual(['allow']);
  return listener;
}

beforeEach(() => {
  vi.useFakeTimers();
  reads = new FakeReads();
  hints = new FakeHints();
});

afterEach(() => {
  watch.stop();
  vi.useRealTimers();
});

describe('hints', () => {
  it('reach the subject that they touch, and no other is read', async () => {
    await begin();
    const [one, two] = [await admitted('1'), await admitted('2')];
    const before = reads.reads;
    reads.locked.add('1');
    hints.say({ instanceId: INSTANCE, kind: 'user', id: '1' });
    await vi.advanceTimersByTimeAsync(0);
    expect(one.heard).toEqual(['allow', 'USER_LOCKED']);
    expect(two.heard).toEqual(['allow']);
    expect(reads.reads - before).toBe(1);
  });

  it.each(['host', 'account', 'ticket', 'session'] as const)('of a %s find by id', async (kind) => {
    await begin();
    const listener = new Listener({ ...questionOf('1'), ticketId: '300' });
    await watch.watch(listener).check();
    const id = { host: '100', account: '200', ticket: '300', session: 's-1' }[kind];
    hints.say({ instanceId: INSTANCE, kind, id: `${id}0` }, { instanceId: 'another', kind, id });
    await vi.advanceTimersByTimeAsync(0);
    expect(listener.heard).toHaveLength(1);
    hints.say({ instanceId: INSTANCE, kind, id });
    await vi.advanceTimersByTimeAsync(0);
    expect(listener.heard).toHaveLength(2);
  });

  it.each([{ kind: 'policy', id: '7' }, { kind: 'instance' }] as const)('of $kind touch everybody in the instance, in one batch', async (hint) => {
    await begin();
    const everybody = [await admitted('1'), await admitted('2'), await admitted('3')];
    const before = reads.batches;
    hints.say({ instanceId: INSTANCE, ...hint });
    await vi.advanceTimersByTimeAsync(0);
    expect(everybody.map((listener) => listener.heard.length)).toEqual([2, 2, 2]);
    expect(reads.batches - before).toBe(1);
  });

  it.each([{ id: '7' }, {}])('of target work touch nobody (%j)', async (named) => {
    await begin();
    const listener = await admitted('1');
    hints.say({ instanceId: INSTANCE, kind: 'work', ...named });
    await vi.advanceTimersByTimeAsync(0);
    expect([listener.heard.length, reads.reads]).toEqual([1, 1]);
  });

  it('that come while the same subject is being read make it be read once more, however many they are', async () => {
    await begin();
    const listener = await admitted('1');
    let release = (): void => undefined;
    reads.hold = new Promise((resolve) => { release = resolve; });
    hints.say({ instanceId: INSTANCE, kind: 'user', id: '1' });
    await vi.advanceTimersByTimeAsync(0);
    // The read under way has its snapshot already: it saw an unlocked user.
    reads.locked.add('1');
    for (let times = 0; times < 5; times += 1) hints.say({ instanceId: INSTANCE, kind: 'user', id: '1' });
    const before = reads.reads;
    reads.hold = undefined;
    release();
    await vi.advanceTimersByTimeAsync(0);
    expect(listener.heard).toEqual(['allow', 'allow', 'USER_LOCKED']);
    expect(reads.reads - before).toBe(1);
  });

  it('are thrown away when told so', async () => {
    await begin({ dropHints: true });
    const listener = await admitted('1');
    reads.locked.add('1');
    hints.say({ instanceId: INSTANCE, kind: 'user', id: '1' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(listener.heard).toEqual(['allow']);
  });

  it('reach nobody who has stopped watching', async () => {
    await begin();
    const listener = new Listener(questionOf('1'));
    const watching = watch.watch(listener);
    await watching.check();
    watching.stop();
    hints.say({ instanceId: INSTANCE, kind: 'user', id: '1' });
    await vi.advanceTimersByTimeAsync(0);
    expect(listener.heard).toEqual(['allow']);
    expect(watch.size).toBe(0);
  });
});

describe('the sweep', () => {
  it('finds what no hint told', async () => {
    await begin({ sweepMs: 30_000, dropHints: true });
    const listener = await admitted('1');
    reads.locked.add('1');
    reads.counter += 1;
    await vi.advanceTimersByTimeAsync(29_999);
    expect(listener.heard).toEqual(['allow']);
    await vi.advanceTimersByTimeAsync(1);
    expect(listener.heard).toEqual(['allow', 'USER_LOCKED']);
  });

  it('skips an instance whose counter stands still', async () => {
    await begin({ sweepMs: 30_000 });
    await admitted('1');
    await vi.advanceTimersByTimeAsync(30_000);
    const before = reads.reads;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(reads.reads).toBe(before);
    reads.counter += 1;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(reads.reads).toBe(before + 1);
  });

  it('does not count a round in which somebody could not be read', async () => {
    await begin({ sweepMs: 30_000, brokenAfterMs: 600_000 });
    const [one, two] = [await admitted('1'), await admitted('2')];
    reads.unreadable.add('2');
    await vi.advanceTimersByTimeAsync(30_000);
    expect([one.heard.length, two.heard.length]).toEqual([2, 1]);
    await vi.advanceTimersByTimeAsync(30_000);
    // The same counter, and yet everybody was looked at again.
    expect(one.heard).toHaveLength(3);
  });
});

describe('time', () => {
  it('ends a permission at its instant, by deciding again', async () => {
    reads.ends.set('1', (NOW + 5_000) / 1000);
    await begin();
    const listener = await admitted('1');
    await vi.advanceTimersByTimeAsync(4_999);
    expect(listener.heard).toEqual(['allow']);
    reads.now = NOW + 5_000;
    await vi.advanceTimersByTimeAsync(1);
    expect(listener.heard).toEqual(['allow', 'USER_EXPIRED']);
  });

  it('that has been extended meanwhile cuts nobody', async () => {
    reads.ends.set('1', (NOW + 5_000) / 1000);
    await begin();
    const listener = await admitted('1');
    reads.ends.set('1', (NOW + 9_000) / 1000);
    reads.now = NOW + 5_000;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(listener.heard).toEqual(['allow', 'allow']);
  });

  it('beyond 2^31 ms neither fires at once nor is forgotten', async () => {
    const end = NOW + 40 * DAY;
    reads.ends.set('1', end / 1000);
    await begin();
    const listener = await admitted('1');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(listener.heard).toEqual(['allow']);
    for (let day = 1; day <= 40; day += 1) {
      reads.now = NOW + day * DAY;
      await vi.advanceTimersByTimeAsync(DAY);
    }
    expect(listener.heard.at(-1)).toBe('USER_EXPIRED');
  });
});

describe('a read that fails', () => {
  it('refuses a newcomer at once', async () => {
    await begin();
    reads.fail = new Error('gone');
    await expect(watch.watch(new Listener(questionOf('1'))).check()).rejects.toThrow('could not be read');
  });

  it('once, cuts nobody: it is tried again soon', async () => {
    await begin();
    const listener = await admitted('1');
    reads.fail = new Error('gone');
    hints.say({ instanceId: INSTANCE, kind: 'user', id: '1' });
    await vi.advanceTimersByTimeAsync(10);
    reads.fail = undefined;
    reads.locked.add('1');
    await vi.advanceTimersByTimeAsync(100);
    expect(listener.heard).toEqual(['allow', 'USER_LOCKED']);
  });

  it('for as long as a lease, counts as a denial', async () => {
    await begin();
    const listener = await admitted('1');
    reads.fail = new Error('gone');
    hints.say({ instanceId: INSTANCE, kind: 'user', id: '1' });
    await vi.advanceTimersByTimeAsync(14_000);
    expect(listener.heard).toEqual(['allow']);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(listener.heard).toContain('broken');
  });

  it('by never answering, counts as one that failed', async () => {
    await begin();
    const listener = await admitted('1');
    reads.hold = new Promise(() => undefined);
    hints.say({ instanceId: INSTANCE, kind: 'user', id: '1' });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(listener.heard).toContain('broken');
  });
});
