import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue, decodeParams, errorEntry } from '../../src/index.ts';
import type { Operation } from '../../src/index.ts';

const operations = Object.values<Operation>(catalogue);

/** Keys and values near what an operation reads, bent. */
function hostilePairs(operation: Operation): fc.Arbitrary<ReadonlyMap<string, string>> {
  const name = fc.constantFrom(...Object.keys(operation.params), '__proto__', 'constructor', 'toString', '');
  const segment = fc.constantFrom('1', '2', '0', '-1', '01', '99999999999', '*', '', '__proto__', 'constructor', 'HostId', 'HostAccountIds', 'Key', 'length');
  const key = fc.tuple(name, fc.array(segment, { maxLength: 8 })).map((parts) => [parts[0], ...parts[1]].join('.'));
  const odd = fc.constantFrom(
    '', '0', 'null', '[]', '{}', '[[[[[[[[[[1]]]]]]]]]]', '{"__proto__":{"polluted":1}}', '[{"HostId":"1","constructor":{}}]', '[null]', '"\\ud800"', '\ud800', 'a\0b',
    '1e999', '-0', '9'.repeat(400), '[1,', '{"a":', '[9007199254740993]', 'true', 'NaN', '"['.repeat(50),
  );
  return fc.array(fc.tuple(key, fc.oneof(odd, fc.string({ unit: 'binary' }), fc.json())), { maxLength: 24 }).map((pairs) => new Map(pairs));
}

describe('hostile input', () => {
  it.each(operations)('$action neither throws nor lets anything into a prototype', (operation) => {
    fc.assert(fc.property(hostilePairs(operation), (pairs) => {
      const decoded = decodeParams(operation, pairs);
      if (!decoded.ok) {
        expect(Object.keys(operation.params)).toContain(decoded.param);
        expect(errorEntry(decoded.code)?.en).toBe(decoded.message);
      } else {
        for (const key of Object.keys(decoded.params)) expect(Object.keys(operation.params)).toContain(key);
      }
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    }), { numRuns: 100 });
  });

  it('answers deep nesting and long texts before any parser sees them', () => {
    const pairs = (text: string) => new Map([['InstanceId', 'i'], ['UserIds', text]]);
    const reason = (text: string) => {
      const decoded = decodeParams(catalogue.LockUsers, pairs(text));
      return decoded.ok ? 'accepted' : decoded.reason;
    };
    expect(reason('['.repeat(200_000))).toBe('the JSON text is nested too deeply');
    expect(reason(`["${'1'.repeat(300_000)}"]`)).toBe('the JSON text is too long');
    expect(reason('["[[[[[[[[[[[[", "\\"[[[[[[[[[["]')).toBe('accepted');
  });

  it.each([' ', '0', '\n', '='])('decodes a megabyte of %j at once in every parameter', (filler) => {
    const text = `${filler.repeat(500_000)}x${filler.repeat(500_000)}x`;
    const began = performance.now();
    for (const operation of operations) {
      for (const [name, param] of Object.entries(operation.params)) decodeParams({ ...operation, params: { [name]: param } }, new Map([[name, text]]));
    }
    // All declarations together; one pattern that goes back over its text takes minutes.
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it.each([
    ['[{"HostId":"1","HostId":"2"}]', false], ['[{"HostId":"1","\\u0048ostId":"2"}]', false], ['[{"HostId":"1"},{"HostId":"2","HostAccountIds":["3"]}]', true],
    ['[{"HostId":"1:2\\":"}]', true], ['[{"HostId":"a:b","HostId":"{:"}]', false], ['[]', false],
  ])('reads %s in one way or not at all', (text, ok) => {
    expect(decodeParams(catalogue.DetachHostAccountsFromUser, new Map([['InstanceId', 'i'], ['UserId', '1'], ['Hosts', text]])).ok).toBe(ok);
  });

  it('bounds the keys of one flat parameter', () => {
    const many = new Map([['InstanceId', 'i'], ...Array.from({ length: 10_001 }, (_, at): [string, string] => [`UserIds.${at + 1}`, '1'])]);
    const decoded = decodeParams(catalogue.LockUsers, many);
    expect(decoded).toMatchObject({ ok: false, code: 'InvalidParameter', param: 'UserIds', reason: 'too many keys' });
  });

  it('never repeats a value in a reason', () => {
    const secret = 'hunter2-hunter2-'.repeat(40);
    const decoded = decodeParams(catalogue.CreateUser, new Map([['InstanceId', 'i'], ['Source', 'Local'], ['UserName', 'u'], ['Password', secret]]));
    expect(decoded.ok).toBe(false);
    expect(JSON.stringify(decoded)).not.toContain('hunter2');
  });
});
