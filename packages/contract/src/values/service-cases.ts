import { Type } from 'typebox';
import { shape } from './shape.ts';
import { unixSeconds } from './users.ts';

export const serviceCaseStatus = Type.Enum(['submitted', 'processing', 'awaiting-feedback', 'resolved', 'completed', 'withdrawn', 'invalid', 'deleted']);

/** A service ticket as the vendor's side sees it. Times are seconds; 0: none yet. Texts without content are empty. */
export const serviceCase = shape({
  CaseId: Type.String(),
  Status: serviceCaseStatus,
  /** The customer: the principal that opened it. */
  OwnerId: Type.String(),
  OwnerName: Type.String(),
  Description: Type.String(),
  /** Ids of the operator's lists. */
  SubTypeId: Type.String(),
  ProductCategoryId: Type.String(),
  BusinessTypeId: Type.String(),
  SeverityId: Type.String(),
  CaseRegionId: Type.String(),
  /** Of the lists that it was opened with: 0 mainland China, 1 international. */
  Site: Type.Enum([0, 1]),
  Resolution: Type.String(),
  /** The customer's closing words. */
  Judgement: Type.String(),
  CreatedTime: unixSeconds,
  ResolvedTime: unixSeconds,
  CompletedTime: unixSeconds,
  /** When the customer last urged. */
  PressedTime: unixSeconds,
});
