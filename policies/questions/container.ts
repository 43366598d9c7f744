/** Questions about a container: what it holds (classify) and where and how it lies (placement). */
import { type Declared, type FactName, type ObservationOf } from '../../estate/index.ts';
import type { Answer } from '../schema/answer.ts';
import type { Question } from '../schema/question.ts';
import { hostingFact } from './chain.ts';
import { claimFact, declaredClass } from './claim.ts';
import { declaredAmong, isUnseenLog } from './copying.ts';
import { datasetFact, highest } from './dataset.ts';
import { keyFact } from './key.ts';
import { originalsOf } from './movement.ts';
import { originsFact } from './origins.ts';
import { locationFact, zoneFact } from './place.ts';
import type { View } from './view.ts';

export type ClassFact = NonNullable<Answer['class']>;
const version = 'cloison/question/v1' as const;

function head(view: View, stage: string, subject: string, kind: string) {
  const { placeId: place } = view.placed(subject);
  return {
    version,
    stage,
    phase: view.phase,
    asOf: view.asOf,
    subject: { id: subject, kind, ...(place === undefined ? {} : { place }) },
  };
}

/**
 * State and citation of one observed fact. A collection holds an observation of every fact that its source can answer, so
 * one that is not there is a fact that the source cannot say.
 */
function base<F extends FactName>(view: View, seen: ObservationOf<F> | undefined) {
  if (seen === undefined) return { state: 'unsupported' };
  return { state: seen.state, observation: view.cite(seen as never), grade: 'observed' };
}

/** What the source cannot say may be answered by what the estate declares of the place, graded `declared`. */
function orDeclared<T extends { state: string }>(fact: T, declared: Omit<Partial<T>, 'state'> | undefined): T {
  if (declared === undefined || fact.state !== 'unsupported') return fact;
  return { ...fact, ...declared, state: 'value', grade: 'declared' };
}

export function contentQuestion(view: View, subject: string, kind: string): Question {
  const seen = view.seen(subject, 'labels');
  const labels = seen?.value?.labels ?? [];
  // The same bytes as a container of the private side are at least of its class, whatever a recognizer made of them.
  const originals = originalsOf(view, subject).map(({ dataset }) => dataset.class);
  const detected = highest(['D1', ...labels.map((label) => label.class), ...originals]);
  return {
    ...head(view, 'classify', subject, kind),
    class: { declared: declaredClass(view, subject), detected: 'absent', effective: 'unknown', because: [] },
    dataset: datasetFact(view, subject),
    labels: {
      ...base(view, seen),
      ...(seen?.value === undefined
        ? {}
        : {
            categories: [...new Set(labels.map((label) => label.category))].sort(),
            detected,
            fullPass: seen.value.fullPass,
          }),
    },
  };
}

function encryption(view: View, subject: string, declared: Declared | undefined): NonNullable<Question['encryption']> {
  const seen = view.seen(subject, 'encryption');
  const value = seen?.value === undefined ? {} : { value: seen.value.value };
  const fact: NonNullable<Question['encryption']> = { ...base(view, seen), ...value };
  return orDeclared(fact, declared?.encryption === undefined ? undefined : { value: declared.encryption });
}

/** A volume answers at no address of its own: it has a door only where one was seen. */
const doorless: NonNullable<Question['publicRead']> = { state: 'absent' };

function exposure(
  view: View,
  { subject, kind }: { readonly subject: string; readonly kind: string },
  fact: 'publicRead' | 'publicWrite',
  declared: Declared | undefined,
) {
  const seen = view.seen(subject, fact);
  if (kind === 'volume' && seen === undefined) return doorless;
  const blocked = declared?.publicAccess === 'blocked' ? { value: false } : undefined;
  const door: NonNullable<Question['publicRead']> = { ...base(view, seen), ...seen?.value };
  return orDeclared(door, blocked);
}

function replication(view: View, subject: string, declared: Declared | undefined, { effective }: ClassFact) {
  const seen = view.seen(subject, 'replication');
  const all = seen?.value?.targets ?? [];
  const known = declaredAmong(view, subject, all, effective);
  const targets = all.filter((target) => !known.has(target));
  // One that is surely elsewhere counts more than what nobody knows.
  if (targets.length > 0 && targets.every((target) => isUnseenLog(view, subject, target)))
    return { ...base(view, seen), state: 'unknown' };
  const value = seen?.value === undefined ? {} : { elsewhere: targets.length > 0, targets };
  const said = declared?.replication;
  const copied: NonNullable<Question['replication']> = { ...base(view, seen), ...value };
  return orDeclared(copied, said === undefined ? undefined : { elsewhere: said === 'elsewhere', targets: [] });
}

function grantsFact(view: View, subject: string) {
  const seen = view.seen(subject, 'grants');
  const grants = seen?.value?.grants ?? [];
  const count = (who: string) => new Set(grants.filter((grant) => grant.who === who).map((grant) => grant.id)).size;
  return {
    ...base(view, seen),
    ...(seen?.value === undefined
      ? {}
      : {
          holders: count('operator'),
          unmapped: count('identity'),
          open: count('authenticated') + count('everyone') > 0,
        }),
  };
}

export function placementQuestion(view: View, subject: string, kind: string, known: ClassFact): Question {
  const placed = view.placed(subject);
  const declared = placed.place?.declared;
  const dataset = datasetFact(view, subject);
  const origins = originsFact(view, subject);
  return {
    ...head(view, 'placement', subject, kind),
    class: known,
    dataset,
    ...(view.phase === 'plan' ? { claim: claimFact(view, subject) } : {}),
    ...(origins === undefined ? {} : { origins }),
    location: locationFact(view, subject),
    zone: zoneFact(view, subject),
    hosting: placed.provider === undefined ? { state: 'unknown' } : hostingFact(view, placed.provider),
    key: keyFact(view, placed, dataset.keyHolder),
    encryption: encryption(view, subject, declared),
    publicRead: exposure(view, { subject, kind }, 'publicRead', declared),
    publicWrite: exposure(view, { subject, kind }, 'publicWrite', declared),
    replication: replication(view, subject, declared, known),
    grants: grantsFact(view, subject),
  };
}
