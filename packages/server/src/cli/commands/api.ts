import type { Command } from 'commander';
import type { CliContext } from '../context.ts';

export function registerApi(program: Command, context: CliContext): void {
  program.command('api')
    .description('call any operation of the management API')
    .usage('ACTION [--Param value]... [--data DIR | --endpoint URL]')
    // Its words are the operation's, help included: commander only hands them over.
    .argument('[words...]')
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .action(async (words: string[]) => {
      const { runApi } = await import('../api/run.ts');
      await runApi(words, context);
    });
}
