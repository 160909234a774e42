/**
 * Runs on the target, at the far end of a session: stamps the arrival of every byte by CLOCK_MONOTONIC, which all processes of a machine share.
 *   node target-program.ts SOCKET NAME STAMPS
 * The connection to SOCKET closes when this process is gone, however it went; the last stamp stays behind in the file STAMPS.
 */
import { openSync, readSync, writeSync } from 'node:fs';
import { connect } from 'node:net';

const [socket = '', name = '', stamps = ''] = process.argv.slice(2);
const file = openSync(stamps, 'w');
const last = Buffer.alloc(16);
const incoming = Buffer.alloc(4096);
let bytes = 0n;

const line = connect(socket, () => {
  line.write(`${name}\n`, () => {
    // From here on without the event loop: a read returns the moment a byte is there.
    for (;;) {
      const count = readSync(0, incoming, 0, incoming.length, null);
      if (count === 0) process.exit(0);
      last.writeBigUInt64LE(process.hrtime.bigint(), 0);
      bytes += BigInt(count);
      last.writeBigUInt64LE(bytes, 8);
      writeSync(file, last, 0, 16, 0);
    }
  });
});
