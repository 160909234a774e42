import type { AuditClass, Operation } from '@sallyport/contract';
import { terminalSafe } from '@sallyport/core';

const MAX_TEXT = 1_000;
const MAX_ITEMS = 500;
const MAX_DEPTH = 5;

/** Parameters as the audit log keeps them: what is secret or was never classified is left out. */
export function auditedParameters(operation: Operation, params: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return shownParameters((name) => operation.params[name]?.audit, params);
}

export function shownParameters(classOf: (name: string) => AuditClass | undefined, params: object): Readonly<Record<string, unknown>> {
  const shown = Object.entries(params).filter(([name]) => {
    const audit = classOf(name);
    return audit === 'public' || audit === 'sensitive';
  });
  return Object.fromEntries(shown.map(([name, value]) => [name, bounded(value, 0)]));
}

/** A row of the log stays small, whatever was sent. */
function bounded(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return terminalSafe(value, MAX_TEXT);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item: unknown) => bounded(item, depth + 1));
  return Object.fromEntries(Object.entries(value).slice(0, MAX_ITEMS).map(([key, item]) => [key, bounded(item, depth + 1)]));
}
