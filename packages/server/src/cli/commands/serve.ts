import type { Command } from 'commander';
import { configSources } from '../../config/sources.ts';
import type { Launched } from '../../serve/stop-signal.ts';
import type { CliContext } from '../context.ts';

interface Options {
  readonly data: string;
  readonly api: string;
  readonly ssh: string;
  readonly insecureHttp?: true;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly allowTarget: readonly string[];
  readonly config?: string;
}

const HELP = `
Prints one line {"ready":true,"api":"URL","ssh":"host:port"} on stdout once both listen, and nothing else there; the log goes to stderr as JSON.
Ends within 5 seconds on SIGTERM or Ctrl-C, after telling every session why.

Examples:
  sallyport serve --data ./data --api 127.0.0.1:8443 --ssh 127.0.0.1:60022
  sallyport serve --data ./data --api '[::]:443' --ssh 0.0.0.0:22 --tls-cert site.crt --tls-key site.key
  sallyport serve --data ./data --api 127.0.0.1:0 --ssh 127.0.0.1:0 --insecure-http --allow-target 127.0.0.0/8
`;

export function registerServe(program: Command, context: CliContext): void {
  program.command('serve')
    .description('run the SSH door and the management API')
    .requiredOption('--data <dir>', 'data directory made by init or join')
    .requiredOption('--api <host:port>', 'where the management API listens; port 0 picks a free one')
    .requiredOption('--ssh <host:port>', 'where the SSH door listens; port 0 picks a free one')
    .option('--insecure-http', 'the API speaks plain HTTP: only behind a proxy that adds TLS, or in tests')
    .option('--tls-cert <file>', 'certificate chain of the API (PEM; default: a self-made one, kept in DIR/tls)')
    .option('--tls-key <file>', 'its private key (PEM)')
    .option('--allow-target <cidr>', 'let targets be in this network although it is loopback, link-local, metadata or this node (repeatable)', collect, [])
    .option('--config <file>', 'configuration (default: SALLYPORT_CONFIG, else DIR/config.json if it is there)')
    .addHelpText('after', HELP)
    .action(async (options: Options) => {
      const [{ loadConfig }, { serve }] = await Promise.all([import('../../config/load.ts'), import('../../serve/serve.ts')]);
      const config = await loadConfig(configSources(options, context.environment));
      await serve({
        data: options.data, api: options.api, ssh: options.ssh, scheme: options.insecureHttp === true ? 'http' : 'https',
        tlsCertificate: options.tlsCert, tlsKey: options.tlsKey, allowTargets: options.allowTarget,
        launched: launchedBy(context.environment),
      }, config, context.out);
    });
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function launchedBy(environment: CliContext['environment']): Launched {
  if (environment['SALLYPORT_LAUNCHED'] === '1') return 'by-launcher';
  return environment['npm_command'] === 'exec' ? 'by-npx' : 'directly';
}
