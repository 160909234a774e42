import { expect, it } from 'vitest';
import { Backlog } from '../src/connection/backlog.ts';
import { seeded } from './random.ts';

interface Model {
  readonly stream: 'stdout' | 'stderr' | 'control';
  readonly text: string;
}

/** Neighbours of one stream joined: where pieces are cut does not matter. */
function joined(items: readonly Model[]): readonly Model[] {
  const result: Model[] = [];
  for (const item of items) {
    const last = result.at(-1);
    if (last && last.stream === item.stream && item.stream !== 'control') result[result.length - 1] = { ...last, text: last.text + item.text };
    else result.push(item);
  }
  return result;
}

it('gives back what was put in, in order, whatever the sizes', () => {
  const random = seeded(7);
  const backlog = new Backlog();
  const [put, got]: [Model[], Model[]] = [[], []];
  for (let step = 0; step < 6000; step += 1) {
    if (random(5) < 2) {
      const size = random(20) === 0 ? random(50_000) + 1 : random(5) + 1;
      const item = { stream: random(2) === 0 ? 'stdout' as const : 'stderr' as const, text: String.fromCharCode(97 + random(26)).repeat(size) };
      put.push(item);
      backlog.push(Buffer.from(item.text), item.stream);
    } else if (random(10) === 0) {
      if (backlog.pushControl({ payload: Buffer.from(`${step}`) })) put.push({ stream: 'control', text: `${step}` });
    } else {
      const next = backlog.next();
      if (next === 'control') {
        const control = backlog.takeControl();
        got.push({ stream: 'control', text: typeof control === 'object' ? Buffer.from(control.payload).toString() : String(control) });
      } else if (next !== undefined) got.push({ stream: next, text: Buffer.from(backlog.takeData(random(30_000) + 1)).toString() });
    }
  }
  for (let next = backlog.next(); next !== undefined; next = backlog.next()) {
    if (next === 'control') {
      const control = backlog.takeControl();
      got.push({ stream: 'control', text: typeof control === 'object' ? Buffer.from(control.payload).toString() : String(control) });
    } else got.push({ stream: next, text: Buffer.from(backlog.takeData(100_000)).toString() });
  }
  expect(backlog.bytes).toBe(0);
  expect(joined(got)).toEqual(joined(put));
  expect(put.length).toBeGreaterThan(2000);
});

it('keeps requests and ends when data is dropped, and has no end of requests', () => {
  const backlog = new Backlog();
  backlog.push(Buffer.from('secret'), 'stdout');
  let kept = 0;
  for (let i = 0; i < 10_000; i += 1) if (backlog.pushControl({ payload: Buffer.alloc(40) })) kept += 1;
  expect(kept).toBeGreaterThan(100);
  expect(kept).toBeLessThan(2000);
  expect(backlog.pushControl('eof')).toBe(true);
  expect(backlog.pushControl('close')).toBe(true);
  backlog.dropData();
  expect(backlog.bytes).toBe(0);
  const left: unknown[] = [];
  while (backlog.next() === 'control') left.push(backlog.takeControl());
  expect(left).toHaveLength(kept + 2);
  expect(left.slice(-2)).toEqual(['eof', 'close']);
});
