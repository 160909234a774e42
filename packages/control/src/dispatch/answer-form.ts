export type AnswerForm = 'json' | 'xml';

/** The form that the parameter Format asks for, in any case of letters; JSON where it is absent or empty. undefined: one that nobody speaks here. */
export function answerForm(params: ReadonlyMap<string, string>): AnswerForm | undefined {
  const format = (params.get('Format') ?? '').toUpperCase();
  if (format === '' || format === 'JSON') return 'json';
  return format === 'XML' ? 'xml' : undefined;
}
