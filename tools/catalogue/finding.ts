/** One thing in which a declaration departs from the reference or from a rule. */
export interface Finding {
  readonly action: string;
  /** Parameter, `result.Field`, or empty: the operation itself. */
  readonly field: string;
  /** What of it: `type`, `required`, `enum`, … */
  readonly aspect: string;
  readonly detail: string;
}

export function finding(action: string, field: string, aspect: string, detail: string): Finding {
  return { action, field, aspect, detail };
}

/** A finding when the two differ. `undefined` in the reference says nothing. */
export function differ(action: string, field: string, aspect: string, reference: unknown, declared: unknown): readonly Finding[] {
  if (reference === undefined || JSON.stringify(reference) === JSON.stringify(declared)) return [];
  return [finding(action, field, aspect, `reference ${JSON.stringify(reference)}, declared ${JSON.stringify(declared)}`)];
}

export function differInNames(action: string, field: string, reference: readonly string[], declared: readonly string[]): readonly Finding[] {
  const at = (name: string): string => (field === '' ? name : `${field}.${name}`);
  return [
    ...reference.filter((name) => !declared.includes(name)).map((name) => finding(action, at(name), 'missing', 'only in the reference')),
    ...declared.filter((name) => !reference.includes(name)).map((name) => finding(action, at(name), 'extra', 'only in the declaration')),
  ];
}
