import { decodeParams } from '@sallyport/contract';
import type { Operation } from '@sallyport/contract';
import type { ApiAnswer } from '../client/call.ts';
import { Refusal } from './refusal.ts';
import { terminalText } from './terminal-text.ts';

/** The one line that people read of an error answer. */
export function apiFailure(operation: Operation, pairs: ReadonlyMap<string, string>, answer: ApiAnswer): Refusal {
  const { Code, Message, RequestId } = answer.body;
  return new Refusal('API_ERROR', `${operation.action} was refused: ${terminalText(Code)} (${answer.status}): ${terminalText(Message)}${fault(operation, pairs, Code)} RequestId ${terminalText(RequestId)}`);
}

/** The API's page fixes the words of InvalidParameter, and they name no parameter; the declaration knows which one does not fit. */
function fault(operation: Operation, pairs: ReadonlyMap<string, string>, code: unknown): string {
  if (code !== 'InvalidParameter') return '';
  const decoded = decodeParams(operation, pairs);
  return decoded.ok ? '' : ` --${decoded.param}: ${decoded.reason}.`;
}
