import { mayMakeAccounts, passwordAccount, startSshd } from '@sallyport/testkit';
import type { PasswordAccount, Sshd } from '@sallyport/testkit';
import { SCOPE, addEngineer, startBastion } from './bastion.ts';
import type { Bastion, Engineer, SettingChanges } from './bastion.ts';
import type { Host, Id } from '@sallyport/core';

/** Only root can make accounts with passwords; elsewhere these tests say that they were left out. */
export const mayStage = mayMakeAccounts();

/** A real target that takes the password of one account, which no host of the bastion has, and a node in front of it. */
export interface PasswordStage extends AsyncDisposable {
  readonly bastion: Bastion;
  readonly sshd: Sshd;
  readonly account: PasswordAccount;
  readonly wu: Engineer;
  readonly hostId: Id;
}

export async function setPasswordStage(changes: SettingChanges = {}): Promise<PasswordStage> {
  const account = await passwordAccount();
  const sshd = await startSshd({ passwords: 'yes' });
  const bastion = await startBastion(changes);
  const wu = await addEngineer(bastion, 'wu');
  return {
    bastion, sshd, account, wu, hostId: await addHost(bastion, 'db-1'),
    [Symbol.asyncDispose]: async () => {
      await bastion[Symbol.asyncDispose]();
      await sshd[Symbol.asyncDispose]();
      await account[Symbol.asyncDispose]();
    },
  };
}

/** A managed host on the loopback address without accounts; nothing listens on its own SSH port. */
export function addHost(bastion: Bastion, hostName: string, changes: Partial<Host> = {}): Promise<Id> {
  return bastion.store.hosts.create({
    ...SCOPE, source: 'Local', hostName, osType: 'Linux', activeAddressType: 'Private', privateAddress: '127.0.0.1', publicAddress: '', comment: '',
    sourceInstanceId: '', sourceInstanceState: 'Normal', instanceRegionId: '', instanceMemberId: '', networkDomainId: '', prefKex: 'default',
    sshPort: 1, rdpPort: 3389, createdAt: Date.now(), ...changes,
  });
}
