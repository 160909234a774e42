import { Command } from 'commander';
import type { CliContext } from './context.ts';
import { registerAccessCommands } from './commands/access.ts';
import { registerApi } from './commands/api.ts';
import { registerAudit } from './commands/audit.ts';
import { registerAuthorizations } from './commands/authorizations.ts';
import { registerCases } from './commands/cases.ts';
import { registerConfig } from './commands/config.ts';
import { registerHostKey } from './commands/host-key.ts';
import { registerInit } from './commands/init.ts';
import { registerJoin } from './commands/join.ts';
import { registerPrincipals } from './commands/principals.ts';
import { registerRecordings } from './commands/recordings.ts';
import { registerServe } from './commands/serve.ts';
import { registerSessions } from './commands/sessions.ts';
import { registerTickets } from './commands/tickets.ts';
import { version } from './version.ts';

const EXAMPLES = `
Start here:
  sallyport init --data ./data --json
  sallyport serve --data ./data --api 127.0.0.1:8443 --ssh 127.0.0.1:60022
  sallyport api CreateUser --data ./data --UserName zhang --Source Local --param-file Password=pw.txt
  sallyport explain --data ./data --user zhang --host web-1 --account root --protocol SSH

Every command has its own --help with examples. Exit codes: 0 success, 1 it failed, 2 wrong usage.
`;

/** The whole command line; errors are thrown, never exited on. */
export function buildProgram(context: CliContext): Command {
  const program = new Command('sallyport')
    .description('A self-hosted bastion host: SSH through a door that asks, records and cuts.')
    .version(version(), '-V, --version')
    .helpCommand('help [command]', 'help of a command')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: context.out, writeErr: context.err })
    .showHelpAfterError('(add --help for how to use it)')
    .addHelpText('after', EXAMPLES);
  program.commandsGroup('Run:');
  registerInit(program, context);
  registerJoin(program, context);
  registerServe(program, context);
  registerConfig(program, context);
  program.commandsGroup('Administer:');
  registerApi(program, context);
  registerPrincipals(program, context);
  registerTickets(program, context);
  registerCases(program, context);
  registerAuthorizations(program, context);
  registerAccessCommands(program, context);
  registerHostKey(program, context);
  program.commandsGroup('Look:');
  registerSessions(program, context);
  registerAudit(program, context);
  registerRecordings(program, context);
  return program;
}
