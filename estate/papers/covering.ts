/**
 * What an exception was granted for: what was found, of which data, and, for an address of a plan, what stood there. It
 * holds for that and for what is less, and for nothing else that the same control says of the same subject later.
 */
import type { Finding } from '../decision.ts';
import type { Covers } from '../schema/papers.ts';
import { provisionalIn } from '../subject.ts';
import { foundBeyond, foundBy } from './found.ts';

/** What stands at an address in this run; what nobody knows is left out. */
export type Standing = Partial<Covers>;

/** What was found, and of which data: an exception for anything says it. */
export const foundFields = ['dataset', 'class', 'verdict', 'found'] as const satisfies readonly (keyof Covers)[];
/** What stands at an address: a name of its own says it already. */
const placeFields = [
  'provider',
  'zone',
  'place',
  'region',
  'country',
  'environment',
] as const satisfies readonly (keyof Covers)[];
export const coverFields = [...foundFields, ...placeFields] as const;
type CoverField = (typeof coverFields)[number];

interface CoverDifference {
  readonly what: CoverField;
  /** `unknown`: nobody knew, or nobody knows. */
  readonly granted: string;
  readonly stands: string;
}

export type Granted = Pick<Standing, (typeof foundFields)[number]>;

/** What an exception for this finding is granted for. */
export function grantedFor({
  dataset,
  class: judged,
  verdict,
  reasons,
}: Pick<Finding, 'dataset' | 'class' | 'verdict' | 'reasons'>): Granted {
  return {
    ...(dataset === undefined ? {} : { dataset }),
    ...(judged === undefined ? {} : { class: judged }),
    verdict,
    found: foundBy(reasons),
  };
}

/** All that an exception for this finding says that it covers. `standing`: of what has no name of its own. */
export function coveredBy(finding: Parameters<typeof grantedFor>[0], standing: Standing = {}): Standing {
  const { dataset: _, class: __, ...place } = standing;
  return { ...grantedFor(finding), ...place };
}

/** One that does not say what was found would excuse whatever is found tomorrow. */
export function isBound(subject: string, covers: Covers | undefined): covers is Covers {
  if (covers?.verdict === undefined || covers.found === undefined) return false;
  return covers.environment !== undefined || provisionalIn(subject) === undefined;
}

/** The first few: a list of a thousand is nothing to read. */
const listed = (parts: readonly string[]): string =>
  [...parts.slice(0, 3), ...(parts.length > 3 ? ['…'] : [])].join(', ');

function differenceIn(covers: Covers, stands: Standing, what: CoverField): Omit<CoverDifference, 'what'> | undefined {
  if (what === 'found') {
    const [granted, found] = [covers.found ?? [], stands.found ?? []];
    const beyond = foundBeyond(granted, found);
    return beyond.length === 0 ? undefined : { granted: listed(granted), stands: listed(beyond) };
  }
  const [was, is] = [covers[what], stands[what]];
  // A run that names no environment is never the one that it was granted for: a plan of the same name may lie anywhere.
  if (was === is && (what !== 'environment' || is !== undefined)) return undefined;
  // D0 to D4, in that order: who accepted it of more protected data accepted it of these.
  if (what === 'class' && was !== undefined && is !== undefined && is < was) return undefined;
  return { granted: was ?? 'unknown', stands: is ?? 'unknown' };
}

const among = (covers: Covers, stands: Standing, fields: readonly CoverField[]): CoverDifference[] =>
  fields.flatMap((what) => {
    const differs = differenceIn(covers, stands, what);
    return differs === undefined ? [] : [{ what, ...differs }];
  });

/** Empty where it holds for this finding, as far as the finding says it. */
export function findingDifferences(covers: Covers, found: Granted): CoverDifference[] {
  return among(covers, found, foundFields);
}

/**
 * Empty where the exception holds. `standing`: what stands there, of what has no name of its own and is judged in this run;
 * `found`: what the control says of it, where it says anything.
 */
export function coverDifferences(
  { subject, covers }: { readonly subject: string; readonly covers: Covers },
  standing: Standing | undefined,
  found: Granted | undefined,
): CoverDifference[] {
  const own = found === undefined ? [] : findingDifferences(covers, found);
  if (standing === undefined || provisionalIn(subject) === undefined) return own;
  // Of who reaches it or where it moves the finding alone says which data.
  const held = found === undefined && subject.startsWith('plan://') ? (['dataset', 'class'] as const) : [];
  return [...among(covers, standing, held), ...own, ...among(covers, standing, placeFields)];
}
