/** Questions about who reaches what: one for each holder of a right on a container, and one for each plane of a zone. */
import { operatorById, subjectOf, type Grant, type Operator } from '../../estate/index.ts';
import type { Question } from '../schema/question.ts';
import { chainOf } from './chain.ts';
import type { ClassFact } from './container.ts';
import { datasetFact } from './dataset.ts';
import { coveringTransfer } from './transfer.ts';
import type { View } from './view.ts';

type OperatorFact = NonNullable<Question['operator']>;
type Session = NonNullable<Question['session']>;

/** An entity acts on instructions when the controller engages or instructs it, itself or through those it engages. */
export function isInstructed(view: View, entity: string, controller: string): boolean {
  const seen = new Set<string>();
  const walk = (id: string): boolean => {
    if (id === controller) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    const known = view.estate.entities[id];
    return [...(known?.engagedBy ?? []), ...(known?.instructedBy ?? [])].some(walk);
  };
  return walk(entity);
}

export function entityAsOperator(view: View, entity: string, controller: string): OperatorFact {
  const chain = chainOf(view, entity);
  if (chain === undefined) return { state: 'unknown' };
  return {
    state: 'value',
    employer: entity,
    employerCountry: chain.country,
    employerChain: chain.links.filter((link) => link.link !== 'nexus'),
    instructed: isInstructed(view, entity, controller),
  };
}

export function operatorFact(view: View, operator: Operator | undefined, controller: string): OperatorFact {
  if (operator === undefined) return { state: 'unknown' };
  return {
    ...entityAsOperator(view, operator.employer, controller),
    id: operator.id,
    authority: operator.authority,
    worksIn: [operator.worksIn],
    role: operator.role,
    ...(operator.clearance === undefined ? {} : { clearance: operator.clearance }),
    ...(operator.until === undefined ? {} : { until: operator.until }),
  };
}

export interface Reach {
  readonly container: string;
  readonly kind: string;
  readonly grants: readonly Grant[];
  readonly observation: string | undefined;
  readonly known: ClassFact;
}

const opening = new Set(['read', 'exec', 'admin']);

/** Who opens a container sees clear text unless the source says otherwise: encryption at rest is lifted by the store itself. */
function clearText(grants: readonly Grant[]) {
  const said = grants.map((grant) => grant.clearText ?? grant.rights.some((right) => opening.has(right)));
  return { state: 'value', value: said.includes(true) };
}

/** The question of one holder; `session` is what the moment knows of the country the person connects from. */
export function accessQuestion(
  view: View,
  reach: Reach,
  holder: { who: string; id: string },
  session: Session,
): Question {
  const dataset = datasetFact(view, reach.container);
  const controller = dataset.controller ?? view.estate.organisation.entity;
  const person = holder.who === 'operator' ? operatorById(view.estate, holder.id) : undefined;
  const named = person === undefined ? subjectOf.named('identity', holder.id) : subjectOf.named('operator', person.id);
  const operator = operatorFact(view, person, controller);
  const cited = reach.observation === undefined ? {} : { observation: reach.observation };
  return {
    version: 'cloison/question/v1',
    stage: 'access',
    phase: view.phase,
    asOf: view.asOf,
    subject: { id: subjectOf.access(named, reach.container), kind: 'access' },
    class: reach.known,
    dataset,
    operator: { ...operator, ...cited },
    session,
    clearText: clearText(reach.grants),
    rights: {
      state: 'value',
      rights: [...new Set(reach.grants.flatMap((grant) => grant.rights))].sort(),
      via: [...new Set(reach.grants.map((grant) => grant.via))].sort(),
    },
    ...coveringTransfer(view, operator, dataset.id === undefined ? [] : [dataset.id]),
  };
}

/** One question a holder, in the order of the grants. Doors that ask for no holder (everyone, any account) are judged on the container. */
export function accessQuestions(view: View, reach: Reach): Question[] {
  const held = reach.grants.filter((grant) => grant.who === 'operator' || grant.who === 'identity');
  const byHolder = Map.groupBy(held, (grant) => `${grant.who} ${grant.id}`);
  return [...byHolder.values()].map((grants) =>
    accessQuestion(view, { ...reach, grants }, grants[0]!, { state: 'absent' }),
  );
}
