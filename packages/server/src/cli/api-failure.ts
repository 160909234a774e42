import type { ApiAnswer } from '../client/call.ts';
import { Refusal } from './refusal.ts';
import { terminalText } from './terminal-text.ts';

/** The one line that people read of an error answer. */
export function apiFailure(action: string, answer: ApiAnswer): Refusal {
  const { Code, Message, RequestId } = answer.body;
  return new Refusal('API_ERROR', `${action} was refused: ${terminalText(Code)} (${answer.status}): ${terminalText(Message)} RequestId ${terminalText(RequestId)}`);
}
