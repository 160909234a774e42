import { defineConfig } from 'vitest/config';

const node = { environment: 'node' as const, pool: 'forks' as const };

export default defineConfig({
  test: {
    projects: [
      { test: { ...node, name: 'unit', include: ['packages/*/test/**/*.test.ts', 'tools/**/*.test.ts'], exclude: ['packages/store/**'], testTimeout: 20_000 } },
      { test: { ...node, name: 'store', include: ['packages/store/test/**/*.test.ts', 'packages/store/conformance/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { ...node, name: 'e2e', include: ['e2e/**/*.test.ts'], testTimeout: 60_000, fileParallelism: false } },
    ],
  },
});
