export { AcceptOperationTicket } from './accept-operation-ticket.ts';
export { CreateOperationTicket } from './create-operation-ticket.ts';
export { GetOperationTicket } from './get-operation-ticket.ts';
export { ListOperationTickets } from './list-operation-tickets.ts';
export { RejectOperationTicket } from './reject-operation-ticket.ts';
export { RevokeOperationTicket } from './revoke-operation-ticket.ts';
export { WithdrawOperationTicket } from './withdraw-operation-ticket.ts';
