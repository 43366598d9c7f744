/** What a person reads once a decision is sealed: where it lies, what it is bound to, until when, and how it is asked before apply. */
import type { Context } from '../../context.ts';
import type { SealedDecision } from './sealing.ts';

interface Given {
  readonly trust?: string;
  readonly artifact?: readonly string[];
}

export function tellSealed(
  { folder, predicate }: SealedDecision,
  { trust, artifact }: Given,
  { out, say, paste }: Context,
): void {
  const { environment, validUntil, bound, commit } = predicate;
  out.line(say('bound.sealed', { folder, environment, until: validUntil }), 0);
  if (bound === 'inputs-only') out.line({ text: say('bound.check.not-bound'), style: ['bold', 'yellow'] }, 0);
  const flags = { trust: trust ?? { blank: 'trust.json' }, artifact, environment, commit };
  const command = paste(['gate', 'verify', folder], flags);
  out.line([say('bound.before-apply'), { text: ` ${command}`, isCommand: true }], 0);
}
