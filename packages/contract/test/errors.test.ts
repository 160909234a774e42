import { describe, expect, it } from 'vitest';
import { ERRORS, errorEntry, recommendPath } from '../src/index.ts';

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
