import type { ChangeHint, SealedLoan, TargetWork, TargetWorkOutcome, TargetWorkRepository } from '@sallyport/core';
import { poll } from '@sallyport/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TargetWorker } from '../../src/target-work/target-worker.ts';
import { FakeHints, INSTANCE, silent } from '../watch/fakes.ts';

const HINT: ChangeHint = { instanceId: INSTANCE, kind: 'work', id: 'w' };

/** A queue in memory that counts who asks. */
class FakeQueue implements TargetWorkRepository {
  readonly waiting: TargetWork[] = [];
  asked = 0;
  fail = false;
  /** Held answers come when this does. */
  hold: Promise<void> | undefined;

  enqueue(work: TargetWork, _secret: SealedLoan | null): Promise<void> {
    this.waiting.push(work);
    return Promise.resolve();
  }

  async lease(): Promise<TargetWork | undefined> {
    this.asked += 1;
    if (this.fail) throw new Error('gone');
    const work = this.waiting.shift();
    await this.hold;
    return work;
  }

  finish(_id: string, _nodeId: string, _outcome: TargetWorkOutcome): Promise<boolean> {
    return Promise.resolve(true);
  }

  collect(): Promise<TargetWorkOutcome | undefined> {
    return Promise.resolve(undefined);
  }

  sweep(): Promise<number> {
    return Promise.resolve(0);
  }
}

let queue: FakeQueue;
let hints: FakeHints;
let open: boolean;
let begun: string[];
let finish: Map<string, () => void>;
let worker: TargetWorker;

function workerWith(changes: { readonly concurrent?: number; readonly pollMs?: number } = {}): TargetWorker {
  return new TargetWorker({
    store: { now: () => Promise.resolve(0), targetWork: queue, hints }, nodeId: 'n', mayAct: () => open, readTimeoutMs: 500, log: silent,
    settings: { concurrent: 2, leaseMs: 30_000, pollMs: 60_000, limitMs: 15_000, ...changes },
    perform: (work, stop) => new Promise((resolve) => {
      begun.push(work.id);
      finish.set(work.id, resolve);
      if (stop.aborted) resolve();
      stop.addEventListener('abort', () => { resolve(); }, { once: true });
    }),
  });
}

async function put(...ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await queue.enqueue({
      id, instanceId: INSTANCE, order: { kind: 'verify-host', projectId: 'default', hostId: '1', account: 'root', port: 22 },
      askedBy: { principalId: '1', principalName: 'p', sourceAddress: '', requestId: '' }, createdAt: 0, giveUpAt: 60_000,
    }, null);
  }
}

/** Long enough for whatever would happen without a timer. */
function turns(): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, 30); });
}

beforeEach(() => {
  queue = new FakeQueue();
  hints = new FakeHints();
  open = true;
  begun = [];
  finish = new Map();
  worker = workerWith();
});

afterEach(async () => { await worker.stop(); });

describe('the target worker', () => {
  it('takes work by the hint alone, so many pieces at a time as it may, the rest as they end', async () => {
    await worker.start();
    await put('a', 'b', 'c');
    hints.say(HINT);
    await poll('two are begun', 2_000, () => (begun.length === 2 ? true : undefined));
    await turns();
    expect(begun).toEqual(['a', 'b']);
    finish.get('a')!();
    await poll('the third is begun', 2_000, () => (begun.length === 3 ? true : undefined));
  });

  it('takes work by polling alone', async () => {
    worker = workerWith({ pollMs: 20 });
    await put('a');
    await worker.start();
    await poll('it is begun', 2_000, () => (begun.length === 1 ? true : undefined));
  });

  it('makes of a hundred hints no more than two looks, and misses none that comes while it looks', async () => {
    await worker.start();
    let release = (): void => undefined;
    queue.hold = new Promise((resolve) => { release = resolve; });
    hints.say(HINT);
    await poll('it looks', 2_000, () => (queue.asked === 1 ? true : undefined));
    await put('late');
    for (let at = 0; at < 100; at += 1) hints.say(HINT);
    release();
    await poll('the late one is begun', 2_000, () => (begun.length === 1 ? true : undefined));
    await turns();
    expect(queue.asked).toBeLessThanOrEqual(3);
  });

  it('asks for nothing on other hints, nor while its node may not act', async () => {
    await worker.start();
    await put('a');
    hints.say({ instanceId: INSTANCE, kind: 'user', id: '1' });
    await turns();
    open = false;
    hints.say(HINT);
    await turns();
    expect([queue.asked, begun]).toEqual([0, []]);
    open = true;
    hints.say(HINT);
    await poll('it is begun', 2_000, () => (begun.length === 1 ? true : undefined));
  });

  it('goes on after a store that could not be asked, and after one that did not answer', async () => {
    worker = workerWith({ pollMs: 20 });
    queue.fail = true;
    await put('a');
    await worker.start();
    await poll('it has asked in vain', 2_000, () => (queue.asked > 1 ? true : undefined));
    queue.fail = false;
    await poll('it is begun', 2_000, () => (begun.length === 1 ? true : undefined));
    queue.hold = new Promise(() => undefined);
    await put('lost');
    await poll('it has asked for the one that hangs', 2_000, () => (queue.waiting.length === 0 ? true : undefined));
    queue.hold = undefined;
    await put('b');
    await poll('the next is begun', 2_000, () => (begun.includes('b') ? true : undefined));
  });

  it('stops: what runs is told, what was on its way is told too, and nothing more is taken', async () => {
    await worker.start();
    await put('a');
    hints.say(HINT);
    await poll('it is begun', 2_000, () => (begun.length === 1 ? true : undefined));
    let release = (): void => undefined;
    queue.hold = new Promise((resolve) => { release = resolve; });
    await put('b', 'c');
    hints.say(HINT);
    await poll('it asks', 2_000, () => (queue.waiting.length === 1 ? true : undefined));
    const stopped = worker.stop();
    release();
    await stopped;
    hints.say(HINT);
    await turns();
    expect(begun).toEqual(['a', 'b']);
    expect(queue.waiting.map((work) => work.id)).toEqual(['c']);
  });
});
