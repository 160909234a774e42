import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { PolicyDocumentError } from '../../ram/document.ts';
import type { PolicyDocument } from '../../ram/document.ts';
import { parsePolicyDocument } from '../../ram/parse-document.ts';
import { warningsOf } from '../../ram/warnings.ts';

export async function createRamPolicy(params: Params<'CreateRamPolicy'>, call: Call): Promise<Result<'CreateRamPolicy'>> {
  const document = read(params.PolicyDocument);
  const id = await call.transact(async (tx) => {
    const created = await tx.ramPolicies.create({
      instanceId: call.instance.instanceId, name: params.RamPolicyName, description: params.Description ?? '', document: params.PolicyDocument, system: false, createdAt: tx.now,
    });
    call.note({ ramPolicyId: created });
    return created;
  });
  return { RamPolicyId: id, Warnings: [...warningsOf(document)] };
}

function read(text: string): PolicyDocument {
  try {
    return parsePolicyDocument(text);
  } catch (error) {
    if (error instanceof PolicyDocumentError) throw new ApiError('MalformedPolicyDocument', { message: error.message });
    throw error;
  }
}
