import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue, decodeParams, encodeParams } from '../../src/index.ts';
import type { Operation } from '../../src/index.ts';
import { paramsOf } from './arbitrary-params.ts';

describe('encode, then decode', () => {
  it.each(Object.values<Operation>(catalogue))('$action gives back what was sent', (operation) => {
    fc.assert(fc.property(paramsOf(operation), (params) => {
      const decoded = decodeParams(operation, encodeParams(operation, params));
      expect(decoded).toEqual({ ok: true, params });
    }), { numRuns: 60 });
  });
});
