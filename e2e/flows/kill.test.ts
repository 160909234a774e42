import { expect, it } from 'vitest';
import { poll, startSsh } from '@sallyport/testkit';
import { sallyport } from '../support/installation.ts';
import { OWN_VERSION, setStage } from '../support/stage.ts';

interface ListedSession {
  readonly SessionId: string;
  readonly EndReason: string;
}

it('a server killed with -9 leaves a recording that plays up to the last second, and audit ends the session', async () => {
  await using stage = await setStage();
  await using client = await startSsh({ port: stage.server.sshPort, user: stage.login, key: stage.engineerKey.path, input: 'terminal' });
  client.type('echo "before $((40+2))"\n');
  await client.waitFor('before 42');
  await new Promise((resolve) => { setTimeout(resolve, 1_500); });
  await stage.server.kill();
  await client.ended();

  const port = new URL(stage.server.api).port;
  await stage.restart({ args: ['--api', `127.0.0.1:${port}`] });
  const session = await poll('the session is ended by the node that came back', 40_000, async () => {
    const answer = await stage.operator.call('ListSessions', {}, OWN_VERSION);
    const listed = (answer['Sessions'] as readonly ListedSession[])[0];
    return listed !== undefined && listed.EndReason !== '' ? listed : undefined;
  });
  expect(session.EndReason).toBe('node-lost');

  const exported = await sallyport(['export', session.SessionId, '--data', stage.dir]);
  expect(exported.status, exported.stderr).toBe(0);
  expect(exported.stdout).toContain('before 42');
  expect(JSON.parse(exported.stdout.split('\n')[0] ?? '')).toMatchObject({ version: 2 });

  const verified = await sallyport(['verify', '--data', stage.dir]);
  expect(verified.status, verified.stdout + verified.stderr).toBe(0);
}, 120_000);

it('SIGTERM tells the engineer why and is over within 5 seconds', async () => {
  await using stage = await setStage();
  await using client = await startSsh({ port: stage.server.sshPort, user: stage.login, key: stage.engineerKey.path, input: 'terminal' });
  client.type('echo "ready $((40+2))"\n');
  await client.waitFor('ready 42');
  const before = Date.now();
  const exit = await stage.server.stop();
  expect(Date.now() - before).toBeLessThan(5_000);
  expect(exit.status).toBe(0);
  expect(exit.stdout.trim().split('\n')).toHaveLength(1);
  await client.ended();
  expect(client.stdout() + client.stderr()).toMatch(/stopp|shut|维护|restart/i);
}, 60_000);
