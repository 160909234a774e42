/** A process that records until it is killed: tells on stdout, after each line handed to the recorder, its number and when. */
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { diskStorage, openRecording } from '../../src/index.ts';
import { aesKeys, sampleMeta, TERMINAL, unexpectedFailure } from './sample.ts';

const [root = '', recordingId = '', pace = ''] = process.argv.slice(2);
const writer = await openRecording(diskStorage(root), aesKeys(), sampleMeta({ recordingId, startedAt: Date.now() }), { onFailure: unexpectedFailure });
writeSync(1, `path ${writer.path}\n`);
writer.open(0, Date.now(), { kind: 'shell' }, TERMINAL);
for (let line = 1; ; line += 1) {
  const rest = pace === 'typing' ? '' : '.'.repeat((line * 37) % 900);
  writer.output(0, Date.now(), Buffer.from(`line ${line} ${rest}\r\n`));
  writeSync(1, `${line} ${Date.now()}\n`);
  // Typing never fills a chunk: time alone brings it to the disk. A flood comes in bursts, its chunks by size.
  if (pace === 'typing') await sleep(15);
  else if (line % 8 === 0) await sleep(2);
}
