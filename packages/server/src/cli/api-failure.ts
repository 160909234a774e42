import { decodeParams } from '@sallyport/contract';
import type { Operation } from '@sallyport/contract';
import type { ApiAnswer } from '../client/call.ts';
import { Refusal } from './refusal.ts';
import { terminalText } from './terminal-text.ts';

/** The one line that people read of an error answer. */
export function apiFailure(operation: Operation, pairs: ReadonlyMap<string, string>, answer: ApiAnswer): Refusal {
  const { Code, Message, RequestId } = answer.body;
  return new Refusal('API_ERROR', `${operation.action} was refused: ${terminalText(Code)} (${answer.status}): ${terminalText(Message)}${fault(operation, pairs, Code)}${wayOut(answer.body['AccessDeniedDetail'])} RequestId ${terminalText(RequestId)}`);
}

/** The API's page fixes the words of InvalidParameter, and they name no parameter; the declaration knows which one does not fit. */
function fault(operation: Operation, pairs: ReadonlyMap<string, string>, code: unknown): string {
  if (code !== 'InvalidParameter') return '';
  const decoded = decodeParams(operation, pairs);
  return decoded.ok ? '' : ` --${decoded.param}: ${decoded.reason}.`;
}

/** Whoever tries alone what takes two stands before a closed door: the way out is a setting that he cannot guess. */
function wayOut(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null || !('PolicyType' in detail) || detail.PolicyType !== 'SeparationOfDuties') return '';
  return ' Let another administrator decide; where there is only one, see access.separationOfDuties in "sallyport config show".';
}
