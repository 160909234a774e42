import { Type } from 'typebox';
import { shape } from './shape.ts';
import { unixSeconds } from './users.ts';

export const principalName = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_.-]+$' });
/** Whom a principal belongs to: the customer's or vendor's account by name. */
export const domainName = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]*$' });

/** A principal in a list. */
export const listedPrincipal = shape({
  PrincipalId: Type.String(),
  PrincipalName: Type.String(),
  DisplayName: Type.String(),
  Domain: Type.String(),
  /** It may ask for tokens. */
  HasPassword: Type.Boolean(),
  /** Tokens take a TOTP code too. */
  HasSecondFactor: Type.Boolean(),
  CreatedTime: unixSeconds,
});
