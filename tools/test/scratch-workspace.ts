import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DIRECTIONS } from '../architecture/direction.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The real manifests and project files around one empty module a package: a house in which every rule holds. */
export interface ScratchWorkspace extends Disposable {
  readonly root: string;
  write(path: string, text: string): void;
  edit(path: string, change: (text: string) => string): void;
}

export function scratchWorkspace(): ScratchWorkspace {
  const root = mkdtempSync(join(tmpdir(), 'sallyport-scratch-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  copyFileSync(join(ROOT, 'tsconfig.base.json'), join(root, 'tsconfig.base.json'));
  mkdirSync(join(root, 'node_modules/@sallyport'), { recursive: true });
  // The compiler finds the scratch packages by name, as it finds the real ones, and nothing else but Node's types.
  symlinkSync(join(ROOT, 'node_modules/@types'), join(root, 'node_modules/@types'));
  symlinkSync(join(ROOT, 'node_modules/undici-types'), join(root, 'node_modules/undici-types'));
  for (const name of Object.keys(DIRECTIONS)) {
    for (const file of ['package.json', 'tsconfig.json']) write(`packages/${name}/${file}`, readFileSync(join(ROOT, 'packages', name, file), 'utf8'));
    write(`packages/${name}/src/index.ts`, `export const NAME = '${name}';\n`);
    symlinkSync(join(root, 'packages', name), join(root, 'node_modules/@sallyport', name));
  }
  return {
    root,
    write,
    edit: (path, change) => write(path, change(readFileSync(join(root, path), 'utf8'))),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}
