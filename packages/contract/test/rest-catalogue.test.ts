import { describe, expect, it } from 'vitest';
import { findRestOperation, restCatalogue } from '../src/index.ts';
import type { RestOperation } from '../src/index.ts';

const BASE = ['v2', 'servicerequest'];

function found(method: string, ...rest: readonly string[]): unknown {
  const match = findRestOperation(method, [...BASE, ...rest]);
  return match === undefined ? undefined : [match.operation.operationId, match.path];
}

describe('findRestOperation', () => {
  it.each(Object.values<RestOperation>(restCatalogue))('finds $operationId by its own path', (operation) => {
    const segments = operation.path.split('/').slice(1).map((segment) => (segment.startsWith('{') ? `the-${segment.slice(1, -1)}` : segment));
    const match = findRestOperation(operation.method, segments);
    expect(match?.operation).toBe(operation);
    expect(match?.path).toEqual(Object.fromEntries(Object.keys(operation.pathParams).map((name) => [name, `the-${name}`])));
  });

  it('prefers a word to a variable', () => {
    expect(found('GET', 'authorizations', 'login-type')).toEqual(['ShowLoginType', {}]);
    expect(found('GET', 'authorizations', 'login-types')).toEqual(['ShowAuthorizationDetail', { authorization_id: 'login-types' }]);
    // The word is there for GET alone; with PUT it is an id like any other.
    expect(found('PUT', 'authorizations', 'login-type')).toEqual(['ConfirmAuthorizations', { authorization_id: 'login-type' }]);
  });

  it('keeps odd segments for the decoder', () => {
    expect(found('GET', 'cases', '')).toEqual(['ShowCaseDetail', { case_id: '' }]);
    expect(found('GET', 'cases', '../x')).toEqual(['ShowCaseDetail', { case_id: '../x' }]);
    expect(found('GET', 'cases', '__proto__')).toEqual(['ShowCaseDetail', { case_id: '__proto__' }]);
  });

  it.each([
    ['another method', 'DELETE', ['cases']], ['a method in lower case', 'get', ['cases']], ['an operation that comes later', 'GET', ['cases', '1', 'labels']], ['a segment more', 'GET', ['authorizations', 'login-type', '']],
    ['a word in another case', 'GET', ['Cases']], ['a variable spelt out', 'PUT', ['authorizations', '1', '{action}']], ['nothing', 'GET', []],
  ])('finds nothing for %s', (_what, method, rest) => expect(found(method, ...rest)).toBeUndefined());

  it('finds nothing elsewhere', () => {
    expect(findRestOperation('GET', ['v3', 'servicerequest', 'cases'])).toBeUndefined();
    expect(findRestOperation('GET', ['cases'])).toBeUndefined();
  });
});
