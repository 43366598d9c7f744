/** Of rights that a change gives to somebody of whom nobody knows whose he is: the row that says so, or a name that can be known. */
import { principalKindsOf } from '../../../audit/index.ts';
import type { Settling } from '../telling/settling.ts';
import type { Unknown } from './makeKnown.ts';

/** As policies, bindings and assignments of the provider write it. */
const names: Readonly<Record<string, string>> = {
  'aws-principal': '<arn>',
  'azure-principal': '<principal_id>',
  'google-principal': '<user:address>',
};

/** A service account of the program has its name before it is there; what it is computed from, a plan does not tell. */
const member = '"serviceAccount:<account_id>@<project>.iam.gserviceaccount.com"';

/** `code`: why the plan does not tell who it is, as the observation says. Undefined where no line of anybody would settle it. */
export function asIdentity(
  { reasons, provider, place, kind }: Pick<Unknown, 'reasons' | 'provider' | 'place' | 'kind'>,
  code: string | undefined,
): Settling | undefined {
  const isAsked = reasons.some(({ values: { fact, state } }) => fact === 'grants' && state === 'unknown');
  const kinds = isAsked && provider !== undefined ? principalKindsOf(provider) : [];
  if (code === 'principal-not-known' && kinds.length > 0)
    return {
      where: 'identities',
      rows: kinds.map((each) => `<operator>,${place ?? '<place>'},${each},${names[each] ?? '<name>'},,`),
    };
  if (code !== 'after-apply') return undefined;
  if (kinds.includes('azure-principal') && kind === 'terraform-plan')
    return { where: 'binary', rows: ['--source plan.tfplan'] };
  if (!kinds.includes('google-principal')) return undefined;
  return { where: 'program', rows: [`member${kind === 'terraform-plan' ? ' =' : ':'} ${member}`] };
}
