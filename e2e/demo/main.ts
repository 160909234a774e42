import { once } from 'node:events';
import { setStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { playStory } from './story.ts';

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function explain(stage: Stage): void {
  const { server } = stage;
  const key = stage.engineerKey.path;
  say('Sallyport demo: a bastion, one real target behind it, one engineer, and a policy that asks for approval.');
  say(`  management API  ${server.api}`);
  say(`  SSH door        127.0.0.1:${server.sshPort}`);
  say(`  target          sshd on ${stage.target.host}:${stage.target.port}, reached as ${stage.targetUser}@engineer-host; the engineer never sees its key`);
  say(`  data            ${stage.dir}`);
  say('');
  say('1. Log on, in a second terminal (it waits and shows its ticket):');
  say(`   ssh -F none -o IdentitiesOnly=yes -o UserKnownHostsFile=${key}.known_hosts -o StrictHostKeyChecking=accept-new -i ${key} -p ${server.sshPort} -l ${stage.login} 127.0.0.1`);
  say('2. Accept or reject, in a third (the number of the ticket stands on the engineer’s screen):');
  say(`   npx sallyport api AcceptOperationTicket --data ${stage.dir} --OperationTicketId <ticket> --Comment 'go ahead'`);
  say(`   npx sallyport api RejectOperationTicket --data ${stage.dir} --OperationTicketId <ticket> --Comment 'not today'`);
  say('3. Lock the engineer and watch the session end:');
  say(`   npx sallyport api LockUsers --data ${stage.dir} --UserIds '["${stage.userId}"]'`);
  say('');
  say('Ctrl-C ends everything and removes it.');
}

async function main(): Promise<void> {
  const check = process.argv.includes('--check');
  const unknown = process.argv.slice(2).find((argument) => argument !== '--check');
  if (unknown !== undefined) {
    process.stderr.write(`demo: unknown argument ${unknown}; there is only --check\n`);
    process.exitCode = 2;
    return;
  }
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await using stage = await setStage({ approval: 'On' });
  if (check) {
    const started = Date.now();
    await playStory(stage, (line) => { say(`ok  ${line}`); });
    say(`demo --check passed in ${Math.round((Date.now() - started) / 1000)} s`);
    return;
  }
  explain(stage);
  await interrupted;
  say('Ending …');
}

await main();
