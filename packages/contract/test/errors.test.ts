import { describe, expect, it } from 'vitest';
import { ERRORS, REST_ERRORS, errorEntry, isRestErrorCode, recommendPath } from '../src/index.ts';

describe('the error registry', () => {
  it.each([
    ['InvalidParameter', 400, 'The argument is invalid.'], ['InternalError', 500, 'An unknown error occurred.'],
    ['InvalidAccessKeyId.NotFound', 404, 'Specified access key is not found.'], ['SignatureDoesNotMatch', 400, 'Specified signature is not matched with our calculation.'],
    ['SignatureNonceUsed', 400, 'Specified signature nonce was used already.'], ['InvalidTimeStamp.Expired', 400, 'Specified time stamp or date value is expired.'],
    ['InvalidTimeStamp.Format', 400, 'Specified time stamp or date value is not well formatted.'], ['InvalidAction.NotFound', 404, 'Specified api is not found, please check your url and method.'],
    ['MissingUserIds', 400, 'UserIds is mandatory for this action.'], ['Throttling.User', 400, 'Request was denied due to user flow control.'], ['NoPermission', 403, undefined],
    ['RequestEntityTooLarge', 413, undefined], ['OBJECT_NOT_FOUND', 404, undefined], ['UserNameAlreadyExists', 409, undefined], ['InvalidProtocol.NeedSsl', 404, 'Your request is denied as lack of ssl protect.'],
  ])('%s is %i', (code, status, text) => {
    expect(errorEntry(code)).toMatchObject(text === undefined ? { status } : { status, en: text });
  });

  it('speaks both languages, and answers no success and no other kind of status', () => {
    for (const [code, entry] of Object.entries(ERRORS)) {
      expect(entry.en, code).toMatch(/^[\x20-\x7e]+\.$/);
      expect(entry.zh, code).toMatch(/\p{Script=Han}.*。$/u);
      expect([400, 403, 404, 409, 413, 415, 500, 503], code).toContain(entry.status);
    }
  });

  it.each(['NoSuchCode', 'constructor', '__proto__', 'Missing', 'MissingA.B', 'Missing<script>', `Missing${'A'.repeat(100)}`])('does not know %s', (code) => {
    expect(errorEntry(code)).toBeUndefined();
  });

  it('links to a page of ours', () => expect(recommendPath('InvalidTimeStamp.Expired')).toBe('/docs/errors/InvalidTimeStamp.Expired'));
});

describe('the error registry of the service-ticket API', () => {
  it.each([
    ['OSM.0001', 400], ['OSM.0002', 401], ['OSM.0003', 403], ['OSM.0004', 500], ['APIGW.0301', 401], ['APIGW.0101', 404], ['APIGW.0308', 429], ['OSM.01010001', 200], ['OSM.01010016', 200],
  ] as const)('%s is %i', (code, status) => expect(REST_ERRORS[code].status).toBe(status));

  it('answers every business error with 200', () => {
    const business = Object.entries(REST_ERRORS).filter(([code]) => code.startsWith('OSM.0101'));
    expect(business.map(([code]) => code)).toEqual(Array.from({ length: 16 }, (_, at) => `OSM.010100${String(at + 1).padStart(2, '0')}`));
    for (const [code, entry] of business) expect(entry.status, code).toBe(200);
  });

  it('keeps to 32 characters, in both languages', () => {
    for (const [code, entry] of Object.entries(REST_ERRORS)) {
      expect(entry.en, code).toMatch(/^[\x20-\x7e]+$/);
      expect(entry.zh, code).toMatch(/\p{Script=Han}/u);
      expect(code.length, code).toBeLessThanOrEqual(32);
      if (!code.startsWith('OSM.')) continue;
      for (const text of [entry.en, entry.zh]) expect(Array.from<string>(text).length, code).toBeLessThanOrEqual(32);
    }
  });

  it.each(['constructor', '__proto__', 'OSM.01010017', ''])('does not know %j', (code) => expect(isRestErrorCode(code)).toBe(false));
});
