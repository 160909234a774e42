import type { Command } from 'commander';
import type { CliContext } from '../context.ts';

interface Options {
  readonly data: string;
  readonly databaseUrl: string;
  readonly masterKey: string;
  readonly json?: true;
}

const HELP = `
The new node uses the same database, master key and door host keys, and has a node key of its own. Recordings belong in a directory that all
nodes share: set recordings.directory (SALLYPORT_RECORDINGS_DIRECTORY) on each of them.

Example:
  sallyport join --data ./node-2 --database-url postgres://sallyport@db/sallyport --master-key /etc/sallyport/master.key
`;

export function registerJoin(program: Command, context: CliContext): void {
  program.command('join')
    .description('make another node of an installation on PostgreSQL')
    .requiredOption('--data <dir>', 'directory of the new node; made if missing')
    .requiredOption('--database-url <url>', 'the installation\'s database')
    .requiredOption('--master-key <file>', 'the installation\'s master key')
    .option('--json', 'the result as one line of JSON')
    .addHelpText('after', HELP)
    .action(async (options: Options) => {
      const { join } = await import('../../init/join.ts');
      const result = await join({ data: options.data, databaseUrl: options.databaseUrl, masterKeyFile: options.masterKey });
      context.out(options.json === true ? `${JSON.stringify(result)}\n` : `Node ${result.nodeId} of ${result.instanceId} is ready. Start it with:\n  sallyport serve --data ${options.data} --api 127.0.0.1:8443 --ssh 127.0.0.1:60022\n`);
    });
}
