import { checkImports } from './check-imports.ts';
import { checkManifests } from './check-manifests.ts';
import { checkNames, checkPurity } from './check-purity.ts';
import type { Violation } from './violation.ts';
import { readWorkspace } from './workspace.ts';

export interface Verdict {
  readonly modules: number;
  readonly edges: number;
  readonly violations: readonly Violation[];
}

/** A check that sees too little passes for the wrong reason. */
export interface Floor {
  readonly modules: number;
  readonly edges: number;
}

/** Judges the checkout at `root`. */
export function checkArchitecture(root: string, floor: Floor): Verdict {
  const workspace = readWorkspace(root);
  const all = [...workspace.packages.flatMap((pkg) => [...pkg.source, ...pkg.tests]), ...workspace.around];
  const modules = all.length;
  const edges = all.reduce((sum, module) => sum + module.imports.length, 0);
  const violations = [...checkManifests(workspace), ...checkImports(workspace), ...checkPurity(workspace), ...checkNames(workspace)];
  for (const pkg of workspace.packages) {
    if (pkg.source.length === 0) violations.push({ rule: 'floor', where: `packages/${pkg.name}/src`, message: 'no module was seen' });
  }
  if (modules < floor.modules) violations.push({ rule: 'floor', where: '.', message: `only ${modules} modules seen, at least ${floor.modules} expected` });
  if (edges < floor.edges) violations.push({ rule: 'floor', where: '.', message: `only ${edges} imports seen, at least ${floor.edges} expected` });
  return { modules, edges, violations };
}
