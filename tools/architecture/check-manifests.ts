import { DIRECTIONS, HIDDEN, SCOPE } from './direction.ts';
import type { Direction } from './direction.ts';
import type { Violation } from './violation.ts';
import type { Workspace, WorkspacePackage } from './workspace.ts';

/** package.json and tsconfig.json of every package against the table: they are what npm and the compiler obey. */
export function checkManifests(workspace: Workspace): Violation[] {
  const found: Violation[] = [];
  for (const name of Object.keys(DIRECTIONS)) {
    if (!workspace.packages.some((pkg) => pkg.name === name)) found.push({ rule: 'missing-package', where: `packages/${name}`, message: 'the table names a package that does not exist' });
  }
  for (const pkg of workspace.packages) {
    const direction = DIRECTIONS[pkg.name];
    if (direction === undefined) found.push({ rule: 'unknown-package', where: `packages/${pkg.name}`, message: 'no direction is laid down for it' });
    else found.push(...checkDependencies(pkg, direction), ...checkReferences(pkg), ...checkTypes(pkg, direction));
  }
  return found;
}

function checkDependencies(pkg: WorkspacePackage, direction: Direction): Violation[] {
  const where = `packages/${pkg.name}/package.json`;
  const found: Violation[] = [];
  for (const name of Object.keys(pkg.manifest.dependencies)) {
    if (name.startsWith(SCOPE)) {
      if (!direction.may.includes(name.slice(SCOPE.length))) found.push({ rule: 'manifest', where, message: `${pkg.name} must not depend on ${name}` });
    } else if (direction.outside !== undefined && !direction.outside.includes(name)) {
      found.push({ rule: 'manifest', where, message: `${pkg.name} must not depend on ${name}` });
    } else if (HIDDEN[name] !== undefined && HIDDEN[name] !== pkg.name) {
      found.push({ rule: 'manifest', where, message: `only ${HIDDEN[name]} may depend on ${name}` });
    }
  }
  return found;
}

/** The references are exactly the declared dependencies: one more and the compiler allows what npm does not, one less and it refuses what is allowed. */
function checkReferences(pkg: WorkspacePackage): Violation[] {
  const where = `packages/${pkg.name}/tsconfig.json`;
  const declared = Object.keys(pkg.manifest.dependencies).filter((name) => name.startsWith(SCOPE)).map((name) => `../${name.slice(SCOPE.length)}`);
  const found: Violation[] = [];
  for (const path of pkg.tsconfig.references) if (!declared.includes(path)) found.push({ rule: 'references', where, message: `${path} is referenced but not a dependency` });
  for (const path of declared) if (!pkg.tsconfig.references.includes(path)) found.push({ rule: 'references', where, message: `${path} is a dependency but not referenced` });
  return found;
}

function checkTypes(pkg: WorkspacePackage, direction: Direction): Violation[] {
  const where = `packages/${pkg.name}/tsconfig.json`;
  if (direction.node === 'yes') return [];
  const found: Violation[] = [];
  if (pkg.tsconfig.types === undefined || pkg.tsconfig.types.length > 0) found.push({ rule: 'pure-types', where, message: 'must say "types": []: no global of Node or the browser' });
  if (pkg.tsconfig.lib !== undefined) found.push({ rule: 'pure-types', where, message: 'must not widen "lib"' });
  return found;
}
