import { describe, expect, it } from 'vitest';
import { separationBreach } from '../../src/tickets/separation.ts';

describe('separationBreach', () => {
  it.each([
    ['a third person', { principalId: '1', applicantPrincipalId: '2', grantedBy: ['3'] }, undefined],
    ['an applicant tied to nobody', { principalId: '1', applicantPrincipalId: undefined, grantedBy: [] }, undefined],
    ['the applicant', { principalId: '1', applicantPrincipalId: '1', grantedBy: [] }, 'own-request'],
    ['who granted the access', { principalId: '1', applicantPrincipalId: '2', grantedBy: ['3', '1'] }, 'own-grant'],
  ] as const)('judges %s', (_, facts, breach) => {
    expect(separationBreach(facts)).toBe(breach);
  });
});
