import { BlockList, isIP } from 'node:net';
import { PolicyDocumentError } from './document.ts';
import type { ConditionKey } from './document.ts';
import { matchesWildcard } from './wildcard.ts';

interface Operator {
  readonly keys: readonly ConditionKey[];
  /** Holds if no value matches, instead of if one does. */
  readonly negated: boolean;
  readonly wellFormed: (operand: string) => boolean;
  readonly matches: (actual: string, operand: string) => boolean;
}

const TEXT_KEYS: readonly ConditionKey[] = ['acs:SourceIp', 'acs:CurrentTime', 'acs:SecureTransport'];
const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(\.\d{1,3})?(Z|[+-]\d{2}:\d{2}))?$/.test(text) && !Number.isNaN(Date.parse(text));
const isBool = (text: string): boolean => text === 'true' || text === 'false';
const anyText = (): boolean => true;

const date = (matches: (actual: number, operand: number) => boolean, negated = false): Operator => ({
  keys: ['acs:CurrentTime'], negated, wellFormed: isDate, matches: (actual, operand) => matches(Date.parse(actual), Date.parse(operand)),
});
const text = (matches: (actual: string, operand: string) => boolean, negated = false): Operator => ({ keys: TEXT_KEYS, negated, wellFormed: anyText, matches });
const address = (negated: boolean): Operator => ({ keys: ['acs:SourceIp'], negated, wellFormed: (operand) => networkOf(operand) !== undefined, matches: inNetwork });

/** Every operator that a stored policy may use. */
const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['IpAddress', address(false)],
  ['NotIpAddress', address(true)],
  ['DateEquals', date((a, b) => a === b)],
  ['DateNotEquals', date((a, b) => a === b, true)],
  ['DateLessThan', date((a, b) => a < b)],
  ['DateLessThanEquals', date((a, b) => a <= b)],
  ['DateGreaterThan', date((a, b) => a > b)],
  ['DateGreaterThanEquals', date((a, b) => a >= b)],
  ['Bool', { keys: ['acs:SecureTransport'], negated: false, wellFormed: isBool, matches: (a, b) => a === b }],
  ['StringEquals', text((a, b) => a === b)],
  ['StringNotEquals', text((a, b) => a === b, true)],
  ['StringEqualsIgnoreCase', text((a, b) => a.toLowerCase() === b.toLowerCase())],
  ['StringNotEqualsIgnoreCase', text((a, b) => a.toLowerCase() === b.toLowerCase(), true)],
  ['StringLike', text((a, b) => matchesWildcard(b, a))],
  ['StringNotLike', text((a, b) => matchesWildcard(b, a), true)],
]);

/** Throws PolicyDocumentError unless the operator exists, applies to the key and understands the operand. */
export function checkOperand(name: string, key: ConditionKey, operand: string, where: string): void {
  const operator = OPERATORS.get(name);
  if (operator === undefined) throw new PolicyDocumentError(`${where}: condition operator "${name.slice(0, 80)}" is unknown.`);
  if (!operator.keys.includes(key)) throw new PolicyDocumentError(`${where}: ${name} does not apply to ${key}.`);
  if (!operator.wellFormed(operand)) throw new PolicyDocumentError(`${where}: "${operand.slice(0, 80)}" is no operand of ${name}.`);
}

/** Whether `actual` fulfils the condition. An operator that is unknown after all fulfils nothing. */
export function holds(name: string, actual: string, operands: readonly string[]): boolean {
  const operator = OPERATORS.get(name);
  if (operator === undefined) return false;
  const some = operands.some((operand) => operator.matches(actual, operand));
  return operator.negated ? !some : some;
}

function networkOf(textual: string): BlockList | undefined {
  const [base = '', prefix, ...rest] = textual.split('/');
  const family = isIP(base);
  if (family === 0 || rest.length > 0) return undefined;
  const bits = family === 4 ? 32 : 128;
  if (prefix !== undefined && (!/^\d{1,3}$/.test(prefix) || Number(prefix) > bits)) return undefined;
  const network = new BlockList();
  network.addSubnet(base, prefix === undefined ? bits : Number(prefix), family === 4 ? 'ipv4' : 'ipv6');
  return network;
}

function inNetwork(actual: string, operand: string): boolean {
  const family = isIP(actual);
  return family !== 0 && networkOf(operand)?.check(actual, family === 4 ? 'ipv4' : 'ipv6') === true;
}
