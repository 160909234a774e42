import { operator } from '../client/operate.ts';
import type { VerifyOptions } from '../cli/recording-options.ts';
import type { CliContext } from '../cli/context.ts';
import { jsonLine } from '../cli/json-line.ts';
import { Refusal } from '../cli/refusal.ts';
import { terminalText } from '../cli/terminal-text.ts';
import { verifyChain } from './verify-chain.ts';
import { verifyRecordings } from './verify-recordings.ts';
import { withOffline } from './with-offline.ts';

/** Checks the audit chain, offline the recordings too; refuses with what does not fit. */
export async function verifyCommand(options: VerifyOptions, context: CliContext): Promise<void> {
  if (options.offline === true) return verifyOffline(options, context);
  const operate = await operator(options, context.environment);
  const body = await operate('VerifyAudit', {});
  context.out(options.json === true ? jsonLine(body) : `Audit log: ${terminalText(body['Checked'])} events checked.\n`);
  if (body['Valid'] !== true) throw new Refusal('VERIFY_FAILED', `The audit log does not hold at event ${terminalText(body['BrokenAt'])}: ${terminalText(body['Reason'])}.`);
}

async function verifyOffline(options: VerifyOptions, context: CliContext): Promise<void> {
  const data = options.data ?? context.environment['SALLYPORT_DATA'];
  if (data === undefined) throw new Refusal('USAGE', '--offline needs --data DIR.');
  const result = await withOffline(data, context.environment, async (offline) => {
    const chain = await verifyChain(offline.store.audit, offline.installation.instanceId);
    const recordings = await verifyRecordings(offline);
    await offline.note('audit.verified', undefined, { events: chain.checked, brokenAt: chain.brokenAt ?? 0, recordings: recordings.checked, damaged: recordings.damaged.length });
    return { chain, recordings };
  });
  const { chain, recordings } = result;
  context.out(options.json === true ? jsonLine(result) : [
    `Audit log: ${chain.checked} events checked, head ${chain.head}.`,
    `Recordings: ${recordings.checked} checked, ${recordings.incomplete} without an end (interrupted or running).`,
    ...recordings.damaged.map(({ sessionId, reason }) => `  ${sessionId}: ${terminalText(reason)}`),
    '',
  ].join('\n'));
  if (chain.brokenAt !== undefined) throw new Refusal('VERIFY_FAILED', `The audit log does not hold at event ${chain.brokenAt}: that row or one before it was changed or removed.`);
  if (recordings.damaged.length > 0) throw new Refusal('VERIFY_FAILED', `${recordings.damaged.length === 1 ? 'A recording is' : `${recordings.damaged.length} recordings are`} damaged or missing.`);
}
