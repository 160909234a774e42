export type Rule =
  | 'unknown-package' | 'missing-package' | 'direction' | 'outside' | 'node' | 'deep-import' | 'computed-import' | 'undeclared'
  | 'manifest' | 'references' | 'pure-types' | 'island' | 'impure' | 'name' | 'floor';

export interface Violation {
  readonly rule: Rule;
  /** Path from the root, with the line where there is one. */
  readonly where: string;
  readonly message: string;
}
