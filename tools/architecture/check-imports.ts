import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { DIRECTIONS, GATHERERS, HIDDEN, ISLANDS, SCOPE } from './direction.ts';
import type { Direction } from './direction.ts';
import type { Violation } from './violation.ts';
import type { Module, Workspace, WorkspacePackage } from './workspace.ts';

/** Every import of every module against the table; tests and tools may import any package, but only through its exports. */
export function checkImports(workspace: Workspace): Violation[] {
  const found: Violation[] = [];
  for (const pkg of workspace.packages) {
    for (const module of pkg.source) found.push(...checkModule(module, pkg, workspace));
    for (const module of pkg.tests) found.push(...checkEntries(module, `packages/${pkg.name}/`, workspace));
  }
  for (const module of workspace.around) found.push(...checkEntries(module, '', workspace));
  return [...found, ...GATHERERS.flatMap((gatherer) => checkGathered(gatherer, workspace))];
}

function checkModule(module: Module, pkg: WorkspacePackage, workspace: Workspace): Violation[] {
  const direction = DIRECTIONS[pkg.name];
  if (direction === undefined) return [];
  const found = checkEntries(module, `packages/${pkg.name}/src/`, workspace);
  for (const { specifier, line } of module.imports) {
    const where = `${module.path}:${line}`;
    if (specifier === undefined) found.push({ rule: 'computed-import', where, message: 'an import whose target is computed cannot be checked' });
    else if (specifier.startsWith('.')) found.push(...checkIsland(module, specifier, where));
    else found.push(...checkPackageImport(specifier, pkg, direction, where));
  }
  return found;
}

function checkPackageImport(specifier: string, pkg: WorkspacePackage, direction: Direction, where: string): Violation[] {
  if (isBuiltin(specifier)) {
    return direction.node === 'yes' ? [] : [{ rule: 'node', where, message: `${pkg.name} must not import ${specifier}: it runs anywhere and does no I/O` }];
  }
  const name = packageOf(specifier);
  if (name.startsWith(SCOPE)) {
    const target = name.slice(SCOPE.length);
    return direction.may.includes(target) ? [] : [{ rule: 'direction', where, message: `${pkg.name} must not import ${target}` }];
  }
  if (direction.outside !== undefined && !direction.outside.includes(name)) {
    return [{ rule: 'outside', where, message: `${pkg.name} may import ${direction.outside.join(', ') || 'no outside package'}, not ${name}` }];
  }
  const owner = HIDDEN[name];
  if (owner !== undefined && owner !== pkg.name) return [{ rule: 'outside', where, message: `only ${owner} may know ${name}` }];
  if (pkg.manifest.dependencies[name] === undefined) return [{ rule: 'undeclared', where, message: `${name} is not among the dependencies of ${pkg.name}` }];
  return [];
}

/** Relative imports stay within `home`; other packages are reached through their exports alone. */
function checkEntries(module: Module, home: string, workspace: Workspace): Violation[] {
  const found: Violation[] = [];
  for (const { specifier, line } of module.imports) {
    if (specifier === undefined) continue;
    const where = `${module.path}:${line}`;
    if (specifier.startsWith('.')) {
      const target = resolve(module, specifier);
      const inside = home === '' ? !/^packages\/[^/]+\//u.test(target) : target.startsWith(home);
      if (!inside) found.push({ rule: 'deep-import', where, message: `${specifier} reaches into another package; import its public entry` });
    } else if (packageOf(specifier).startsWith(SCOPE) && !isEntry(specifier, workspace)) {
      found.push({ rule: 'deep-import', where, message: `${specifier} is not an entry of that package` });
    }
  }
  return found;
}

function isEntry(specifier: string, workspace: Workspace): boolean {
  const name = packageOf(specifier);
  const target = workspace.packages.find((candidate) => SCOPE + candidate.name === name);
  return target?.manifest.exports[`.${specifier.slice(name.length)}`] !== undefined;
}

function checkIsland(module: Module, specifier: string, where: string): Violation[] {
  const target = resolve(module, specifier);
  const sea = ISLANDS.find((folder) => module.path.startsWith(`${folder}/`) && target.startsWith(`${folder}/`));
  if (sea === undefined) return [];
  const from = islandOf(sea, module.path);
  const to = islandOf(sea, target);
  // Files that lie in the folder itself gather or serve all islands.
  if (from === undefined || to === undefined || from === to) return [];
  return [{ rule: 'island', where, message: `${from} must not import ${to}: in ${sea} every folder stands alone` }];
}

function islandOf(sea: string, path: string): string | undefined {
  const parts = path.slice(sea.length + 1).split('/');
  return parts.length > 1 ? parts[0] : undefined;
}

/** In the gatherer's folder nobody else imports what it gathers: one repository never imports another. */
function checkGathered(gatherer: string, workspace: Workspace): Violation[] {
  const home = posix.dirname(gatherer);
  const modules = workspace.packages.flatMap((pkg) => pkg.source).filter((module) => posix.dirname(module.path) === home);
  const siblingsOf = (module: Module): readonly { readonly target: string; readonly line: number }[] => module.imports
    .filter((item) => item.specifier?.startsWith('./') === true)
    .map((item) => ({ target: resolve(module, item.specifier ?? ''), line: item.line }));
  const gathering = modules.find((module) => module.path === gatherer);
  const gathered = new Set(gathering === undefined ? [] : siblingsOf(gathering).map((item) => item.target));
  return modules.filter((module) => module !== gathering).flatMap((module) => siblingsOf(module)
    .filter((item) => gathered.has(item.target))
    .map((item): Violation => ({ rule: 'island', where: `${module.path}:${item.line}`, message: `only ${posix.basename(gatherer)} may import ${posix.basename(item.target)}` })));
}

function resolve(module: Module, specifier: string): string {
  return posix.normalize(posix.join(posix.dirname(module.path), specifier));
}

function packageOf(specifier: string): string {
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
