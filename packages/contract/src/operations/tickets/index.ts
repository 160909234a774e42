import { AcceptOperationTicket } from './accept-operation-ticket.ts';
import { CreateOperationTicket } from './create-operation-ticket.ts';
import { GetOperationTicket } from './get-operation-ticket.ts';
import { ListOperationTickets } from './list-operation-tickets.ts';
import { RejectOperationTicket } from './reject-operation-ticket.ts';
import { RevokeOperationTicket } from './revoke-operation-ticket.ts';
import { WithdrawOperationTicket } from './withdraw-operation-ticket.ts';

export const tickets = { AcceptOperationTicket, CreateOperationTicket, GetOperationTicket, ListOperationTickets, RejectOperationTicket, RevokeOperationTicket, WithdrawOperationTicket } as const;
