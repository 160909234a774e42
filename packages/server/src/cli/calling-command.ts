import type { Command } from 'commander';
import type { ApiBody, Operate } from '../client/operate.ts';
import type { CliContext } from './context.ts';
import { jsonLine } from './json-line.ts';

export type Options = Readonly<Record<string, string | true | readonly string[] | undefined>>;

/** A command that calls operations and shows the last answer. */
export interface CallingCommand {
  /** Name and arguments: `create <name>` */
  readonly usage: string;
  readonly summary: string;
  /** `['--user <name>', 'what it means']`; `required` ones must be given, `repeatable` ones may be given several times. */
  readonly options?: readonly (readonly [flags: string, description: string, how?: 'required' | 'repeatable'])[];
  readonly examples: readonly string[];
  readonly run: (operate: Operate, words: readonly string[], options: Options, context: CliContext) => Promise<ApiBody>;
  /** For people; `--json` prints the answer itself. */
  readonly show: (body: ApiBody) => string;
}

/** Adds the command with the options that all callers of the API have. */
export function addCalling(parent: Command, spec: CallingCommand, context: CliContext): void {
  const command = connectionOptions(parent.command(spec.usage).description(spec.summary));
  for (const [flags, description, how] of spec.options ?? []) {
    if (how === 'required') command.requiredOption(flags, description);
    else if (how === 'repeatable') command.option(flags, `${description} (repeatable)`, collect);
    else command.option(flags, description);
  }
  command.addHelpText('after', `\nExamples:\n${spec.examples.map((example) => `  sallyport ${example}`).join('\n')}\n`);
  command.action(async () => {
    const options = command.opts<Options>();
    // The operations' declarations are half of the start-up time: help and usage errors do without.
    const { operator } = await import('../client/operate.ts');
    const operate = await operator({
      data: text(options['data']), endpoint: text(options['endpoint']), ca: text(options['ca']),
      insecure: options['insecure'] === true, instanceId: text(options['instanceId']),
    }, context.environment);
    const body = await spec.run(operate, command.args, options, context);
    context.out(options['json'] === true ? jsonLine(body) : spec.show(body));
  });
}

export function connectionOptions(command: Command): Command {
  return command
    .option('--data <dir>', 'data directory: endpoint, key and instance come from there')
    .option('--endpoint <url>', 'API to call; its key comes from SALLYPORT_ACCESS_KEY_ID and SALLYPORT_ACCESS_KEY_SECRET')
    .option('--instance-id <id>', 'instance, where --data does not say it')
    .option('--ca <file>', 'trust this authority (PEM)')
    .option('--insecure', 'trust any certificate (tests only)')
    .option('--json', 'the answer as one line of JSON');
}

/** The value of an option that takes one. */
export function text(value: Options[string]): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The values of a repeatable option. */
export function texts(value: Options[string]): readonly string[] {
  return typeof value === 'object' ? value : [];
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
