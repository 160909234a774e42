import { describe, expect, it } from 'vitest';
import { decodeRest, restCatalogue } from '../../src/index.ts';
import type { RestOperation } from '../../src/index.ts';
import { limitCases } from './limit-cases.ts';
import { PLACES, paramsIn, requestWith } from './rest-request.ts';

const PARAMS = Object.values<RestOperation>(restCatalogue).flatMap((operation) => PLACES.flatMap((place) => (
  Object.entries(paramsIn(operation, place)).map(([name, param]) => ({ operation, place, name, param, title: `${operation.operationId} ${place}.${name}` }))
)));

/** What stands in an address is never empty text for "absent", and lists there have no empty form. */
const CASES = PARAMS.flatMap((one) => limitCases(one.param.schema, !one.param.required)
  .filter(({ value }) => one.place !== 'path' || value !== '')
  .filter(({ value }) => !(one.place === 'query' && Array.isArray(value) && value.length === 1))
  .map((limit) => ({ ...one, ...limit, title: `${one.title}: ${limit.what} ${limit.fits ? 'fits' : 'does not fit'}` })));

it('the table is as wide as the declarations', () => {
  expect(PARAMS.length).toBeGreaterThan(70);
  expect(CASES.length).toBeGreaterThan(600);
  expect(CASES.filter((one) => one.fits).length).toBeGreaterThan(200);
});

describe('every limit of every parameter:', () => {
  it.each(CASES)('$title', ({ operation, place, name, param, value, fits }) => {
    const decoded = decodeRest(operation, requestWith(operation, place, name, value));
    const fault = param.fault ?? (place === 'body' ? 'business' : 'request');
    const code = param.code ?? (fault === 'business' ? 'OSM.01010001' : 'OSM.0001');
    if (fits) expect(decoded).toMatchObject({ ok: true });
    else expect(decoded).toMatchObject({ ok: false, fault, code, where: place, name });
  });
});

describe('what is required:', () => {
  it.each(PARAMS.filter((one) => one.param.required))('$title', ({ operation, place, name, param }) => {
    const fault = param.fault ?? (place === 'body' ? 'business' : 'request');
    expect(decodeRest(operation, requestWith(operation, place, name, undefined))).toMatchObject({ ok: false, fault, where: place, name, reason: 'absent' });
    if (place === 'body') expect(decodeRest(operation, requestWith(operation, place, name, null))).toMatchObject({ ok: false, fault, where: place, name });
  });

  it.each(PARAMS.filter((one) => !one.param.required))('$title is not, and has its default', ({ operation, place, name, param }) => {
    const decoded = decodeRest(operation, requestWith(operation, place, name, undefined));
    if (!decoded.ok || place === 'path') throw new Error('refused');
    const values: Readonly<Record<string, unknown>> = decoded.input[place];
    expect(values[name]).toEqual(param.default);
    expect(Object.hasOwn(values, name)).toBe(param.default !== undefined);
  });
});
