import type { Authorization, AuthorizationDetail, CaseLogEntry, ServiceCase } from '@sallyport/core';
import type { Row } from './row.ts';

export interface ServiceTicketTables {
  cases: Row<Omit<ServiceCase, 'contact' | 'satisfaction'>, 'id' | 'ownerId'> & {
    /** The description folded for comparison. */
    descriptionKey: string;
    areaCode: string;
    mobile: string;
    mail: string;
    contactTime: string;
    /** JSON array. */
    satisfaction: string;
  };
  caseLogs: Row<CaseLogEntry, 'id' | 'caseId' | 'operatorId'> & { instanceId: string };
  authorizations: Row<Omit<Authorization, 'details'>, 'id' | 'caseId' | 'requestedBy' | 'userId' | 'decidedBy' | 'endedBy'> & {
    /** Of its case, which keeps its owner. */
    ownerId: number;
    ownerName: string;
    /** SHA-256 in hex of the wrapped key while the loan lasts: tells a node which of its key files is the one. */
    loanKeyHash: string | null;
  };
  authorizationDetails: Row<AuthorizationDetail, 'id' | 'authorizationId' | 'hostId'> & {
    instanceId: string;
    sealedSecret: Uint8Array | null;
  };
  /** Unlogged on PostgreSQL. */
  loanKeys: { authorizationId: number; wrappedKey: Uint8Array };
  /** Keys that were destroyed in rows, and may still stand in files. */
  loanErasures: { id: number; at: number };
}
