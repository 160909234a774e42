import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRest, isRestErrorCode, restCatalogue } from '../../src/index.ts';
import type { RawRest, RestOperation } from '../../src/index.ts';
import { PLACES, bytes, paramsIn } from './rest-request.ts';

const operations = Object.values<RestOperation>(restCatalogue);
const odd = fc.constantFrom('', '0', '-0', '1e999', '9'.repeat(400), '\ud800', 'a\0b', '__proto__', ',', ',,,,', 'null', '{}', 'GMT+8', 'reject', '%00', '２');
const text = fc.oneof(odd, fc.string({ unit: 'binary' }));

function hostile(operation: RestOperation): fc.Arbitrary<RawRest> {
  const names = PLACES.flatMap((place) => Object.keys(paramsIn(operation, place)));
  const name = fc.constantFrom(...names, '__proto__', 'constructor', 'toString', '');
  const member = fc.tuple(name, fc.oneof(fc.json(), fc.constantFrom('1e400', '-0', '[[[[[[[[[[1]]]]]]]]]]', '{"__proto__":{"polluted":1}}', '[{"auth_detail_id":1e999}]', '"\\ud800"', '[null]', '{"a":1,"a":2}')))
    .map(([key, value]) => `${JSON.stringify(key)}:${value}`);
  const body = fc.oneof(fc.array(member, { maxLength: 8 }).map((members) => bytes(`{${members.join(',')}}`)), fc.uint8Array({ maxLength: 64 }), fc.json().map(bytes));
  return fc.record({
    path: fc.dictionary(name, text), body,
    query: fc.array(fc.tuple(name, fc.array(text, { maxLength: 4 })), { maxLength: 8 }).map((pairs) => new Map(pairs)),
    headers: fc.array(fc.tuple(fc.constantFrom('x-site', 'x-language', 'x-time-zone', 'x-auth-token', '__proto__'), text), { maxLength: 2 }).map((pairs) => new Map(pairs)),
  });
}

describe('hostile requests', () => {
  it.each(operations)('$operationId neither throws nor lets anything undeclared through', (operation) => {
    fc.assert(fc.property(hostile(operation), (request) => {
      const decoded = decodeRest(operation, request);
      if (decoded.ok) for (const place of PLACES) {
        const declared = Object.keys(paramsIn(operation, place));
        for (const key of Object.keys(decoded.input[place])) expect(declared).toContain(key);
      } else expect(isRestErrorCode(decoded.code)).toBe(true);
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    }), { numRuns: 200 });
  });

  it.each([' ', '0', '\n', ',', 'a/', '-'])('decodes a megabyte of %j at once in every place', (filler) => {
    const long = `${filler.repeat(500_000 / filler.length)}x${filler.repeat(500_000 / filler.length)}x`;
    const began = performance.now();
    for (const operation of operations) {
      const filled = (place: 'path' | 'query'): readonly (readonly [string, string])[] => Object.keys(paramsIn(operation, place)).map((name) => [name, long]);
      decodeRest(operation, {
        path: Object.fromEntries(filled('path')), query: new Map(filled('query').map(([name, value]) => [name, [value]])), headers: new Map(),
        body: bytes(JSON.stringify(Object.fromEntries(Object.keys(operation.body).map((name) => [name, long.slice(0, 200_000 / Math.max(1, Object.keys(operation.body).length))])))),
      });
      for (const header of ['x-language', 'x-time-zone', 'x-site']) decodeRest(operation, { path: {}, query: new Map(), headers: new Map([[header, long]]), body: bytes('') });
    }
    // All declarations together; one pattern that goes back over its text takes minutes.
    expect(performance.now() - began).toBeLessThan(15_000);
  });
});
