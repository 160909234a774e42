import { hasRepeatedKeys } from '@sallyport/contract';
import { CONDITION_KEYS, PolicyDocumentError } from './document.ts';
import type { Condition, ConditionKey, PolicyDocument, Statement } from './document.ts';
import { checkOperand } from './operators.ts';

const MAX_TEXT = 6_144;
const MAX_STATEMENTS = 50;
const MAX_VALUES = 100;

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a policy document: `{"Version":"1","Statement":[{Effect, Action, Resource, Condition?}]}`. Strict: whatever is unknown is an
 * error, because an ignored element might have been the one that narrows an Allow. Throws PolicyDocumentError.
 */
export function parsePolicyDocument(text: string): PolicyDocument {
  if (text.length > MAX_TEXT) throw new PolicyDocumentError(`The document is longer than ${MAX_TEXT} characters.`);
  const document = asObject(parseJson(text), 'The document');
  onlyKeys(document, ['Version', 'Statement'], 'The document');
  if (document['Version'] !== '1') throw new PolicyDocumentError('Version must be "1".');
  const raw = document['Statement'];
  const list: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  if (list.length === 0 || list.length > MAX_STATEMENTS) throw new PolicyDocumentError(`Statement must hold 1 to ${MAX_STATEMENTS} statements.`);
  return { statements: list.map((entry, index) => parseStatement(entry, `Statement ${index + 1}`)) };
}

function parseJson(text: string): unknown {
  const value = jsonOf(text);
  if (hasRepeatedKeys(text, value)) throw new PolicyDocumentError('An element or condition key stands twice in one object: only one of them would count.');
  return value;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PolicyDocumentError(`The document is not JSON${error instanceof SyntaxError ? '' : ' text'}.`);
  }
}

function parseStatement(value: unknown, where: string): Statement {
  const statement = asObject(value, where);
  onlyKeys(statement, ['Effect', 'Action', 'Resource', 'Condition'], where);
  const effect = statement['Effect'];
  if (effect !== 'Allow' && effect !== 'Deny') throw new PolicyDocumentError(`${where}: Effect must be Allow or Deny.`);
  const actions = asTexts(statement['Action'], `${where}: Action`);
  for (const action of actions) {
    if (!/^(\*|[A-Za-z0-9*?-]+:[A-Za-z0-9*?]+)$/.test(action)) throw new PolicyDocumentError(`${where}: "${action.slice(0, 80)}" is not an action.`);
  }
  const resources = asTexts(statement['Resource'], `${where}: Resource`);
  for (const resource of resources) {
    if (resource !== '*' && !/^acs:[^:]*:[^:]*:[^:]*:[^:]+$/.test(resource)) throw new PolicyDocumentError(`${where}: "${resource.slice(0, 80)}" is not a resource.`);
  }
  return { effect, actions, resources, conditions: parseConditions(statement['Condition'], where) };
}

function parseConditions(value: unknown, where: string): readonly Condition[] {
  if (value === undefined) return [];
  const operators = asObject(value, `${where}: Condition`);
  return Object.entries(operators).flatMap(([operator, operands]) =>
    Object.entries(asObject(operands, `${where}: ${operator}`)).map(([key, values]): Condition => {
      if (!isConditionKey(key)) throw new PolicyDocumentError(`${where}: condition key "${key.slice(0, 80)}" is unknown.`);
      const texts = asTexts(values, `${where}: ${operator} ${key}`);
      for (const text of texts) checkOperand(operator, key, text, where);
      return { operator, key, values: texts };
    }));
}

function isConditionKey(key: string): key is ConditionKey {
  return (CONDITION_KEYS as readonly string[]).includes(key);
}

function asObject(value: unknown, where: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new PolicyDocumentError(`${where} must be an object.`);
  return Object.fromEntries(Object.entries(value));
}

function onlyKeys(object: Json, keys: readonly string[], where: string): void {
  const unknown = Object.keys(object).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new PolicyDocumentError(`${where}: "${unknown.slice(0, 80)}" is unknown.`);
}

function asTexts(value: unknown, where: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0 || list.length > MAX_VALUES) throw new PolicyDocumentError(`${where} must hold 1 to ${MAX_VALUES} values.`);
  return list.map((entry) => {
    if (typeof entry === 'boolean') return String(entry);
    if (typeof entry !== 'string' || entry === '') throw new PolicyDocumentError(`${where} must be text.`);
    return entry;
  });
}
