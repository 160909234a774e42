/** What one package may lean on. Changing a line here is a change of the architecture: write an ADR. */
export interface Direction {
  /** Packages of ours. */
  readonly may: readonly string[];
  /** The only outside packages, where the list itself is the rule; undefined: whatever its package.json declares. */
  readonly outside?: readonly string[];
  /** Node's built-in modules and globals. */
  readonly node: 'yes' | 'no';
  /** Nobody's `dependencies` may name it. */
  readonly devOnly?: true;
}

export const SCOPE = '@sallyport/';

export const DIRECTIONS: Readonly<Record<string, Direction>> = {
  contract: { may: [], outside: ['typebox'], node: 'no' },
  core: { may: [], outside: [], node: 'no' },
  ssh: { may: [], outside: ['ssh2'], node: 'yes' },
  store: { may: ['core'], node: 'yes' },
  recording: { may: ['core'], node: 'yes' },
  gateway: { may: ['core', 'recording', 'ssh'], node: 'yes' },
  control: { may: ['contract', 'core', 'recording'], node: 'yes' },
  server: { may: ['contract', 'control', 'core', 'gateway', 'recording', 'ssh', 'store'], node: 'yes' },
  testkit: { may: ['core', 'store'], node: 'yes', devOnly: true },
};

/** Outside packages that one package hides from all others. */
export const HIDDEN: Readonly<Record<string, string>> = {
  'ssh2': 'ssh',
  'kysely': 'store',
  'pg': 'store',
  'better-sqlite3': 'store',
};

/** Folders whose subfolders never import each other. */
export const ISLANDS: readonly string[] = [
  'packages/contract/src/operations',
  'packages/control/src/operations',
  'packages/gateway/src/protocols',
];

/** Files that alone may import the repositories which they gather; whatever two repositories share stands in files of its own. */
export const GATHERERS: readonly string[] = ['packages/store/src/repositories/all.ts'];

/** Names that say nothing about the content. */
export const EMPTY_NAMES = /^(?:utils?|helpers?|manager|misc|common|shared|stuff)\.ts$/u;
