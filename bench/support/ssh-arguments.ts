import type { TempDir } from '@sallyport/testkit';

/** A stock client that reads nobody's configuration, keys or known hosts, and asks nothing. */
export function sshArguments(dir: TempDir, key: string): readonly string[] {
  return [
    '-F', 'none', '-T', '-i', key, '-o', `UserKnownHostsFile=${dir.file('known_hosts')}`, '-o', 'GlobalKnownHostsFile=/dev/null',
    '-o', 'StrictHostKeyChecking=accept-new', '-o', 'UpdateHostKeys=no', '-o', 'IdentityAgent=none', '-o', 'IdentitiesOnly=yes', '-o', 'BatchMode=yes',
    '-o', 'PreferredAuthentications=publickey', '-o', 'ConnectTimeout=10',
  ];
}
