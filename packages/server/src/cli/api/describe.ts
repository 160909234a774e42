import type { Operation, Param } from '@sallyport/contract';

/** Help of one operation, out of its declaration. */
export function describeOperation(operation: Operation): string {
  const names = Object.keys(operation.params);
  const width = Math.max(0, ...names.map((name) => name.length));
  const lines = names.flatMap((name) => {
    const parameter = operation.params[name];
    return parameter === undefined ? [] : [`  --${name.padEnd(width)}  ${describeParameter(parameter)}`];
  });
  const rate = operation.ratePerSecond === undefined ? '' : ` At most ${operation.ratePerSecond} calls a second.`;
  return [
    `${operation.action} (version ${operation.version}, ${operation.kind})`,
    '',
    `${operation.doc.en}${rate}`,
    '',
    `Permission: ${operation.ramAction}${operation.ramResource === 'all' ? ' on all resources' : ' on the instance'}`,
    '',
    'Parameters:',
    ...lines,
    '',
    `Answer: RequestId${Object.keys(operation.result.properties).map((name) => `, ${name}`).join('')}`,
    `Errors: ${operation.errors.join(', ')}`,
    '',
    'Example:',
    `  ${example(operation)}`,
    '',
  ].join('\n');
}

function describeParameter(parameter: Param): string {
  const marks = [parameter.required ? 'required' : undefined, form(parameter), parameter.audit === 'secret' ? 'secret: better by --param-file' : undefined];
  const set = marks.filter((mark) => mark !== undefined);
  return `${parameter.doc.en}${set.length === 0 ? '' : ` [${set.join('; ')}]`}`;
}

function form(parameter: Param): string | undefined {
  if (parameter.encoding === 'base64') return 'base64';
  if (parameter.wire === 'text') return values(parameter.schema);
  return 'JSON';
}

function values(schema: object): string | undefined {
  if ('enum' in schema && Array.isArray(schema.enum)) return schema.enum.join(' | ');
  return 'anyOf' in schema && Array.isArray(schema.anyOf) ? literals(schema.anyOf) : undefined;
}

function literals(members: readonly unknown[]): string | undefined {
  const constants = members.map((member) => (typeof member === 'object' && member !== null && 'const' in member ? String(member.const) : undefined));
  return constants.includes(undefined) ? undefined : constants.join(' | ');
}

function example(operation: Operation): string {
  const needed = Object.entries(operation.params).filter(([name, { required }]) => required && name !== 'InstanceId');
  return ['sallyport api', operation.action, '--data DIR', ...needed.map(([name, parameter]) => `--${name} ${quoted(parameter.example)}`)].join(' ');
}

function quoted(text: string): string {
  return /^[A-Za-z0-9_./:@-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
