import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openGate } from './fixture.ts';
import { run, startSshd } from './peers.ts';

const MIB = 1024 * 1024;
const SIZE = 24 * MIB;

describe('new keys', () => {
  const cases = [
    { who: 'by the door and the dialler', door: { rekeyBytes: 3 * MIB }, dial: { rekeyBytes: 3 * MIB }, client: [], sshd: [] },
    { who: 'by the client and the target', door: {}, dial: {}, client: ['-o', 'RekeyLimit=2M'], sshd: ['RekeyLimit 2M'] },
  ];
  for (const { who, door, dial, client, sshd } of cases) {
    it(`${who}: nothing is lost`, async () => {
      const gate = await openGate({ door, dial, target: await startSshd(sshd) });
      const input = randomBytes(SIZE);
      const ran = await run('ssh', ['-v', ...gate.args('-o', 'LogLevel=DEBUG1', ...client), 'cat'], { input, withinMs: 60_000 });
      expect(createHash('sha256').update(ran.stdout).digest('hex')).toBe(createHash('sha256').update(input).digest('hex'));
      expect(ran.status).toBe(0);
      expect((ran.stderr.match(/SSH2_MSG_NEWKEYS received/g) ?? []).length).toBeGreaterThan(4);
      expect(gate.troubles).toEqual([]);
    }, 90_000);
  }
});
