import { expect, it } from 'vitest';
import { openGate } from './fixture.ts';
import { live, until } from './peers.ts';

const MIB = 1024 * 1024;

it('a tap that cannot keep up holds the target back, and loses nothing', async () => {
  let release: (() => void) | undefined;
  let asked = 0;
  const gate = await openGate({
    pair: {
      hold: () => {
        asked += 1;
        return asked === 1 ? new Promise<void>((resolve) => { release = resolve; }) : undefined;
      },
    },
  });
  const client = live('ssh', [...gate.args(), 'head -c 16777216 /dev/zero | tr "\\0" x; echo end']);
  await until(() => (gate.taps[0]?.down ?? 0) >= MIB);
  await new Promise((resolve) => { setTimeout(resolve, 500); });
  const held = gate.taps[0]?.down ?? 0;
  expect(held).toBeLessThan(3 * MIB);
  release?.();
  expect(await client.gone).toBe(0);
  expect(gate.taps[0]?.down).toBe(16 * MIB + 4);
  expect(client.out().endsWith('end\n')).toBe(true);
});
