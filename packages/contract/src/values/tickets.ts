import { Type } from 'typebox';

export const ticketState = Type.Enum(['pending', 'accepted', 'rejected', 'withdrawn', 'expired', 'closed', 'revoked', 'finished']);
/** Why a ticket ended without a reviewer's word; empty: it did not. */
export const ticketEndCause = Type.Enum(['user-locked', 'user-deleted', 'grant-lost', 'asset-deleted', 'by-principal', '']);

/** What ListOperationTickets and GetOperationTicket show alike. Times are seconds; 0: none was asked for. */
export const ticketFields = {
  ApplyUserId: Type.String(),
  ApplyUsername: Type.String(),
  /** The applicant's words, despite the name. */
  ApproveComment: Type.String(),
  AssetAccountId: Type.String(),
  AssetAccountName: Type.String(),
  AssetAddress: Type.String(),
  AssetId: Type.String(),
  AssetName: Type.String(),
  AssetNetworkDomainId: Type.String(),
  AssetOs: Type.String(),
  AssetSource: Type.String(),
  AssetSourceInstanceId: Type.String(),
  CreatedTime: Type.Integer({ minimum: 0 }),
  /** 0: unlimited log-ons; 1: one. */
  EffectCount: Type.Integer({ minimum: 0, maximum: 1 }),
  EffectEndTime: Type.Integer({ minimum: 0 }),
  EffectStartTime: Type.Integer({ minimum: 0 }),
  OperationTicketId: Type.String(),
  ProtocolName: Type.String(),
};
