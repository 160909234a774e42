import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkArchitecture } from '../architecture/check.ts';
import { DIRECTIONS } from '../architecture/direction.ts';
import type { Rule } from '../architecture/violation.ts';
import { readWorkspace } from '../architecture/workspace.ts';
import { ROOT, scratchWorkspace } from './scratch-workspace.ts';
import type { ScratchWorkspace } from './scratch-workspace.ts';

const NO_FLOOR = { modules: 0, edges: 0 };

/** The rules that the change broke, with where; the house was sound before it. */
function broken(change: (house: ScratchWorkspace) => void): readonly string[] {
  using house = scratchWorkspace();
  const before = checkArchitecture(house.root, NO_FLOOR).violations;
  if (before.length > 0) return ['the scratch house was unsound from the start', ...before.map((item) => item.message)];
  change(house);
  return checkArchitecture(house.root, NO_FLOOR).violations.map((item) => `${item.rule} ${item.where}`);
}

const names = Object.keys(DIRECTIONS);
const forbidden = names.flatMap((from) => names.filter((to) => to !== from && DIRECTIONS[from]?.may.includes(to) === false).map((to) => [from, to] as const));
const allowed = names.flatMap((from) => (DIRECTIONS[from]?.may ?? []).map((to) => [from, to] as const));

describe('directions between packages', () => {
  it.each(forbidden)('%s must not import %s', (from, to) => {
    expect(broken((house) => house.write(`packages/${from}/src/deep/er.ts`, `\nimport type { NAME } from '@sallyport/${to}';\n`)))
      .toEqual([`direction packages/${from}/src/deep/er.ts:2`]);
  });

  it.each(allowed)('%s may import %s', (from, to) => {
    expect(broken((house) => house.write(`packages/${from}/src/deep/er.ts`, `import { NAME } from '@sallyport/${to}';\n`))).toEqual([]);
  });

  it.each(forbidden)('%s must not declare %s', (from, to) => {
    const wanted = broken((house) => house.edit(`packages/${from}/package.json`, (text) => text.replace(/"dependencies": \{/u, `"dependencies": { "@sallyport/${to}": "0.1.0",`).replace(/,\s*\}/u, ' }')));
    expect(wanted).toContain(`manifest packages/${from}/package.json`);
  });
});

const ways = [
  ["import { x } from 'NAME';"], ["import 'NAME';"], ["import type { x } from 'NAME';"], ["import x, { type y } from 'NAME';"], ["import * as x from 'NAME';"],
  ["export * from 'NAME';"], ["export { x } from 'NAME';"], ["export type { x } from 'NAME';"], ["const x = await import('NAME');"], ["let x: import('NAME').X;"],
  ["const x = require('NAME');"], ['import {\n  x, // from here\n  y,\n} from\n  "NAME";'], ["const t = `a ${`b ${await import('NAME')}`} c`;"],
  ["const r = /['\"`]/u; import('NAME');"], ["/* ' */ import { x } from 'NAME';"], ["const half = 4 / 2; import('NAME'); const other = 1 / 2;"],
];

describe('ways to write an import', () => {
  it.each(ways)('%s', (text) => {
    expect(broken((house) => house.write('packages/gateway/src/a.ts', text.replace('NAME', '@sallyport/store')))).toHaveLength(1);
  });

  it.each([["// import { x } from '@sallyport/store';"], ["/* import '@sallyport/store' */"], ["const x = `import '@sallyport/store'`;"], ['const x = "import \'@sallyport/store\'";'], ["x.require('@sallyport/store'); y.import('@sallyport/store');"]])(
    'no import: %s',
    (text) => {
      expect(broken((house) => house.write('packages/gateway/src/a.ts', text))).toEqual([]);
    },
  );
});

const others: readonly [string, Rule, string, string][] = [
  ['an outside package that core imports', 'outside', 'packages/core/src/a.ts', "import x from 'kysely';"],
  ['an outside package that contract imports', 'outside', 'packages/contract/src/a.ts', "import x from 'fastify';"],
  ['an outside package that ssh imports', 'outside', 'packages/ssh/src/a.ts', "import x from 'pino';"],
  ['ssh2 outside ssh', 'outside', 'packages/gateway/src/a.ts', "import { Client } from 'ssh2';"],
  ['the database driver outside store', 'outside', 'packages/server/src/a.ts', "import pg from 'pg';"],
  ['a built-in module in core', 'node', 'packages/core/src/a.ts', "import { readFile } from 'node:fs/promises';"],
  ['a built-in module in contract', 'node', 'packages/contract/src/a.ts', "import fs from 'fs';"],
  ['a dependency that is not declared', 'undeclared', 'packages/recording/src/a.ts', "import x from 'zod';"],
  ['a path into another package', 'deep-import', 'packages/gateway/src/a.ts', "import { x } from '../../core/src/index.ts';"],
  ['a path out of src', 'deep-import', 'packages/gateway/src/a.ts', "import { x } from '../test/fake.ts';"],
  ['a module that is no entry', 'deep-import', 'packages/gateway/src/a.ts', "import { x } from '@sallyport/core/src/index.ts';"],
  ['a test that reaches into another package', 'deep-import', 'packages/gateway/test/a.test.ts', "import { x } from '../../core/src/index.ts';"],
  ['a tool that reaches into a package', 'deep-import', 'tools/a.ts', "import { x } from '../packages/core/src/index.ts';"],
  ['a computed import', 'computed-import', 'packages/server/src/a.ts', 'await import(name);'],
  ['one operation group that imports another', 'island', 'packages/control/src/operations/users/a.ts', "import { x } from '../hosts/b.ts';"],
  ['one declaration group that imports another', 'island', 'packages/contract/src/operations/users/deep/a.ts', "import { x } from '../../hosts/b.ts';"],
  ['one protocol that imports another', 'island', 'packages/gateway/src/protocols/ssh/a.ts', "import { x } from '../rdp/b.ts';"],
  ['the clock in core', 'impure', 'packages/core/src/a.ts', 'const now = Date.now();'],
  ['a date of now in core', 'impure', 'packages/core/src/a.ts', 'const now = new Date();'],
  ['a date of now in core, bare', 'impure', 'packages/core/src/a.ts', 'const now = +new Date;'],
  ['a date of now in core, as text', 'impure', 'packages/core/src/a.ts', 'const now = Date();'],
  ['chance in core', 'impure', 'packages/core/src/a.ts', 'const dice = Math.random();'],
  ['an empty name', 'name', 'packages/core/src/users/utils.ts', 'export {};'],
];

describe('other rules', () => {
  it.each(others)('%s', (_what, rule, path, text) => {
    const line = rule === 'name' ? path : `${path}:1`;
    expect(broken((house) => house.write(path, `${text}\n`))).toEqual([`${rule} ${line}`]);
  });

  it('one repository that imports another; what they share stands apart', () => {
    expect(broken((house) => {
      house.write('packages/store/src/repositories/all.ts', "import { a } from './users.ts';\nimport { b } from './tickets.ts';\n");
      house.write('packages/store/src/repositories/users.ts', "import { c } from './rows.ts';\nexport const a = c;\n");
      house.write('packages/store/src/repositories/tickets.ts', "import { c } from './rows.ts';\nimport { a } from './users.ts';\nexport const b = [a, c];\n");
      house.write('packages/store/src/repositories/rows.ts', 'export const c = 1;\n');
    })).toEqual(['island packages/store/src/repositories/tickets.ts:2']);
  });

  it('a date of a given instant in core is no clock', () => {
    expect(broken((house) => house.write('packages/core/src/a.ts', 'const text = new Date(at).toISOString();\n'))).toEqual([]);
  });

  it('an allowed dependency without its project reference, and a reference without its dependency', () => {
    expect(broken((house) => house.edit('packages/store/tsconfig.json', (text) => text.replace('{ "path": "../core" }', '')))).toEqual(['references packages/store/tsconfig.json']);
    expect(broken((house) => house.edit('packages/store/tsconfig.json', (text) => text.replace('{ "path": "../core" }', '{ "path": "../core" }, { "path": "../ssh" }')))).toEqual(['references packages/store/tsconfig.json']);
  });

  it.each(['core', 'contract'])('%s with the globals of Node or a wider library', (name) => {
    expect(broken((house) => house.edit(`packages/${name}/tsconfig.json`, (text) => text.replace('"types": []', '"types": ["node"]')))).toEqual([`pure-types packages/${name}/tsconfig.json`]);
    expect(broken((house) => house.edit(`packages/${name}/tsconfig.json`, (text) => text.replace('"types": []', '"types": [], "lib": ["dom"]')))).toEqual([`pure-types packages/${name}/tsconfig.json`]);
  });

  it('ssh2 among the dependencies of another package', () => {
    expect(broken((house) => house.edit('packages/gateway/package.json', (text) => text.replace('"dependencies": {', '"dependencies": { "ssh2": "1.17.0",')))).toEqual(['manifest packages/gateway/package.json']);
  });

  it('a package that the table does not know', () => {
    expect(broken((house) => {
      house.write('packages/extra/package.json', '{}');
      house.write('packages/extra/tsconfig.json', '{}');
      house.write('packages/extra/src/index.ts', '');
    })).toEqual(['unknown-package packages/extra']);
  });

  it('too few modules or imports seen', () => {
    using house = scratchWorkspace();
    expect(checkArchitecture(house.root, { modules: 10, edges: 1 }).violations.map((item) => item.rule)).toEqual(['floor', 'floor']);
  });
});

// A tokenizer that loses its way in a file would see no more imports there, and the check would pass.
it('no import line of the real house escapes', () => {
  const workspace = readWorkspace(ROOT);
  const modules = [...workspace.packages.flatMap((pkg) => [...pkg.source, ...pkg.tests]), ...workspace.around];
  const missed = modules.filter((module) => !module.path.startsWith('tools/test/')).flatMap((module) => {
    const seen = new Set(module.imports.map((item) => item.specifier));
    const plain = [...readFileSync(join(ROOT, module.path), 'utf8').matchAll(/^(?:import|export|\}).* from '(?<name>[^']+)';$/gmu)].map((match) => match.groups?.['name']);
    return plain.filter((name) => !seen.has(name)).map((name) => `${module.path}: ${name}`);
  });
  expect(missed).toEqual([]);
});
