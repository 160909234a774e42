import type { AnswerForm } from '../dispatch/answer-form.ts';

/**
 * The form that a URL asks for, of a request whose parameters nobody reads or could read. A look and no parsing: an address beyond its limit, or one that
 * sends nonsense, gets no more work done. What it misses (a Format in a form body, or one spelt in percent signs) is answered as JSON.
 */
export function formInUrl(url: string | undefined): AnswerForm {
  return /[?&]Format=[Xx][Mm][Ll](?:&|$)/.test(url ?? '') ? 'xml' : 'json';
}
