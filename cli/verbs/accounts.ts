/** Accounts that open the containers of a dataset: those that were seen, and those the estate declares where nobody looked. Pure. */
import { dayOf, parseSubject, placeOf, withinDays, type Decision, type Grant } from '../../estate/index.ts';
import { accessQuestion, put, viewOf, type ClassFact, type Judged } from '../../policies/index.ts';
import type { Ground } from './ground.ts';
import { classOf } from './hypothesis.ts';
import type { Lying } from './lying.ts';
import { wayOf, type Unread, type Way } from './way.ts';

/** Everyone, and any account of the store: doors that ask for no holder, judged on the container. */
function doors(judged: Judged, grants: readonly Grant[], findings: readonly Decision[], container: string): Way[] {
  const open = judged.question.publicRead?.value === true || grants.some(({ who }) => who === 'everyone');
  const anyAccount = grants.some(({ who }) => who === 'authenticated');
  const hows = [...(open ? (['everyone'] as const) : []), ...(anyAccount ? (['any-account'] as const) : [])];
  return hows.map((how): Way => {
    const controls = how === 'everyone' ? 'exposure/' : 'access/';
    const decisions = findings.filter(({ control }) => control.startsWith(controls));
    return {
      how,
      container,
      entity: undefined,
      country: undefined,
      route: undefined,
      clearText: true,
      from: [],
      verdict: decisions[0]?.verdict,
      decisions,
    };
  });
}

/** The same bytes have the same class: a copy that nobody declared is at least what it was copied from. */
function asCopy({ engine, catalogue }: Ground, judged: Judged, known: ClassFact): Judged {
  const { question } = judged;
  const isLighter = /^D[0-4]$/.test(question.class.effective) && question.class.effective < known.effective;
  if (!isLighter) return judged;
  const again = put(engine, catalogue, { ...question, class: known });
  // What the organisation's own controls answered stays: they are not asked again here.
  const ours = new Set(catalogue.map(({ id }) => id));
  const own = judged.answer.decisions.filter(({ control }) => !ours.has(control));
  return { ...again, answer: { ...again.answer, decisions: [...again.answer.decisions, ...own] } };
}

function granted(ground: Ground, container: string, known: ClassFact): Way[] {
  return ground.judgement.judged
    .filter(({ question }) => question.subject.kind === 'access')
    .flatMap((judged) => {
      const [holder, reached] = parseSubject(judged.question.subject.id).segments as [string, string];
      if (reached !== container) return [];
      const { scheme, segments } = parseSubject(holder);
      const how = scheme === 'operator' ? 'grant' : 'unmapped';
      return [wayOf(how, asCopy(ground, judged, known), { id: segments[0]!, container })];
    });
}

/** Whoever has an account at a place could hold a right that nobody read. */
function declared(ground: Ground, container: string, known: ClassFact): Way[] {
  const { estate, premises, engine, catalogue } = ground;
  const day = dayOf(premises.asOf);
  const { scheme, segments } = parseSubject(container);
  // Of a container whose name nobody knows yet the place alone is told.
  const place = placeOf(container) ?? (scheme === 'place' ? segments[0] : undefined);
  const people = estate.identities.filter((each) => each.place === place && withinDays(day, each.from, each.until));
  const view = viewOf(premises, undefined);
  return [...new Set(people.map(({ operator }) => operator))].map((operator) => {
    const grants: Grant[] = [{ who: 'operator', id: operator, rights: ['read'], via: 'account' }];
    const reach = { container, kind: 'bucket', grants, observation: undefined, known };
    const question = accessQuestion(view, reach, { who: 'operator', id: operator }, { state: 'absent' });
    return wayOf('account', put(engine, catalogue, question), { id: operator, container });
  });
}

export function accountsAt(
  ground: Ground,
  id: string,
  lying: readonly Lying[],
  could: boolean,
): { ways: Way[]; unread: Unread[] } {
  const view = viewOf(ground.premises, ground.collection);
  const placements = new Map(
    ground.judgement.judged
      .filter(({ question }) => question.stage === 'placement')
      .map((judged) => [judged.question.subject.id, judged]),
  );
  const known = classOf(ground, id);
  const ways: Way[] = [];
  const unread: Unread[] = [];
  for (const { container, unseen, findings } of lying) {
    const placement = placements.get(container);
    const seen = view.seen(container, 'grants');
    if (placement !== undefined) ways.push(...doors(placement, seen?.value?.grants ?? [], findings, container));
    if (seen?.value !== undefined) ways.push(...granted(ground, container, known));
    else {
      unread.push({ container, reason: unseen ?? seen?.state ?? 'unknown' });
      if (could) ways.push(...declared(ground, container, known));
    }
  }
  return { ways, unread };
}
