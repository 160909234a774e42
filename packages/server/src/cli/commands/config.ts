import type { Command } from 'commander';
import { configSources } from '../../config/sources.ts';
import type { CliContext } from '../context.ts';

interface Options {
  readonly config?: string;
  readonly data?: string;
  readonly json?: true;
}

const HELP = `
Settings come from a JSON file (--config FILE, else SALLYPORT_CONFIG, else DIR/config.json if it is there) and from the environment, which wins:
"tickets": {"pendingHours": 8} is SALLYPORT_TICKETS_PENDING_HOURS=8. Lists are separated by commas, objects are JSON.

Examples:
  sallyport config show --data ./data
  SALLYPORT_LOG_LEVEL=debug sallyport config check --data ./data
`;

export function registerConfig(program: Command, context: CliContext): void {
  const config = program.command('config').description('check or show the settings').addHelpText('after', HELP);
  const options = (command: Command): Command => command
    .option('--config <file>', 'configuration file')
    .option('--data <dir>', 'data directory whose config.json is read')
    .option('--json', 'machine-readable');
  options(config.command('check').description('say everything that is wrong with the settings')).action(async (given: Options) => {
    const { loadConfig } = await import('../../config/load.ts');
    await loadConfig(configSources(given, context.environment));
    context.out(given.json === true ? '{"valid":true}\n' : 'The configuration is valid.\n');
  });
  options(config.command('show').description('the settings in force, with what they mean and how they are set')).action(async (given: Options) => {
    const [{ loadConfig }, { showConfig }] = await Promise.all([import('../../config/load.ts'), import('../../config/show.ts')]);
    const settings = await loadConfig(configSources(given, context.environment));
    context.out(given.json === true ? `${JSON.stringify(settings)}\n` : showConfig(settings));
  });
}
