/**
 * What recording costs: MB/s of terminal output through a writer onto a disk, and the file's size.
 *   node bench/recording.ts [MiB] [directory]
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { diskStorage, openReader, openRecording } from '@sallyport/recording';
import type { RecordingKeys } from '@sallyport/recording';

const mebibytes = Number(process.argv[2] ?? 128);
const root = await mkdtemp(join(process.argv[3] ?? tmpdir(), 'sallyport-bench-'));
// The vault is not what is measured here.
const keys: RecordingKeys = { wrap: async (_id, _instance, key) => Uint8Array.from(key), unwrap: async (_id, _instance, wrapped) => Uint8Array.from(wrapped) };

/** 1 MiB of one kind of output. */
const samples: Record<string, Buffer> = {
  yes: Buffer.from('y\r\n'.repeat(349_525)),
  log: Buffer.from(Array.from({ length: 9_000 }, (_, line) => `2026-03-04T05:06:07Z host app[${line}]: request ${createHash('sha1').update(`${line}`).digest('hex')} done in ${line % 97} ms\r\n`).join('')).subarray(0, 1 << 20),
  'escape sequences': Buffer.from('\x1b[31m#\x1b[0m\x1b[5C'.repeat(80_000)).subarray(0, 1 << 20),
};

for (const [name, sample] of Object.entries(samples)) {
  const storage = diskStorage(root);
  const meta = { recordingId: randomUUID(), instanceId: 'bench', sessionId: 's', user: 'u', host: 'h', account: 'a', protocol: 'SSH', startedAt: Date.now(), clientAddress: '127.0.0.1' };
  const writer = await openRecording(storage, keys, meta, { onFailure: (error) => { throw error; } });
  writer.open(0, Date.now(), { kind: 'shell' }, { term: 'xterm', columns: 80, rows: 24 });
  const [cpu, begun] = [process.cpuUsage(), performance.now()];
  let hot = 0;
  for (let turn = 0; turn < mebibytes; turn += 1) {
    for (let from = 0; from < sample.length; from += 32_768) {
      const before = performance.now();
      writer.output(0, Date.now(), sample.subarray(from, from + 32_768));
      hot += performance.now() - before;
      if (writer.pressed) await writer.drained();
    }
  }
  await writer.seal(Date.now(), 'client-closed', { bytesFromClient: 0, bytesFromTarget: 0 });
  const seconds = (performance.now() - begun) / 1_000;
  const used = process.cpuUsage(cpu);
  const { size } = await stat(join(root, writer.path));
  const reading = performance.now();
  const reader = await openReader(storage, keys, writer.path);
  for await (const event of reader.events()) if (event.kind === 'exit') break;
  await reader.close();
  const megabytes = (mebibytes * sample.length) / 1e6;
  process.stdout.write(`${name}: ${(megabytes / seconds).toFixed(0)} MB/s written, hot path ${(megabytes / (hot / 1_000)).toFixed(0)} MB/s, `
    + `${((used.user + used.system) / 1e6 / (megabytes / 1073.7)).toFixed(1)} CPU-s/GiB, file ${((size / 1e6 / megabytes) * 100).toFixed(1)} %, `
    + `${(megabytes / ((performance.now() - reading) / 1_000)).toFixed(0)} MB/s read\n`);
}
await rm(root, { recursive: true, force: true });
