/** Resources of a stack → what the policies refuse of them, each with the resource that it is about. */
import { readPlan, resourceTable, type PlanReading } from '../../audit/index.ts';
import { parseSubject, type Finding } from '../../estate/index.ts';
import type { Claim } from '../../infra/index.ts';
import { judgePlan, type PlanJudgement } from '../../policies/index.ts';
import type { Ground } from './ground.ts';
import type { Lapsed } from './sentences.ts';
import { inputName, toldOf, type Shown } from './told.ts';

/** What another resource can still add: encryption, policies, copies and rights have resources of their own. */
const saidAlone: ReadonlySet<string> = new Set(['dataset', 'claim', 'zone', 'location', 'hosting']);

export interface Refused {
  readonly finding: Finding;
  /** Address of the container; undefined where the finding is about none of the stack. */
  readonly address: string | undefined;
  /** An exception for exactly this that does not hold for what stands there. */
  readonly lapsed?: Lapsed;
}
export interface StackJudgement {
  readonly refused: readonly Refused[];
  readonly reading: PlanReading;
}

async function* each(shown: readonly Shown[], stack: string) {
  yield* toldOf(shown, stack);
}

/** The container inside an access or a movement; the subject itself otherwise. */
function containerOf(subject: string): string {
  const { scheme, segments } = parseSubject(subject);
  // What is copied from elsewhere is named by its dataset.
  const end = segments.find((one) => !one.startsWith('dataset://'));
  return (scheme === 'access' ? segments[1] : scheme === 'path' ? end : undefined) ?? subject;
}

function lapsedFor({ control, subject }: Finding, waivers: PlanJudgement['waivers']): Pick<Refused, 'lapsed'> {
  const own = waivers.find((use) => use.lapsed && use.control === control && use.subject === subject);
  return own?.lapsed === undefined ? {} : { lapsed: { waiver: own.id, reasons: own.lapsed } };
}

interface About {
  readonly stack: string;
  /** What the program runs for, where anybody knows: an exception for what has no name yet holds in one environment alone. */
  readonly environment?: string;
  /** Counts where a type has no place for tags. */
  readonly claim?: Claim;
  /** Address of the one resource to judge; left out, all. */
  readonly only?: string;
}

/** Judges the resources together, as the gate judges a plan. */
export async function judgedStack(
  shown: readonly Shown[],
  { estate, premises, engine, catalogue }: Ground,
  { stack, environment, claim, only }: About,
): Promise<StackJudgement> {
  const reading = await readPlan(each(shown, stack), { estate, at: premises.asOf, tool: 'cloison pack' });
  const claimed = new Map(
    [...reading.planned].map(([subject, planned]) => [
      subject,
      claim === undefined ? planned : { claims: claim.dataset, ...planned },
    ]),
  );
  const asked = new Set(reading.rows.filter(({ address }) => address === only).map(({ subject }) => subject));
  const isAsked = ({ subject }: { readonly subject: string }) => only === undefined || asked.has(subject);
  const collection = { ...reading.collection, observations: reading.collection.observations.filter(isAsked) };
  const { findings, waivers } = judgePlan({ ...premises, planned: claimed }, collection, engine, catalogue, {
    moves: [...reading.movements, ...(reading.copies ?? [])].filter(isAsked),
    keep: 'findings',
    environmentOf: () => environment,
  });
  const addresses = new Map(
    reading.collection.observations.map(({ subject, origin }) => [subject, origin.call] as const).toReversed(),
  );
  return {
    // An exception in force lets a change proceed; it is the audit that keeps saying so.
    refused: findings
      .filter(({ waiver }) => waiver === undefined)
      .map((finding) => ({
        finding,
        address: only ?? addresses.get(containerOf(finding.subject)),
        ...lapsedFor(finding, waivers),
      })),
    reading,
  };
}

/** Controls whose answer about one container no other resource of the stack can change. */
export function controlsAlone({ catalogue }: Pick<Ground, 'catalogue'>): ReadonlySet<string> {
  return new Set(catalogue.filter(({ requires }) => requires.every((fact) => saidAlone.has(fact))).map(({ id }) => id));
}

/** Families of types that this type takes something from, and what those take something from. */
function leanedOn(type: string): ReadonlySet<string> {
  const { entries, entryOf } = resourceTable();
  const found = new Set<string>();
  const rows = [entryOf(type)?.row];
  for (const row of rows) {
    for (const family of [...(row?.parent?.of ?? []), ...(row?.uses ?? []).flatMap(({ of }) => of)]) {
      if (found.has(family)) continue;
      found.add(family);
      rows.push(...entries.filter((entry) => entry.family === family).map((entry) => entry.row));
    }
  }
  return found;
}

/** Which cluster it is made in is said by its provider alone, by context or not at all: nothing that follows can place it. */
const isOfNamedCluster = ({ type, provider }: Shown): boolean =>
  type.startsWith('kubernetes:') && provider?.props !== undefined && provider.props['kubeconfig'] === undefined;

/**
 * Of one resource, given those before it: what no later resource can mend. A refusal stands; an unknown stands unless
 * its type leans on others, and then the stack policy says it when all are there. Only what it leans on is read again.
 */
export async function refusedAlone(
  newest: Shown,
  before: Iterable<Shown>,
  ground: Ground,
  about: About,
): Promise<StackJudgement> {
  const families = leanedOn(newest.type);
  const family = (shown: Shown) => resourceTable().entryOf(shown.type)?.family ?? '';
  const context = families.size === 0 ? [] : [...before].filter((shown) => families.has(family(shown)));
  const judgement = await judgedStack([...context, newest], ground, { ...about, only: newest.address });
  const alone = controlsAlone(ground);
  const isSettled = ({ verdict, reasons }: Finding) =>
    verdict === 'deny' ||
    families.size === 0 ||
    (isOfNamedCluster(newest) && reasons.some(({ values }) => values['fact'] === 'zone'));
  const isStanding = ({ finding }: Refused) => alone.has(finding.control) && isSettled(finding);
  return { ...judgement, refused: judgement.refused.filter(isStanding) };
}

/** What nobody can place in the table; a part whose container may still come is not among it unless `whole`. */
export function notUnderstood({ rows }: PlanReading, whole: boolean): PlanReading['rows'] {
  return rows.filter(
    ({ input, outcome, reason }) =>
      input === inputName && outcome === 'not-understood' && (whole || reason === 'type-unknown'),
  );
}
