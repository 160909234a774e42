#!/usr/bin/env node
// Plain JavaScript, because this file must run on any Node from 18 on: the sources beside it need the pinned one.
import { spawn, spawnSync } from 'node:child_process';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** argon2 in node:crypto, type stripping without a flag and the hybrid key exchange: all of them are in 24.7. */
function isNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 7);
}

function pinnedNode() {
  const require = createRequire(import.meta.url);
  try {
    return join(dirname(require.resolve(`node-${process.platform}-${process.arch}/package.json`)), 'bin', 'node');
  } catch {
    return undefined;
  }
}

function refuse(text) {
  process.stderr.write(`sallyport: ${text}\n`);
  process.exit(1);
}

/** Why the pinned Node did not start, if the dynamic linker says so. */
function linkerTrouble(node) {
  const said = spawnSync(node, ['--version'], { encoding: 'utf8' }).stderr ?? '';
  if (said.includes('libatomic.so.1')) return 'the pinned Node needs libatomic1, which this system lacks: run "apt-get install libatomic1" (script/setup does it).';
  return said.includes('error while loading shared libraries') ? said.trim() : undefined;
}

function runPinned() {
  const node = pinnedNode();
  if (node === undefined) {
    refuse(`Node ${process.versions.node} is too old (24.7 or newer is needed) and the pinned one is not installed: run "npm ci" in the checkout, without --omit=optional.`);
  }
  // The ipc channel carries nothing; its end tells a server that whoever started it is gone (kill -9 reaches only this process).
  const child = spawn(node, process.argv.slice(1), { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: { ...process.env, SALLYPORT_LAUNCHED: '1' } });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => refuse(`the pinned Node (${node}) cannot be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (signal !== null) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
      return;
    }
    const trouble = code === 127 ? linkerTrouble(node) : undefined;
    if (trouble !== undefined) refuse(trouble);
    process.exit(code ?? 1);
  });
}

/** Halves the start of a command. In the checkout, which is trusted as much as the sources are; where it cannot be written, nothing is kept. */
function keepCompiled() {
  module.enableCompileCache?.(fileURLToPath(new URL('../../../node_modules/.cache/sallyport', import.meta.url)));
}

if (isNewEnough()) {
  keepCompiled();
  const { main } = await import('../src/main.ts');
  await main(process.argv.slice(2));
} else {
  runPinned();
}
