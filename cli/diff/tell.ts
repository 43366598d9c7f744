/** A comparison for people: how much is new first, then each difference with what it stood on. */
import type { Context } from '../context.ts';
import { subjectShown } from '../report/names.ts';
import type { Compared, Difference } from './compare.ts';
import type { OpenedSide } from './open.ts';

const mostShown = 30;
const mostFacts = 6;

/** The title of a control of ours; one of a bundle has only its name here. */
function titleOf(control: string, { say }: Context): string {
  const title = say(`${control}.title`);
  return title === `[${control}.title]` ? control : title;
}

function tellFacts({ facts }: Difference, { out, say }: Context): void {
  for (const { fact, was, is } of facts.slice(0, mostFacts)) {
    const nothing = say('diff.nothing');
    out.line({ text: `    ${fact}: ${was ?? nothing} → ${is ?? nothing}`, style: 'dim' }, 6);
  }
  const left = facts.length - mostFacts;
  if (left > 0) out.line({ text: `    ${say('diff.more-facts', { count: left })}`, style: 'dim' }, 6);
}

function tellRows(id: string, rows: readonly Difference[], context: Context): void {
  const { out, say } = context;
  if (rows.length === 0) return;
  out.line();
  out.line({ text: say(`diff.section.${id}`, { count: rows.length }), style: 'bold' }, 0);
  for (const row of rows.slice(0, mostShown)) {
    const { control, subject, verdict, how, excused } = row;
    const style = id !== 'fresh' || excused !== undefined ? 'dim' : verdict === 'deny' ? 'red' : 'yellow';
    const told = say('diff.row', { verdict: say(`diff.verdict.${verdict}`), title: titleOf(control, context) });
    const aside = excused === undefined || how === 'excused' ? '' : ` ${say(`diff.excused.${excused}`)}`;
    out.line({ text: `  ${told}`, style }, 4);
    out.line(`    ${subjectShown(subject)}. ${say(`diff.how.${how}`)}${aside}`, 6);
    out.line({ text: `    ${control}`, style: 'dim' }, 6);
    tellFacts(row, context);
  }
  if (rows.length > mostShown) out.line(`  ${say('diff.more', { count: rows.length - mostShown })}`, 4);
}

function tellSide(
  which: 'one' | 'other',
  { name, isSealed, side, integrity }: OpenedSide,
  { out, say }: Context,
): void {
  const day = side?.now.slice(0, 10) ?? '';
  const of = { name, day, kind: side?.kind ?? 'none', open: side?.open ?? 0, sealed: isSealed ? 'yes' : 'no' };
  if (integrity === 0) out.line(say(`diff.${which}`, of), 2);
  else out.line({ text: say(`diff.integrity.${integrity}`, { name }), style: 'red' }, 2);
}

export function tellDiff(
  [one, other]: readonly [OpenedSide, OpenedSide],
  compared: Compared | undefined,
  code: number,
  context: Context,
): void {
  const { out, say } = context;
  if (compared !== undefined) {
    const { fresh, gone, waived, changed, same } = compared;
    const counts = { fresh: fresh.length, gone: gone.length, waived: waived.length, changed: changed.length, same };
    out.line({ text: say('diff.headline', counts), style: 'bold' }, 0);
  } else out.line({ text: say('diff.headline.none'), style: 'bold' }, 0);
  tellSide('one', one, context);
  tellSide('other', other, context);
  if (compared !== undefined) {
    const list = compared.grounds.map((name) => say(`diff.ground.${name}`)).join(', ');
    if (list !== '') out.line(say('diff.grounds', { list }), 2);
    if ((one.side?.now ?? '') > (other.side?.now ?? '')) out.line({ text: say('diff.backwards'), style: 'yellow' });
    const unseen = compared.gone.filter(({ how }) => how === 'unseen').length;
    const open = other.side?.open ?? 0;
    if (unseen > 0 && open > 0) out.line({ text: say('diff.not-shown', { unseen, open }), style: 'yellow' });
    for (const id of ['fresh', 'waived', 'changed', 'gone'] as const) tellRows(id, compared[id], context);
  }
  out.line({ text: `${say(`exit.${code}`)}.`, style: 'bold' });
}
