import { defineConfig } from 'vitest/config';

const node = { environment: 'node' as const, pool: 'forks' as const };
/** Packages whose tests are mostly real processes: stock clients, real targets, our own server. */
const PEERS = ['ssh', 'gateway', 'server'];
const inPeers = PEERS.map((name) => `packages/${name}/test/**/*.test.ts`);

export default defineConfig({
  test: {
    projects: [
      { test: { ...node, name: 'unit', include: ['packages/*/test/**/*.test.ts', 'tools/**/*.test.ts'], exclude: ['packages/store/**', ...inPeers], testTimeout: 20_000 } },
      { test: { ...node, name: 'store', include: ['packages/store/test/**/*.test.ts', 'packages/store/conformance/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { ...node, name: 'peers', include: inPeers, testTimeout: 30_000 } },
      { test: { ...node, name: 'e2e', include: ['e2e/**/*.test.ts'], testTimeout: 60_000, fileParallelism: false } },
    ],
  },
});
