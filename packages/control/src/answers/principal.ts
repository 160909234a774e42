import type { Principal } from '@sallyport/core';
import type { Result } from '../dispatch/handler.ts';
import { seconds } from './ticket.ts';

/** Whether it has a password or a second factor, never what they are. */
export function principalAnswer(principal: Principal): Result<'ListPrincipals'>['Principals'][number] {
  return {
    PrincipalId: principal.id,
    PrincipalName: principal.name,
    DisplayName: principal.displayName,
    Domain: principal.domain,
    HasPassword: principal.hasPassword,
    HasSecondFactor: principal.hasSecondFactor,
    CreatedTime: seconds(principal.createdAt),
  };
}
