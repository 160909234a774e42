import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/ram/evaluate.ts';
import type { RamRequest } from '../../src/ram/evaluate.ts';
import { parsePolicyDocument } from '../../src/ram/parse-document.ts';

const ARN = 'acs:yundun-bastionhost:cn-hangzhou:1001:instance/bastionhost-cn-1';
const REQUEST: RamRequest = {
  action: 'yundun-bastionhost:LockUsers', resource: 'all', arn: ARN, sourceIp: '10.0.0.7', secureTransport: true, now: Date.parse('2026-11-21T12:00:00Z'),
};
type Effect = 'Allow' | 'Deny';
const statement = (effect: Effect, action: string | string[], resource: string | string[] = '*', condition?: object): object => ({
  Effect: effect, Action: action, Resource: resource, ...(condition === undefined ? {} : { Condition: condition }),
});
const judge = (statements: readonly object[], request: Partial<RamRequest> = {}): string =>
  evaluate([parsePolicyDocument(JSON.stringify({ Version: '1', Statement: statements }))], { ...REQUEST, ...request });

describe('evaluate', () => {
  it.each([
    ['nothing attached', [], {}, 'ImplicitDeny'],
    ['the action', [statement('Allow', 'yundun-bastionhost:LockUsers')], {}, 'Allow'],
    ['another action', [statement('Allow', 'yundun-bastionhost:UnlockUsers')], {}, 'ImplicitDeny'],
    ['a wildcard', [statement('Allow', 'yundun-bastionhost:Lock*')], {}, 'Allow'],
    ['one character', [statement('Allow', 'yundun-bastionhost:LockUser?')], {}, 'Allow'],
    ['other case', [statement('Allow', 'yundun-bastionhost:lockusers')], {}, 'Allow'],
    ['everything', [statement('Allow', '*')], {}, 'Allow'],
    ['another product', [statement('Allow', 'ecs:*')], {}, 'ImplicitDeny'],
    ['deny wins', [statement('Allow', '*'), statement('Deny', 'yundun-bastionhost:LockUsers')], {}, 'ExplicitDeny'],
    ['an Allow by ARN grants nothing on all resources', [statement('Allow', '*', ARN)], {}, 'ImplicitDeny'],
    ['nor does one by a wide ARN', [statement('Allow', '*', 'acs:yundun-bastionhost:*:*:*')], {}, 'ImplicitDeny'],
    ['an Allow by ARN grants on that instance', [statement('Allow', '*', ARN)], { resource: 'instance' }, 'Allow'],
    ['not on another instance', [statement('Allow', '*', `${ARN}0`)], { resource: 'instance' }, 'ImplicitDeny'],
    ['a Deny by ARN denies', [statement('Allow', '*'), statement('Deny', '*', ARN)], {}, 'ExplicitDeny'],
    ['a Deny by another ARN does not', [statement('Allow', '*'), statement('Deny', '*', `${ARN}0`)], {}, 'Allow'],
    ['a Deny below instances denies what works on all', [statement('Allow', '*'), statement('Deny', '*', 'acs:yundun-bastionhost:*:*:user/5')], {}, 'ExplicitDeny'],
    ['a Deny of another region does not', [statement('Allow', '*'), statement('Deny', '*', 'acs:yundun-bastionhost:cn-beijing:*:user/5')], {}, 'Allow'],
  ] as const)('%s', (_, statements, request, verdict) => {
    expect(judge(statements.length === 0 ? [statement('Deny', 'ecs:*')] : statements, request)).toBe(verdict);
  });

  it.each([
    [{ IpAddress: { 'acs:SourceIp': '10.0.0.0/8' } }, 'Allow'],
    [{ IpAddress: { 'acs:SourceIp': ['192.168.0.0/16', '10.0.0.7'] } }, 'Allow'],
    [{ IpAddress: { 'acs:SourceIp': '10.0.0.8' } }, 'ImplicitDeny'],
    [{ NotIpAddress: { 'acs:SourceIp': ['192.168.0.0/16', '10.0.0.0/8'] } }, 'ImplicitDeny'],
    [{ NotIpAddress: { 'acs:SourceIp': '192.168.0.0/16' } }, 'Allow'],
    [{ DateLessThan: { 'acs:CurrentTime': '2026-11-21T12:00:01Z' } }, 'Allow'],
    [{ DateLessThan: { 'acs:CurrentTime': '2026-11-21T12:00:00Z' } }, 'ImplicitDeny'],
    [{ DateLessThanEquals: { 'acs:CurrentTime': '2026-11-21T20:00:00+08:00' } }, 'Allow'],
    [{ DateGreaterThan: { 'acs:CurrentTime': '2026-11-22' } }, 'ImplicitDeny'],
    [{ Bool: { 'acs:SecureTransport': 'true' } }, 'Allow'],
    [{ Bool: { 'acs:SecureTransport': false } }, 'ImplicitDeny'],
    [{ StringLike: { 'acs:SourceIp': '10.*' } }, 'Allow'],
    [{ StringNotLike: { 'acs:SourceIp': '10.*' } }, 'ImplicitDeny'],
    [{ StringEquals: { 'acs:SourceIp': '10.0.0.7' }, Bool: { 'acs:SecureTransport': 'false' } }, 'ImplicitDeny'],
  ] as const)('condition %j: %s', (condition, verdict) => {
    expect(judge([statement('Allow', '*', '*', condition)])).toBe(verdict);
  });

  it('does not apply a conditional Deny whose condition does not hold', () => {
    const outside = { NotIpAddress: { 'acs:SourceIp': '10.0.0.0/8' } };
    expect(judge([statement('Allow', '*'), statement('Deny', '*', '*', outside)])).toBe('Allow');
    expect(judge([statement('Allow', '*'), statement('Deny', '*', '*', outside)], { sourceIp: '1.2.3.4' })).toBe('ExplicitDeny');
  });
});

describe('parsePolicyDocument', () => {
  const whole = (change: object): string => JSON.stringify({ Version: '1', Statement: [{ ...statement('Allow', '*'), ...change }] });
  it.each([
    ['no JSON', '{'],
    ['another version', JSON.stringify({ Version: '2', Statement: [statement('Allow', '*')] })],
    ['no statement', JSON.stringify({ Version: '1', Statement: [] })],
    ['an unknown member', JSON.stringify({ Version: '1', Statement: [statement('Allow', '*')], Id: 'x' })],
    ['an unknown effect', whole({ Effect: 'allow' })],
    ['NotAction', whole({ NotAction: 'x' })],
    ['no action', whole({ Action: [] })],
    ['an action without product', whole({ Action: 'LockUsers' })],
    ['a resource that is no ARN', whole({ Resource: 'instance/1' })],
    ['an unknown condition key', whole({ Condition: { StringEquals: { 'acs:MFAPresent': 'true' } } })],
    ['an unknown operator', whole({ Condition: { StringMatches: { 'acs:SourceIp': 'x' } } })],
    ['an operator on another key', whole({ Condition: { IpAddress: { 'acs:CurrentTime': '10.0.0.1' } } })],
    ['an address that is none', whole({ Condition: { IpAddress: { 'acs:SourceIp': '10.0.0.0/33' } } })],
    ['a date that is none', whole({ Condition: { DateLessThan: { 'acs:CurrentTime': 'tomorrow' } } })],
    ['a condition that would be lost behind its repetition', `{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*",
      "Condition":{"IpAddress":{"acs:SourceIp":"10.0.0.1"},"IpAddress":{"acs:SourceIp":"0.0.0.0/0"}}}]}`],
    ['two effects', '{"Version":"1","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Effect":"Allow"}]}'],
    ['a text beyond the limit', whole({ Action: [`a:${'b'.repeat(6_200)}`] })],
  ])('refuses %s', (_, text) => {
    expect(() => parsePolicyDocument(text)).toThrow();
  });
});
