/** Policies that a plan writes as JSON text, as statements that the rules for buckets understand. */
import { failed, value } from '../../observe.ts';
import type { Answer } from '../../source.ts';
import { parsePolicy, type Statement } from '../../store/policy.ts';

export type PolicySaid = Answer<readonly Statement[]>;
const notRead = failed('unknown', 'policy-not-understood');
const everything: readonly string[] = ['*'];

/**
 * Of queues, topics and vaults only one thing is asked: whether strangers are let in by anything at all. Which of their
 * actions read and which deny would have to be known service by service, so every Allow counts whole and no Deny counts.
 */
function widened(statements: readonly Statement[]): readonly Statement[] {
  return statements
    .filter(({ allow }) => allow)
    .map((statement) => ({
      ...statement,
      actions: everything,
      notAction: false,
      resources: everything,
      notResource: false,
    }));
}

/** A policy that is not understood whole is not judged. `protocol`: `s3`, whose actions are known one by one, or another. */
export function policySaid(text: Answer<string>, protocol: string | undefined): PolicySaid {
  if (text.value === undefined) return text as Answer<never>;
  const statements = parsePolicy(text.value);
  if (statements === undefined) return notRead;
  return value(protocol === 's3' ? statements : widened(statements));
}
