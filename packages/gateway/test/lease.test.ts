import type { Node, NodeRepository } from '@sallyport/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Lease } from '../src/session/lease.ts';
import { silent } from './watch/fakes.ts';

const settings = { leaseMs: 15_000, maxClockSkewMs: 2_000, reapMs: 0 };

class FakeNodes implements NodeRepository {
  fail = false;
  skew = 0;
  latency = 0;

  async renew(_node: Pick<Node, 'id' | 'publicKey' | 'startedAt'>, _leaseMs: number): Promise<number> {
    if (this.fail) throw new Error('gone');
    if (this.latency > 0) await new Promise((resolve) => { setTimeout(resolve, this.latency); });
    return Date.now() + this.skew;
  }

  release(): Promise<void> {
    return Promise.resolve();
  }

  dead(): Promise<readonly Node[]> {
    return Promise.resolve([]);
  }
}

let nodes: FakeNodes;
let lease: Lease;
let lost: number;

beforeEach(() => {
  vi.useFakeTimers();
  nodes = new FakeNodes();
  lost = 0;
  lease = new Lease({
    nodes, node: { id: 'n1', publicKey: '' }, now: () => Date.now(), monotonic: () => performance.now(), log: silent, settings,
    onLost: () => { lost += 1; },
  });
});

afterEach(async () => {
  await lease.release();
  vi.useRealTimers();
});

describe('the lease of a node', () => {
  it('admits nobody before its first read', async () => {
    expect(lease.closed()).toBe('not-read-yet');
    expect(lease.held()).toBe(false);
    await lease.start();
    expect(lease.closed()).toBeUndefined();
  });

  it('does not start without the store', async () => {
    nodes.fail = true;
    await expect(lease.start()).rejects.toThrow('gone');
    expect(lease.closed()).toBe('not-read-yet');
  });

  it('is given up before others may think the node dead, told once, and comes back with the store', async () => {
    await lease.start();
    nodes.fail = true;
    await vi.advanceTimersByTimeAsync(11_900);
    expect([lease.held(), lost]).toEqual([true, 0]);
    await vi.advanceTimersByTimeAsync(200);
    expect([lease.held(), lease.closed(), lost]).toEqual([false, 'store-lost', 1]);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(lost).toBe(1);
    nodes.fail = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect([lease.held(), lease.closed()]).toEqual([true, undefined]);
  });

  it('counts from the sending of a renewal, not from its answer', async () => {
    nodes.latency = 4_000;
    const started = lease.start();
    await vi.advanceTimersByTimeAsync(4_000);
    await started;
    nodes.fail = true;
    await vi.advanceTimersByTimeAsync(7_900);
    expect(lease.held()).toBe(true);
    await vi.advanceTimersByTimeAsync(200);
    expect(lease.held()).toBe(false);
  });

  it('is over right after a pause, before any timer has run', async () => {
    let paused = 0;
    const stopped = new Lease({
      nodes, node: { id: 'n2', publicKey: '' }, now: () => Date.now(), monotonic: () => performance.now() + paused, log: silent, settings, onLost: () => undefined,
    });
    await stopped.start();
    expect(stopped.held()).toBe(true);
    paused = 60_000;
    expect(stopped.held()).toBe(false);
    await stopped.release();
  });

  it('holds but admits nobody while the clocks are more than two seconds apart', async () => {
    await lease.start();
    nodes.skew = -2_500;
    await vi.advanceTimersByTimeAsync(5_100);
    expect([lease.held(), lease.closed()]).toEqual([true, 'clock-off']);
    nodes.skew = 1_500;
    await vi.advanceTimersByTimeAsync(5_100);
    expect(lease.closed()).toBeUndefined();
  });

  it('does not blame the clock for a slow answer', async () => {
    await lease.start();
    nodes.latency = 4_500;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(lease.closed()).toBeUndefined();
  });
});
