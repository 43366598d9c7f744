/** Which stage a control stands in for a team on a day. Pure. */
import { byText } from '../order.ts';
import { controlStages, type ControlStage, type ControlStageName } from '../schema/stages.ts';
import type { Day } from '../time.ts';

const isAbout = (pattern: string, control: string): boolean =>
  pattern === control || (pattern.endsWith('/*') && control.startsWith(pattern.slice(0, -1)));

const strictness = (stage: ControlStageName): number => controlStages.indexOf(stage);

export function strictest(stages: readonly ControlStageName[]): ControlStageName | undefined {
  return stages.toSorted((one, other) => strictness(other) - strictness(one))[0];
}

/** The entry that counts: of the team before everybody's, of the control before its family's, then the latest, then the strictest. */
function entryFor(
  stages: readonly ControlStage[],
  control: string,
  team: string | undefined,
  day: Day,
): ControlStage | undefined {
  const weight = (one: ControlStage, other: ControlStage): number =>
    Number(other.team !== undefined) - Number(one.team !== undefined) ||
    Number(other.control === control) - Number(one.control === control) ||
    byText(other.from, one.from) ||
    strictness(other.stage) - strictness(one.stage);
  return stages
    .filter((each) => isAbout(each.control, control) && each.from <= day)
    .filter((each) => each.team === undefined || each.team === team)
    .toSorted(weight)[0];
}

/**
 * `teams`: every name under which a change may be known. Where several of them have an entry of their own, the strictest
 * counts: another name is no way around one. Without any entry `otherwise` holds.
 */
export function stageOn<Otherwise extends string = 'block'>(
  stages: readonly ControlStage[] | undefined,
  control: string,
  teams: readonly string[],
  day: Day,
  otherwise: Otherwise = 'block' as Otherwise,
): ControlStageName | Otherwise {
  if (stages === undefined) return otherwise;
  const own = teams.flatMap((team) => {
    const entry = entryFor(stages, control, team, day);
    return entry?.team === undefined ? [] : [entry.stage];
  });
  return strictest(own) ?? entryFor(stages, control, undefined, day)?.stage ?? otherwise;
}
