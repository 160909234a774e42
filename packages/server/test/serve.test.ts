import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { request } from 'node:https';
import { TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sallyport, serve } from './cli.ts';
import type { Server } from './cli.ts';
import { temporary } from './directory.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';

const run = promisify(execFile);

interface Made {
  readonly data: string;
  readonly init: { readonly instanceId: string; readonly accessKeyId: string; readonly accessKeySecret: string; readonly hostKeyFingerprints: readonly string[] };
}

async function made(data: string): Promise<Made> {
  const { code, stdout, stderr } = await sallyport(['init', '--data', data, '--json']);
  if (code !== 0) throw new Error(stderr);
  return { data, init: JSON.parse(stdout) as Made['init'] };
}

describe('a running server', () => {
  const root = mkdtempSync(join(tmpdir(), 'sallyport-serve-'));
  let installed: Made;
  let server: Server;

  beforeAll(async () => {
    installed = await made(join(root, 'd'));
    server = await serve(installed.data, ['--allow-target', '127.0.0.0/8']);
  }, 60_000);

  afterAll(async () => {
    await server.stop();
    rmSync(root, { recursive: true, force: true });
  }, 20_000);

  const api = (...words: string[]) => sallyport(['api', ...words, '--data', installed.data]);

  it('prints one ready line and nothing else on stdout, JSON lines on stderr', async () => {
    expect(server.stdout()).toMatch(/^\{"ready":true,"api":"https:\/\/127\.0\.0\.1:[0-9]+","ssh":"127\.0\.0\.1:[0-9]+"\}\n$/u);
    await vi.waitUntil(() => server.stderr().includes('"msg":"ready"'));
    const lines = server.stderr().trimEnd().split('\n').map((line) => JSON.parse(line) as { readonly level: string });
    expect(lines.map(({ level }) => level)).not.toContain('error');
    const { stdout } = await run('cat', [`/proc/${server.child.pid ?? 0}/limits`]);
    expect(stdout).toMatch(/Max core file size +0 +0/u);
  });

  it('shows the host keys that init told of', async () => {
    const port = server.ssh.split(':').at(-1) ?? '';
    const { stdout } = await run('sh', ['-c', `ssh-keyscan -T 5 -p ${port} 127.0.0.1 2>/dev/null | ssh-keygen -lf -`]);
    const shown = stdout.split('\n').filter((line) => line !== '').map((line) => line.split(' ')[1]);
    expect(new Set(shown)).toEqual(new Set(installed.init.hostKeyFingerprints));
  });

  it('answers signed calls: 0 on success', async () => {
    const { code, stdout, stderr } = await api('DescribeInstanceAttribute');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ InstanceAttribute: { InstanceId: installed.init.instanceId } });
  });

  it('answers 1 with the error body on an API error, 2 on usage', async () => {
    const refused = await api('GetUser', '--UserId', '999999', '--json');
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({ Code: 'OBJECT_NOT_FOUND' });
    expect(refused.stderr).toMatch(/^sallyport: GetUser was refused: OBJECT_NOT_FOUND \(404\)/u);
    for (const words of [['GetUsr'], ['GetUser', '--UserID', '1']]) expect((await api(...words)).code).toBe(2);
    expect((await sallyport(['api', 'DescribeRegions'])).code).toBe(2);
  });

  it('says which argument is invalid, and why: the API itself does not', async () => {
    const { code, stderr } = await api('CreateUser', '--Source', 'Local', '--UserName', 'wang', '--Password', 'short');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/InvalidParameter \(400\): The argument is invalid\. --Password: it must not have fewer than 8 characters\. RequestId/u) as string });
    expect(stderr).not.toContain('short');
  });

  it('takes endpoint and key from elsewhere too, and trusts only the certificate that it is told to', async () => {
    const env = { SALLYPORT_ACCESS_KEY_ID: installed.init.accessKeyId, SALLYPORT_ACCESS_KEY_SECRET: installed.init.accessKeySecret };
    const call = (...words: string[]) => sallyport(['api', 'DescribeInstances', '--endpoint', server.api, ...words], env);
    expect(await call()).toMatchObject({ code: 1, stderr: expect.stringContaining('certificate') as string });
    expect((await call('--ca', join(installed.data, 'tls', 'api.crt'))).code).toBe(0);
    const wrong = await sallyport(['api', 'DescribeInstances', '--endpoint', server.api, '--insecure', '--json'], { ...env, SALLYPORT_ACCESS_KEY_SECRET: 'wrong' });
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.stdout)).toMatchObject({ Code: 'SignatureDoesNotMatch' });
    expect((await sallyport(['api', 'DescribeInstances', '--endpoint', server.api], { SALLYPORT_ACCESS_KEY_ID: 'x' })).code).toBe(2);
  });

  it('refuses another server that took its place at the same endpoint', async () => {
    const other = await temporary();
    await writeFile(join(other, 'client.json'), (await readFile(join(installed.data, 'client.json'), 'utf8')));
    const client = JSON.parse(await readFile(join(other, 'client.json'), 'utf8')) as Record<string, string>;
    const { certificate: _own, ...rest } = client;
    const { selfSigned } = await import('../src/tls/self-signed.ts');
    await writeFile(join(other, 'client.json'), JSON.stringify({ ...rest, certificate: selfSigned(['127.0.0.1'], Date.now(), 1).certificate }));
    const { code, stderr } = await sallyport(['api', 'DescribeRegions', '--data', other]);
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('not trusted') as string });
  });

  it('keeps a second server off its directory', async () => {
    const { code, stdout, stderr } = await sallyport(['serve', '--data', installed.data, '--api', '127.0.0.1:0', '--ssh', '127.0.0.1:0']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('is in use by another process. Stop it first');
    expect((await sallyport(['verify', '--offline', '--data', installed.data])).code).toBe(1);
  });

  it('manages principals, keys and policies by name', async () => {
    const cli = (...words: string[]) => sallyport([...words, '--data', installed.data, '--json']);
    expect((await cli('principal', 'create', 'alice')).code).toBe(0);
    expect((await cli('policy', 'attach', 'Auditor', 'alice')).code).toBe(0);
    const key = JSON.parse((await cli('key', 'create', 'alice')).stdout) as { readonly AccessKeyId: string; readonly AccessKeySecret: string };
    const asAlice = (...words: string[]) => sallyport(['api', ...words, '--endpoint', server.api, '--insecure', '--InstanceId', installed.init.instanceId, '--json'], {
      SALLYPORT_ACCESS_KEY_ID: key.AccessKeyId, SALLYPORT_ACCESS_KEY_SECRET: key.AccessKeySecret,
    });
    expect((await asAlice('ListUsers')).code).toBe(0);
    const refused = await asAlice('CreatePrincipal', '--PrincipalName', 'bob');
    expect(JSON.parse(refused.stdout)).toMatchObject({ Code: 'NoPermission' });
    expect((await cli('key', 'delete', key.AccessKeyId)).code).toBe(0);
    expect(JSON.parse((await asAlice('ListUsers')).stdout)).toMatchObject({ Code: 'InvalidAccessKeyId.NotFound' });
    expect((await cli('principal', 'delete', 'alice')).code).toBe(0);
    expect((await cli('principal', 'delete', 'alice')).code).toBe(1);
    expect(await cli('policy', 'delete', 'nosuch')).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no policy called nosuch.') as string });
  });

  it('shows sessions, tickets, host keys, the audit log and a decision', async () => {
    const cli = async (...words: string[]): Promise<Record<string, unknown>> => {
      const { code, stdout, stderr } = await sallyport([...words, '--data', installed.data, '--json']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return JSON.parse(stdout) as Record<string, unknown>;
    };
    await api('CreateUser', '--UserName', 'zhang', '--Source', 'Local', '--Password', 'Correct-Horse-7');
    await api('CreateHost', '--HostName', 'web-1', '--Source', 'Local', '--OSType', 'Linux', '--ActiveAddressType', 'Private', '--HostPrivateAddress', '127.0.0.1');
    const host = (await cli('api', 'ListHosts', '--HostName', 'web-1'))['Hosts'] as readonly { readonly HostId: string }[];
    await api('CreateHostAccount', '--HostId', host[0]?.HostId ?? '', '--ProtocolName', 'SSH', '--HostAccountName', 'root');
    const decision = await cli('explain', '--user', 'zhang', '--host', 'web-1', '--account', 'root', '--protocol', 'SSH');
    expect(decision).toMatchObject({ Decision: 'deny', Code: 'NOT_GRANTED' });
    expect(await cli('lock', 'zhang')).toMatchObject({ Results: [{ Code: 'OK' }] });
    expect(await cli('explain', '--user', 'zhang', '--host', 'web-1', '--account', 'root', '--protocol', 'SSH')).toMatchObject({ Code: 'USER_LOCKED' });
    expect(await cli('unlock', 'zhang')).toMatchObject({ Results: [{ Code: 'OK' }] });
    expect(await cli('sessions')).toMatchObject({ TotalCount: 0, Sessions: [] });
    expect(await cli('ticket', 'list')).toMatchObject({ TotalCount: 0 });
    expect(await cli('hostkey', 'list')).toMatchObject({ TotalCount: 0 });
    const { Events } = await cli('audit', '--kind', 'api.LockUsers') as { readonly Events: readonly { readonly RequestId: string; readonly Outcome: string }[] };
    expect(Events).toHaveLength(1);
    expect(await cli('audit', '--request-id', Events[0]?.RequestId ?? '')).toMatchObject({ TotalCount: 1 });
    expect(await cli('verify')).toMatchObject({ Valid: true });
    expect((await sallyport(['export', '0b8e6a4e-5f0c-4f5e-9a59-3c1b8d3f7a11', '--data', installed.data])).code).toBe(1);
  });
});

describe('sallyport serve', () => {
  it('ends on SIGTERM and SIGINT with exit code 0 within five seconds, and can be started again', async () => {
    const { data } = await made(join(await temporary(), 'd'));
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      await using server = await serve(data);
      const { code, signal: killedBy, ms } = await server.stop(signal);
      expect({ code, killedBy }).toEqual({ code: 0, killedBy: null });
      expect(ms).toBeLessThan(5000);
      expect(server.stdout().split('\n')).toHaveLength(2);
    }
  }, 60_000);

  it('survives kill -9: the next start takes the directory over', async () => {
    const { data } = await made(join(await temporary(), 'd'));
    await using first = await serve(data);
    expect(await first.stop('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
    await using second = await serve(data);
    expect((await sallyport(['api', 'DescribeRegions', '--data', data])).code).toBe(0);
    await second.stop();
  }, 60_000);

  it('speaks plain HTTP only when told so, and shows a given certificate', async () => {
    const { data } = await made(join(await temporary(), 'd'));
    await using plain = await serve(data, ['--insecure-http']);
    expect(plain.api).toMatch(/^http:/u);
    expect((await sallyport(['api', 'DescribeRegions', '--data', data])).code).toBe(0);
    await plain.stop();
    const { selfSigned } = await import('../src/tls/self-signed.ts');
    const given = selfSigned(['bastion.example'], Date.now(), 30);
    const [certificate, key] = [join(data, '..', 'site.crt'), join(data, '..', 'site.key')];
    await writeFile(certificate, given.certificate);
    await writeFile(key, given.key);
    await using server = await serve(data, ['--tls-cert', certificate, '--tls-key', key]);
    // Issued for another name than the one that is called: the directory knows the certificate itself.
    expect((await sallyport(['api', 'DescribeRegions', '--data', data])).code).toBe(0);
    const shown = await new Promise<string>((resolve, reject) => {
      request(`${server.api}/healthz`, { rejectUnauthorized: false }, (response) => {
        resolve(response.socket instanceof TLSSocket ? String(response.socket.getPeerX509Certificate()?.subjectAltName) : '');
        response.resume();
      }).on('error', reject).end();
    });
    expect(shown).toBe('DNS:bastion.example');
    await server.stop();
  }, 60_000);

  it('says which address is taken', async () => {
    const { data } = await made(join(await temporary(), 'd'));
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => { taken.once('listening', resolve); });
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    for (const [option, api, ssh] of [['--api', port, 0], ['--ssh', 0, port]] as const) {
      const { code, stdout, stderr } = await sallyport(['serve', '--data', data, '--api', `127.0.0.1:${api}`, '--ssh', `127.0.0.1:${ssh}`]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain(`sallyport: ${option} 127.0.0.1:${port}: something listens there already`);
    }
    taken.close();
  }, 60_000);
});
