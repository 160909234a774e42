/** The thread behind `ticketCaller`. */
import { workerData } from 'node:worker_threads';
import { answerCalls } from './answer-calls.ts';
import type { TicketCredentials } from './caller.ts';
import { ticketClient } from './ticket-client.ts';

const client = ticketClient(workerData as TicketCredentials);

answerCalls(client.call);
