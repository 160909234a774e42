import type { Command } from 'commander';
import { connectionOptions } from '../calling-command.ts';
import type { CliContext } from '../context.ts';
import type { ExportOptions, PlayOptions, VerifyOptions } from '../recording-options.ts';

const WHICH = `
RECORDING is a session id ("sallyport sessions" lists them). With --offline the data directory is read directly, while nothing is served from it;
that is written into its audit log like every other look at a recording.
`;

export function registerRecordings(program: Command, context: CliContext): void {
  connectionOptions(program.command('play <recording>').description('play a recording in this terminal'))
    .option('--speed <factor>', 'twice as fast: 2', '1')
    .option('--idle-limit <seconds>', 'longest pause', '2')
    .option('--offline', 'read the data directory itself (nothing may be served from it)')
    .addHelpText('after', `${WHICH}\nExamples:\n  sallyport play 0b8e6a4e-5f0c-4f5e-9a59-3c1b8d3f7a11 --speed 4 --data ./data\n  sallyport play session.cast\n`)
    .action(async (recording: string, options: PlayOptions) => {
      const { playCommand } = await import('../../play/play-command.ts');
      await playCommand(recording, options, context);
    });
  connectionOptions(program.command('export <recording>').description('write a recording as asciicast v2, which asciinema plays'))
    .option('--output <file>', 'file to make (default: standard output)')
    .option('--channel <n>', 'another channel than the first terminal (with --offline)')
    .option('--offline', 'read the data directory itself (nothing may be served from it)')
    .addHelpText('after', `${WHICH}\nExamples:\n  sallyport export 0b8e6a4e-5f0c-4f5e-9a59-3c1b8d3f7a11 --data ./data --output session.cast\n  asciinema play session.cast\n`)
    .action(async (recording: string, options: ExportOptions) => {
      const { exportCommand } = await import('../../play/export-command.ts');
      await exportCommand(recording, options, context);
    });
  connectionOptions(program.command('verify').description('check that nothing in the audit log and the recordings was changed'))
    .option('--offline', 'read the data directory itself (nothing may be served from it) and check the recordings too')
    .addHelpText('after', '\nExits 1 when something does not fit, and says what.\n\nExamples:\n  sallyport verify --data ./data\n  sallyport verify --offline --data ./data\n')
    .action(async (options: VerifyOptions) => {
      const { verifyCommand } = await import('../../offline/verify-command.ts');
      await verifyCommand(options, context);
    });
}
