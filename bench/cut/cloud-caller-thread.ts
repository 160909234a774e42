/** The thread behind `cloudCaller`. */
import { workerData } from 'node:worker_threads';
import { CloudClient } from '../../e2e/support/cloud-client.ts';
import type { Caller as Credentials } from '../../e2e/support/cloud-client.ts';
import { answerCalls } from './answer-calls.ts';

const client = new CloudClient(workerData as Credentials);

answerCalls<string, Readonly<Record<string, string>>>((action, params) => client.call(action, params));
