/** Containers as a plan tells them, over the estate of the design: every fact that is asked of the kind, changed where a test says so. */
import {
  plannedFacts,
  subjectOf,
  type Collection,
  type Estate,
  type FactName,
  type Observation,
  type PlannedAt,
  type SubjectKind,
} from '../../../estate/index.ts';
import {
  catalogueOf,
  committedEngine,
  committedFacts,
  judgePlan,
  type PlanQuestions,
  type Premises,
} from '../../../policies/index.ts';
import { estate as design } from '../questions/view.ts';

export const engine = committedEngine();
export const catalogue = catalogueOf(engine);
const facts = committedFacts();

/** The estate of the design, whose private host says of itself too who holds it. */
export const estate: Estate = {
  ...design,
  entities: { ...design.entities, 'integrator-fr': { ...design.entities['integrator-fr']!, holders: [] } },
};

export interface Planned {
  readonly address: string;
  readonly kind?: SubjectKind;
  readonly at?: PlannedAt;
  /** A region, or the state of not knowing it. */
  readonly region?: string;
  /** Facts by name: a value, or a state. */
  readonly facts?: Partial<Record<FactName, unknown>>;
  /** Left out: a provisional subject. */
  readonly subject?: string;
}

export const subject = ({ address, subject: own }: Planned): string => own ?? subjectOf.planned('site', address);

/** What a good plan of protected data tells: closed, with a customer key, copied nowhere, its policy not in the plan. */
const good = (kind: SubjectKind): Partial<Record<FactName, unknown>> => ({
  exists: {},
  ...Object.fromEntries((plannedFacts[kind] ?? []).map((fact) => [fact, 'absent'])),
  ...(kind === 'workload' ? {} : { encryption: { value: 'customer-key' }, labels: 'absent', grants: 'unsupported' }),
});

function told(planned: Planned): Observation[] {
  const { kind = 'bucket', region, address } = planned;
  const location = region === undefined ? 'unknown' : { region };
  return Object.entries({ ...good(kind), location, ...planned.facts }).map(
    ([fact, given]) =>
      ({
        subject: subject(planned),
        kind,
        fact,
        ...(typeof given === 'string' ? { state: given } : { state: 'value', value: given }),
        origin: { source: 'plan', call: address },
        at: '2024-07-25T06:00:00.000Z',
      }) as unknown as Observation,
  );
}

export const collectionOf = (all: readonly Planned[]): Collection =>
  ({ observations: all.flatMap(told) }) as unknown as Collection;

export const premisesOf = (all: readonly Planned[], changed: Partial<Premises> = {}): Premises => ({
  estate,
  facts,
  asOf: '2024-07-26T00:00:00.000Z',
  phase: 'plan',
  papers: new Map(),
  waivers: new Map(),
  controls: new Set(catalogue.map(({ id }) => id)),
  planned: new Map(all.map((each) => [subject(each), each.at ?? {}])),
  ...changed,
});

export function judged(all: readonly Planned[], questions: PlanQuestions = {}, changed: Partial<Premises> = {}) {
  return judgePlan(premisesOf(all, changed), collectionOf(all), engine, catalogue, questions);
}

/** `control verdict codes`, of every finding, in the order of the judgement. */
export const findings = (all: readonly Planned[], questions: PlanQuestions = {}, changed: Partial<Premises> = {}) =>
  judged(all, questions, changed).findings.map(
    ({ control, verdict, reasons }) => `${control} ${verdict} ${reasons.map(({ code }) => code).join()}`,
  );

export const estateWith = (changed: Partial<Estate>): Estate => ({ ...estate, ...changed });

/** Protected data in its home zone, named by the change. */
export const home: Planned = {
  address: 'photos',
  at: { provider: 'integrator-fr', zone: 'private', claims: 'accreditation-file' },
  region: 'eu-private',
};
/** Internal figures on the public side, named by the change. */
export const figures: Planned = {
  address: 'figures',
  at: { provider: 'cloud-eu', zone: 'public', claims: 'staffing-figures' },
  region: 'eu-central-1',
};
