/**
 * What a changed estate would forgive that the one before did not: the judge is not in the dock, so whoever proposes a change
 * may tighten the promise and may not loosen it without its owner. Pure.
 */
import {
  byText,
  dataClasses,
  datasetAt,
  subjectOf,
  type Dataset,
  type Estate,
  type Freeze,
  type Identity,
  type Noun,
} from '../../estate/index.ts';
import {
  activityTurns,
  datasetTurns,
  entityTurns,
  operatorTurns,
  organisationTurns,
  zoneTurns,
  type Turns,
} from './fields.ts';
import type { Loosening } from './shape.ts';
import { stageLoosenings } from './stages.ts';
import { any, text } from './turns.ts';

type Table = Readonly<Record<string, object>>;

function fieldsOf(subject: string, turns: Turns, was: object, is: object): Loosening[] {
  const [from, to] = [was, is] as Readonly<Record<string, unknown>>[];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((field) => text(from![field]) !== text(to![field]) && (turns[field] ?? any)(from![field], to![field]))
    .map((field) => ({ code: 'field', subject, field }));
}

interface Rule {
  readonly noun: Noun;
  readonly turns: Turns;
  /** Whether one that goes, or comes, forgives something. */
  readonly removed: boolean;
  readonly added: boolean;
}

function* within({ noun, turns, removed, added }: Rule, base: Table, head: Table): Generator<Loosening> {
  for (const id of new Set([...Object.keys(base), ...Object.keys(head)])) {
    const subject = subjectOf.named(noun, id);
    const [was, is] = [base[id], head[id]];
    if (was !== undefined && is !== undefined) yield* fieldsOf(subject, turns, was, is);
    else if (is === undefined && removed) yield { code: 'removed', subject, field: '' };
    else if (was === undefined && added) yield { code: 'added', subject, field: '' };
  }
}

const declaredIn = ({ lies, copies }: Dataset) => [...(lies ?? []), ...(copies ?? []).map(({ subject }) => subject)];

/** A container handed to a milder dataset, or to none, is judged more mildly though no dataset was touched. */
function* containers(base: Estate, head: Estate): Generator<Loosening> {
  for (const subject of new Set(Object.values(base.datasets).flatMap(declaredIn))) {
    const was = datasetAt(base, subject);
    const is = datasetAt(head, subject);
    if (was === undefined || was.id === is?.id) continue;
    const fell = is !== undefined && dataClasses.indexOf(is.dataset.class) < dataClasses.indexOf(was.dataset.class);
    if (is === undefined) yield { code: 'container-undeclared', subject, field: 'class' };
    else if (fell) yield { code: 'container-lowered', subject, field: 'class' };
  }
}

const byId = (rows: readonly { readonly id: string }[]): Table => Object.fromEntries(rows.map((row) => [row.id, row]));
const freezeKey = ({ from, scope }: Freeze) => `${from} ${scope}`;
const account = ({ place, kind, name }: Identity) => JSON.stringify([place, kind, name]);

/** An account said to be somebody's is believed of whoever holds it: named by the operator, for its name may be a person's. */
function* accounts(base: Estate, head: Estate): Generator<Loosening> {
  const held = Map.groupBy(base.identities, account);
  const known = new Set(base.identities.map((each) => text(each)));
  const raised = head.identities.filter((each) => {
    const before = held.get(account(each));
    return !known.has(text(each)) && before?.every(({ operator }) => operator === each.operator) !== true;
  });
  for (const operator of new Set(raised.map((each) => each.operator)))
    yield { code: 'added', subject: subjectOf.named('operator', operator), field: 'identities' };
}

function* freezes(base: Estate, head: Estate): Generator<Loosening> {
  const kept = new Set(head.freezes.map((each) => text(each)));
  for (const each of base.freezes)
    if (!kept.has(text(each)))
      yield { code: 'removed', subject: subjectOf.named('freeze', freezeKey(each)), field: '' };
}

/** Every loosening from `base` to `head`, sorted by subject; none where the promise stays or tightens. */
export function looseningsOf(base: Estate, head: Estate): Loosening[] {
  const rule = (noun: Noun, turns: Turns, removed: boolean, added: boolean): Rule => ({ noun, turns, removed, added });
  const found = [
    ...fieldsOf(subjectOf.named('organisation', 'self'), organisationTurns, base.organisation, head.organisation),
    ...within(rule('dataset', datasetTurns, true, false), base.datasets, head.datasets),
    ...within(rule('activity', activityTurns, true, false), base.activities, head.activities),
    ...within(rule('entity', entityTurns, false, false), base.entities, head.entities),
    ...within(rule('zone', zoneTurns, false, true), base.zones, head.zones),
    ...within(rule('operator', operatorTurns, false, false), byId(base.operators), byId(head.operators)),
    ...within(rule('flow', {}, false, true), byId(base.flows), byId(head.flows)),
    ...within(rule('transfer', {}, false, true), byId(base.transfers), byId(head.transfers)),
    ...accounts(base, head),
    ...freezes(base, head),
    ...containers(base, head),
    ...stageLoosenings(base, head),
  ];
  return found.sort((one, other) => byText(one.subject, other.subject) || byText(one.field, other.field));
}
