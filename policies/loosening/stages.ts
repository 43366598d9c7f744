/** Controls that a changed estate lets stop less than before: for somebody, on some day. Pure. */
import { controlStages, stageOn, subjectOf, type ControlStage, type Estate } from '../../estate/index.ts';
import type { Loosening } from './shape.ts';

/**
 * Nobody, each team, and each two of them: a change may be known under several names, whose strictest entry counts, so
 * that the entry of one name that goes may leave the milder one of another.
 */
function audiences(stages: readonly ControlStage[]): string[][] {
  const teams = [...new Set(stages.flatMap(({ team }) => team ?? []))];
  return [[], ...teams.flatMap((one, at) => [[one], ...teams.slice(at + 1).map((other) => [one, other])])];
}

/** One for each control, or family of controls, that turns milder. Between two `from` days nothing changes. */
export function stageLoosenings({ stages: base = [] }: Estate, { stages: head = [] }: Estate): Loosening[] {
  const all = [...base, ...head];
  const days = [...new Set(all.map(({ from }) => from))];
  const people = audiences(all);
  const isMilder = (control: string): boolean =>
    days.some((day) =>
      people.some((teams) => {
        const [was, is] = [base, head].map((stages) => controlStages.indexOf(stageOn(stages, control, teams, day)));
        return is! < was!;
      }),
    );
  // A family stands for every control of it that nobody names.
  const controls = [...new Set(all.map(({ control }) => control))];
  return controls
    .filter(isMilder)
    .map((control) => ({ code: 'field', subject: subjectOf.named('control', control), field: 'stages' }));
}
