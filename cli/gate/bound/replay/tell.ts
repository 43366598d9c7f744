/** What would change, folder by folder: which control, of which dataset, from what to what, and where. */
import type { Context } from '../../../context.ts';
import { troubleOf } from '../../../outcome.ts';
import { subjectShown } from '../../../report/names.ts';
import type { ReachAnswer } from '../reach/again.ts';
import type { Change } from './changes.ts';

export interface Replayed {
  readonly name: string;
  readonly integrity: 0 | 4 | 5;
  /** Questions that were put again. */
  readonly asked: number;
  readonly refused: number;
  readonly withheld: number;
  /** Questions of bundles that nothing was put to. */
  readonly left: number;
  readonly changes: readonly Change[];
  /** Whether who gains and loses reach is derived again as it was sealed; undefined where nothing was compared. */
  readonly reach: ReachAnswer | undefined;
}

/** A folder of which nothing was asked says nothing about the release. */
const isOpen = ({ integrity, asked, refused, withheld }: Replayed): boolean =>
  integrity === 0 && (asked === 0 || refused + withheld > 0);

export function codeOfReplay(replayed: readonly Replayed[]): number {
  const changes = replayed.flatMap((each) => each.changes);
  const count = (holds: (each: Replayed) => boolean) => replayed.filter(holds).length;
  return troubleOf({
    integrity: count(({ integrity, reach }) => integrity === 4 || reach === 'differs'),
    unverifiable: count(({ integrity }) => integrity === 5),
    deviations: changes.filter(({ becomes }) => becomes === 'deny').length,
    unknowns: changes.filter(({ becomes }) => becomes === 'unknown').length + count(isOpen),
  }).code;
}

const mostNamed = 20;

function tellChange({ control, dataset, was, becomes, subjects }: Change, { out, say }: Context): void {
  const verdicts = { was: say(`replay.verdict.${was}`), becomes: say(`replay.verdict.${becomes}`) };
  const of = { dataset: dataset ?? '', known: dataset === undefined ? 'no' : 'yes', count: subjects.length };
  const style = becomes === 'deny' ? 'red' : 'yellow';
  out.line({ text: `  ${say('replay.change', { control, ...verdicts, ...of })}`, style }, 4);
  for (const subject of subjects.slice(0, mostNamed)) out.line(`    ${subjectShown(subject)}`, 6);
  if (subjects.length > mostNamed) out.line(`    ${say('replay.more', { count: subjects.length - mostNamed })}`, 6);
}

export function tellReplay(replayed: readonly Replayed[], code: number, context: Context): void {
  const { out, say } = context;
  const changed = replayed.filter(({ changes }) => changes.length > 0).length;
  const verdicts = replayed.flatMap(({ changes }) => changes).reduce((sum, { subjects }) => sum + subjects.length, 0);
  out.line({ text: say('replay.headline', { verdicts, changed, folders: replayed.length }), style: 'bold' }, 0);
  for (const each of replayed) {
    const { name, integrity, asked, refused, withheld, left, changes, reach } = each;
    out.line(say('replay.folder', { name, asked }), 2);
    if (integrity !== 0) out.line({ text: `  ${say(`replay.integrity.${integrity}`)}`, style: 'red' }, 4);
    if (refused + withheld > 0)
      out.line({ text: `  ${say('replay.open', { refused, withheld })}`, style: 'yellow' }, 4);
    if (left > 0) out.line(`  ${say('replay.left', { count: left })}`, 4);
    const isReachOpen = reach !== undefined && reach !== 'faithful';
    if (reach !== undefined)
      out.line({ text: `  ${say(`replay.reach.${reach}`)}`, ...(isReachOpen ? { style: 'yellow' } : {}) }, 4);
    for (const change of changes) tellChange(change, context);
  }
  out.line({ text: `${say(`exit.${code}`)}.`, style: 'bold' });
}
