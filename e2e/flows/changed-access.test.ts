import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sshKey, startSsh, startSshd, tempDir } from '@sallyport/testkit';
import type { SshClient, SshOptions, Sshd } from '@sallyport/testkit';
import { setStage } from '../support/stage.ts';
import type { Cast, Stage } from '../support/stage.ts';

let stage: Stage;
beforeAll(async () => { stage = await setStage(); }, 60_000);
afterAll(async () => { await stage[Symbol.asyncDispose](); });

const base64 = (text: string): string => Buffer.from(text).toString('base64');

async function logOn(cast: Cast, more: Partial<SshOptions> = {}): Promise<SshClient> {
  return startSsh({ port: stage.server.sshPort, user: cast.login, key: stage.engineerKey.path, input: 'terminal', ...more });
}

/** Runs one command through the bastion. */
async function run(cast: Cast, command: string, key = stage.engineerKey.path) {
  await using client = await logOn(cast, { input: 'none', key, command });
  return await client.ended(20_000);
}

/** A session that goes on answering while things change around it. */
async function answers(client: SshClient, number: number): Promise<void> {
  client.type(`echo "still $((${number}+1))"\n`);
  await client.waitFor(`still ${number + 1}`);
}

/** The address and port at which the target was reached. */
const WHERE = 'echo "$SSH_CONNECTION" | cut -d " " -f 3,4';

/** What stands at the other address of the stage's target, at the same port. */
function atOtherAddress(config: readonly string[] = [], hostKey: 'ed25519' | 'ecdsa' = 'ed25519'): Promise<Sshd> {
  return startSshd({ address: '127.0.0.2', port: stage.target.port, authorizedKeys: [stage.targetKey.publicLine], config, hostKeyTypes: [hostKey] });
}

const dialOther = (cast: Cast, ActiveAddressType: 'Public' | 'Private') => stage.operator.call('ModifyHostsActiveAddressType', { HostIds: JSON.stringify([cast.hostId]), ActiveAddressType });

describe('what changes under a session holds from the next log-on', () => {
  it('ModifyUserPublicKey: the old key opens nothing any more, the new one does', async () => {
    const cast = await stage.add('rekeyed');
    await using dir = await tempDir('rekeyed');
    const next = await sshKey(dir, 'next');
    const [key] = (await stage.operator.call('ListUserPublicKeys', { UserId: cast.userId }))['PublicKeys'] as readonly { readonly PublicKeyId: string }[];
    await using running = await logOn(cast);
    await answers(running, 1);
    expect(await run(cast, 'echo in', next.path)).toMatchObject({ status: 255, stdout: '' });

    await stage.operator.call('ModifyUserPublicKey', { PublicKeyId: key?.PublicKeyId ?? '', PublicKey: base64(next.publicLine) });
    const old = await run(cast, 'echo in');
    expect(old).toMatchObject({ status: 255, stdout: '' });
    expect(old.stderr).toMatch(/Permission denied/);
    expect(await run(cast, 'echo in', next.path)).toMatchObject({ status: 0, stdout: 'in\n' });
    await answers(running, 5);
  });

  it('ModifyHostsActiveAddressType: the next dial goes to the other address', async () => {
    const cast = await stage.add('two-faced');
    // One machine at two addresses: both show the same host key.
    await using other = await atOtherAddress([`HostKey ${stage.target.hostKeys[0]?.path ?? ''}`]);
    await stage.operator.call('ModifyHost', { HostId: cast.hostId, HostPublicAddress: other.host });
    await using running = await logOn(cast);
    await answers(running, 1);
    expect(await run(cast, WHERE)).toMatchObject({ status: 0, stdout: `127.0.0.1 ${stage.target.port}\n` });
    await dialOther(cast, 'Public');
    expect(await run(cast, WHERE)).toMatchObject({ status: 0, stdout: `127.0.0.2 ${stage.target.port}\n` });
    expect(other.log()).toContain('Accepted publickey');
    await answers(running, 5);
    await dialOther(cast, 'Private');
    expect(await run(cast, WHERE)).toMatchObject({ status: 0, stdout: `127.0.0.1 ${stage.target.port}\n` });
  });

  it('ModifyHostsActiveAddressType: whoever answers there with another host key gets no credential', async () => {
    const cast = await stage.add('elsewhere');
    await using other = await atOtherAddress([], 'ecdsa');
    await stage.operator.call('ModifyHost', { HostId: cast.hostId, HostPublicAddress: other.host });
    expect(await run(cast, 'echo in')).toMatchObject({ status: 0, stdout: 'in\n' });
    await dialOther(cast, 'Public');
    const refused = await run(cast, 'echo in');
    expect(refused).toMatchObject({ status: 255, stdout: '' });
    expect(refused.stderr).toMatch(/HOST KEY OF THIS ASSET HAS CHANGED/);
    expect(other.log()).toContain('Connection from');
    expect(other.log()).not.toMatch(/publickey|password/);
  });

  it('ResetHostAccountCredential: the next log-on has no credential, a running session goes on, a new secret lets in again', async () => {
    const cast = await stage.add('reset');
    await using running = await logOn(cast);
    await answers(running, 1);
    await stage.operator.call('ResetHostAccountCredential', { HostAccountId: cast.accountId, CredentialType: 'PrivateKey' });
    const refused = await run(cast, 'echo in');
    expect(refused).toMatchObject({ status: 255, stdout: '' });
    expect(refused.stderr).toMatch(/No credential is stored for this account/);
    await answers(running, 5);
    await stage.operator.call('ModifyHostAccount', { HostAccountId: cast.accountId, PrivateKey: base64(stage.targetKey.privateKey) });
    expect(await run(cast, 'echo in')).toMatchObject({ status: 0, stdout: 'in\n' });
  });
});
