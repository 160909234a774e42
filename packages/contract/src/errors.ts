import { AUTHENTICATION_ERRORS } from './errors/authentication.ts';
import { GATEWAY_ERRORS } from './errors/gateway.ts';
import { OPERATION_ERRORS } from './errors/operations.ts';

export interface ErrorEntry {
  readonly status: number;
  readonly en: string;
  readonly zh: string;
}

/** Registry of every code that the management API answers with. Nothing outside it may reach a caller. */
export const ERRORS = { ...AUTHENTICATION_ERRORS, ...GATEWAY_ERRORS, ...OPERATION_ERRORS } as const satisfies Record<string, ErrorEntry>;

/** Codes of missing required parameters, one a parameter: `MissingUserIds`. */
export type MissingCode = `Missing${string}`;

export type ErrorCode = keyof typeof ERRORS | MissingCode;

const REGISTRY: ReadonlyMap<string, ErrorEntry> = new Map(Object.entries(ERRORS));
const MISSING = /^Missing([A-Za-z][A-Za-z0-9]{0,63})$/;

/** Status and texts of a code; undefined for one that is not in the registry. */
export function errorEntry(code: string): ErrorEntry | undefined {
  const entry = REGISTRY.get(code);
  if (entry !== undefined) return entry;
  const param = MISSING.exec(code)?.[1];
  if (param === undefined) return undefined;
  return { status: 400, en: `${param} is mandatory for this action.`, zh: `此操作必须提供参数 ${param}。` };
}

/** Where `Recommend` of an error body leads: a page of ours, below the base URL of the API. */
export function recommendPath(code: string): string {
  return `/docs/errors/${encodeURIComponent(code)}`;
}
