import { readdirSync } from 'node:fs';

const ROOT = new URL('../../packages/contract/src/operations/', import.meta.url);

/** Paths of all declarations below `operations/`: `users/lock-users.ts`. */
export function listDeclarationFiles(): readonly string[] {
  return readdirSync(ROOT, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'index.ts')
    .map((entry) => `${entry.parentPath.replaceAll('\\', '/').replace(/\/$/, '').split('/').at(-1) ?? ''}/${entry.name}`);
}
