import type { Command } from 'commander';
import type { CliContext } from '../context.ts';

interface Options {
  readonly data: string;
  readonly instanceId?: string;
  readonly region?: string;
  readonly databaseUrl?: string;
  readonly masterKey?: string;
  readonly json?: true;
}

const HELP = `
Makes the master key, the database, the door's host keys, one instance with its default project, and an administrator with an access key and
full permissions. The key is printed once; it is also kept in DIR/client.json (mode 0600) for commands with --data DIR.
A second run on the same directory refuses and changes nothing. An interrupted run is repeated with the same command.

Examples:
  sallyport init --data ./data --json
  sallyport init --data /var/lib/sallyport --master-key /etc/sallyport/master.key --database-url postgres://sallyport@db/sallyport
`;

export function registerInit(program: Command, context: CliContext): void {
  program.command('init')
    .description('make a new installation in an empty directory')
    .requiredOption('--data <dir>', 'directory to fill; made if missing')
    .option('--instance-id <id>', 'name of the instance (default: bastionhost-cn- and random letters)')
    .option('--region <id>', 'region that the instance says it is in (default: cn-hangzhou)')
    .option('--database-url <url>', 'postgres://… for several nodes (default: SQLite in the directory)')
    .option('--master-key <file>', 'key that opens all secrets; made if missing (default: DIR/master.key, which a stolen disk opens)')
    .option('--json', 'the result as one line of JSON')
    .addHelpText('after', HELP)
    .action(async (options: Options) => {
      const [{ initialise }, { showInit }] = await Promise.all([import('../../init/initialise.ts'), import('../../init/show.ts')]);
      const result = await initialise({
        data: options.data, instanceId: options.instanceId, regionId: options.region, databaseUrl: options.databaseUrl, masterKeyFile: options.masterKey,
      }, context.err);
      context.out(options.json === true ? `${JSON.stringify(result)}\n` : showInit(options.data, result));
    });
}
