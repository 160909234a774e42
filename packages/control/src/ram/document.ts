/** What a condition may look at. */
export const CONDITION_KEYS = ['acs:SourceIp', 'acs:CurrentTime', 'acs:SecureTransport'] as const;
export type ConditionKey = (typeof CONDITION_KEYS)[number];

export interface Condition {
  readonly operator: string;
  readonly key: ConditionKey;
  /** One of them must hold; of a negated operator all. */
  readonly values: readonly string[];
}

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** All of them must hold. */
  readonly conditions: readonly Condition[];
}

export interface PolicyDocument {
  readonly statements: readonly Statement[];
}

/** Something in a document that we would not obey to the letter; such a document is not stored (ruling A7). */
export class PolicyDocumentError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PolicyDocumentError';
  }
}
