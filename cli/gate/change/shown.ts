/** Who gains and loses reach, what comes of a change of the estate, and what does not block yet: in sentences. */
import { looseningControl } from '../../../policies/index.ts';
import { markdownText } from '../../report/markdownText.ts';
import { tellReach, type ToldRoute } from '../../reach/tell.ts';
import { isOpen } from '../report.ts';
import type { GateTeller } from '../telling/telling.ts';

/** Controls that are named in one sentence. */
const mostNamed = 4;
/** Rows of one kind that are shown of a dataset; the others are counted. */
const mostRows = 12;

export interface ShownReach {
  readonly head: string;
  /** `+` gained, `-` lost, `~` changed, `·` of the controller itself, `:` the route of those that follow. Shielded. */
  readonly rows: readonly { readonly mark: '+' | '-' | '~' | '·' | ':'; readonly text: string }[];
}

/** What the rights of the change open is judged, and no part of this comparison of places and people. */
const opening = /^(?:access|exposure)\//;

/** Undefined where nothing that holds a dataset comes, goes or moves. Every sentence holds foreign names, so each is shielded whole. */
export function reachShown({ report, say, shield }: GateTeller): ShownReach | undefined {
  if (report.reach === undefined) return undefined;
  const { changes, more, unplaced } = report.reach;
  const { head: compared, rows } = tellReach(say, changes);
  const moves = report.movements.length;
  // “No dataset changes place” above what goes abroad would be read as its opposite.
  const head = changes.length === 0 && moves > 0 ? say('gate.reach.none-but-moves', { count: moves }) : compared;
  const few = (mark: '+' | '-' | '~' | '·', list: readonly string[]) => {
    const left = list.length - mostRows;
    const all = [...list.slice(0, mostRows), ...(left > 0 ? [say('gate.more', { count: left })] : [])];
    return all.map((text) => ({ mark, text: shield(text) }));
  };
  const ways = (mark: '+' | '-', routes: readonly ToldRoute[]) =>
    routes.flatMap(({ route, rows: own }) => [
      ...(route === undefined ? [] : [{ mark: ':' as const, text: say('gate.reach.route', { route }) }]),
      ...few(mark, own),
    ]);
  const opened = report.findings.filter((each) => opening.test(each.control) && isOpen(each)).length;
  const beside = [
    ...(opened === 0 ? [] : [say('gate.reach.opened')]),
    ...(more === 0 ? [] : [say('gate.reach.more', { count: more })]),
    ...(unplaced === 0 ? [] : [say('gate.reach.unplaced', { count: unplaced })]),
  ];
  const told = rows.flatMap(({ gained, lost, changed, own }) => [
    ...ways('+', gained),
    ...ways('-', lost),
    ...few('~', changed),
    ...(own.length === 0 ? [] : [{ mark: ':' as const, text: say('reach.own') }]),
    ...few('·', own),
  ]);
  return { head: [head, ...beside].join(' '), rows: told };
}

/** `## Reach` and its list, for a comment; one sentence where there is nothing to list. */
export function reachBlocks(teller: GateTeller): string[] {
  const reach = reachShown({ ...teller, shield: markdownText });
  if (reach === undefined) return [];
  if (reach.rows.length === 0) return [reach.head];
  const marks = { '+': '➕ ', '-': '➖ ', '~': '↔️ ', '·': '', ':': '' } as const;
  let depth = '';
  const rows = reach.rows.map(({ mark, text }) => {
    const row = text.replaceAll('\n', ' ');
    if (mark === ':') depth = '  ';
    else if (mark === '~') depth = '';
    return mark === ':' ? `- ${row}` : `${depth}- ${marks[mark]}${row}`;
  });
  return [`## ${teller.say('gate.section.reach')}`, reach.head, rows.join('\n')];
}

/** Controls that are new to the organisation, with the day on which they stop to warn only: a sentence a day. */
function startingShown({ report, say }: Pick<GateTeller, 'report' | 'say'>): string[] {
  const { sealed, stages } = report.run;
  if (sealed?.isOfOthers === true) return [say('gate.starting-of-others')];
  const days = Map.groupBy(stages, ({ until }) => until);
  return [...days].flatMap(([until, all]) => {
    if (until === undefined) return [];
    const controls = [...new Set(all.map(({ control }) => control))];
    const [count, named] = [controls.length, controls.slice(0, mostNamed).join(', ')];
    return [say('gate.starting', { count, until, named, left: Math.max(0, count - mostNamed) })];
  });
}

/** What came of the change of the estate, and which controls do not block. */
export function changeShown({ report, say, shield }: GateTeller): string[] {
  const { change, sealed, stages } = report.run;
  const loosened = report.decisions.filter(
    ({ reasons, control }) => control === looseningControl && reasons[0]?.code !== 'nothing-loosened',
  ).length;
  const written = stages.filter(({ until }) => until === undefined);
  const named = written
    .slice(0, mostNamed)
    .map(({ control, stage, team }) => {
      const word = say(`gate.stage.${stage}`);
      return team === undefined ? `${control} (${word})` : `${control} (${word}, ${shield(team)})`;
    })
    .join(', ');
  const left = Math.max(0, written.length - mostNamed);
  return [
    ...(sealed === undefined ? [] : [say('gate.sealed', { number: sealed.number, signer: shield(sealed.signer) })]),
    ...(change === undefined
      ? []
      : [say('gate.change', { path: shield(change.path), count: loosened, signature: change.signature })]),
    ...startingShown({ report, say }),
    ...(written.length === 0 ? [] : [say('gate.stages', { count: written.length, named, left })]),
  ];
}
