import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { importsOf } from './imports.ts';
import type { Import } from './imports.ts';
import { tokenize } from './tokens.ts';
import type { Token } from './tokens.ts';

export interface Module {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly tokens: readonly Token[];
  readonly imports: readonly Import[];
}

export interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
}

export interface TsConfig {
  readonly references: readonly string[];
  readonly types: readonly string[] | undefined;
  readonly lib: readonly string[] | undefined;
}

export interface WorkspacePackage {
  /** Folder name below packages/. */
  readonly name: string;
  readonly manifest: Manifest;
  readonly tsconfig: TsConfig;
  readonly source: readonly Module[];
  readonly tests: readonly Module[];
}

export interface Workspace {
  readonly packages: readonly WorkspacePackage[];
  /** e2e, bench and tools: bound to public entries like everybody else. */
  readonly around: readonly Module[];
}

/** Reads every TypeScript module of the checkout at `root`. Throws when a manifest is missing or is not JSON. */
export function readWorkspace(root: string): Workspace {
  const names = readdirSync(join(root, 'packages'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    packages: names.toSorted().map((name) => readPackage(root, name)),
    around: ['e2e', 'bench', 'tools'].flatMap((folder) => modulesUnder(root, join(root, folder))),
  };
}

function readPackage(root: string, name: string): WorkspacePackage {
  const home = join(root, 'packages', name);
  const manifest = readJson(join(home, 'package.json'));
  const tsconfig = readJson(join(home, 'tsconfig.json'));
  const options = record(tsconfig['compilerOptions']);
  const references = Array.isArray(tsconfig['references']) ? tsconfig['references'].map((item: unknown) => String(record(item)['path'])) : [];
  return {
    name,
    manifest: { dependencies: texts(manifest['dependencies']), devDependencies: texts(manifest['devDependencies']), exports: record(manifest['exports']) },
    tsconfig: { references, types: list(options['types']), lib: list(options['lib']) },
    source: modulesUnder(root, join(home, 'src')),
    tests: readdirSync(home, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'src' && entry.name !== 'node_modules')
      .flatMap((entry) => modulesUnder(root, join(home, entry.name))),
  };
}

function modulesUnder(root: string, folder: string): Module[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('node_modules'))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const tokens = tokenize(readFileSync(file, 'utf8'));
      return { path: relative(root, file).replaceAll('\\', '/'), tokens, imports: importsOf(tokens) };
    })
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function readJson(file: string): Readonly<Record<string, unknown>> {
  return record(JSON.parse(readFileSync(file, 'utf8')));
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function texts(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record(value)).map(([key, text]) => [key, String(text)]));
}

function list(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}
