/**
 * From places to the lines of a collection: header, what each source saw, and a trailer that accounts for every place.
 * A source that dies loses nothing it had seen: its lines stand, and its coverage says that the place was not wholly read.
 */
import { CloisonFault } from '../estate/index.ts';
import type { CollectionHeader, CollectionTrailer, Estate, Observation, SourceCoverage } from '../estate/index.ts';
import { defaultBudget, placeKinds } from './source.ts';
import type { Budget, GapReason, PlaceKind, Scope, Source, SourceContext, Tally } from './source.ts';

export type CollectionLine = CollectionHeader | Observation | CollectionTrailer;

export interface CollectContext extends Omit<SourceContext, 'budget' | 'tally' | 'cursor'> {
  /** Name and version of the tool, e.g. `cloison 0.1.0`. */
  readonly tool: string;
  /** Digest of the estate the places came from; `none` when nothing was promised. */
  readonly estate: string;
  readonly budget?: Partial<Budget>;
  /** Where to go on after a crash, by place. */
  readonly cursors?: Readonly<Record<string, string>>;
}

export function kindOf(scope: Scope): PlaceKind {
  return placeKinds.find((kind) => scope.place[kind] !== undefined) ?? 'saas';
}

/** Every place of every zone, with the containers that datasets are declared to lie in. `profiles`: place to SDK profile. */
export function scopesOf(
  estate: Pick<Estate, 'zones' | 'datasets'>,
  profiles: Readonly<Record<string, string>> = {},
): Scope[] {
  const declared = Object.values(estate.datasets).flatMap((dataset) => [
    ...(dataset.lies ?? []),
    ...(dataset.copies ?? []).map((copy) => copy.subject),
  ]);
  const within = (id: string) => declared.filter((subject) => subject.split('/')[2] === id);
  return Object.values(estate.zones)
    .flatMap(({ provider, places = {} }) => Object.entries(places).map(([id, place]) => ({ id, place, provider })))
    .map(({ id, place, provider }): Scope => {
      const containers = [...new Set(within(id))].sort();
      const profile = profiles[id];
      const scope = { id, place, provider, containers };
      return profile === undefined ? scope : { ...scope, profile };
    });
}

const reasonOf: Partial<Record<string, GapReason>> = {
  'source-unreachable': 'unreachable',
  'source-refused': 'denied',
};

function whyStopped(error: unknown, outer: AbortSignal, inner: AbortSignal): GapReason {
  if (outer.aborted) return 'stopped';
  if (inner.aborted) return 'timeout';
  if (error instanceof CloisonFault) return (error.values['reason'] as GapReason) ?? reasonOf[error.code] ?? 'failed';
  return 'failed';
}

async function* observeOne(
  source: Source,
  scope: Scope,
  context: CollectContext,
  tally: Tally,
): AsyncGenerator<Observation> {
  const budget = { ...defaultBudget, ...context.budget };
  const deadline = AbortSignal.timeout(budget.milliseconds);
  const signal = AbortSignal.any([context.signal, deadline]);
  const cursor = context.cursors?.[scope.id];
  const { tool: _tool, estate: _estate, cursors: _cursors, ...rest } = context;
  try {
    yield* source.observe(scope, { ...rest, ...(cursor === undefined ? {} : { cursor }), signal, budget, tally });
    if (signal.aborted) tally.reason ??= whyStopped(undefined, context.signal, deadline);
  } catch (error) {
    tally.reason ??= whyStopped(error, context.signal, deadline);
  }
}

/** Reads the places one after the other (each is bounded inside). Never throws for what a place does. */
export async function* collect(
  scopes: readonly Scope[],
  sources: readonly Source[],
  context: CollectContext,
): AsyncGenerator<CollectionLine> {
  const planned = scopes.map((scope) => {
    const kind = kindOf(scope);
    return { scope, kind, source: sources.find((candidate) => candidate.kind === kind) };
  });
  const named = planned.map(({ scope, kind, source }) => ({ source: source?.id ?? 'none', place: scope.id, kind }));
  const { tool, estate, now: collectedAt } = context;
  yield { version: 'cloison/collection/v1', tool, estate, collectedAt, sources: named };

  let observations = 0;
  const coverage: SourceCoverage[] = [];
  for (const { scope, kind, source } of planned) {
    const tally: Tally = { calls: 0, retries: 0, skipped: 0 };
    const subjects = new Set<string>();
    if (source === undefined) tally.reason = kind === 'saas' ? 'declared-only' : 'no-source';
    else {
      for await (const observation of observeOne(source, scope, context, tally)) {
        observations += 1;
        subjects.add(observation.subject);
        yield observation;
      }
    }
    const { reason, ...counts } = tally;
    const row = {
      source: source?.id ?? 'none',
      place: scope.id,
      kind,
      reached: reason === undefined,
      subjects: subjects.size,
    };
    coverage.push(reason === undefined ? { ...row, ...counts } : { ...row, reason, ...counts });
  }
  yield { end: true, observations, coverage };
}
