/** How strictly each control stops this change: by the estate that judges, for the teams that this change is of, today. */
import { join, relative } from 'node:path';
import {
  dayOf,
  nearest,
  stageOn,
  strictest,
  type ControlStageName,
  type Day,
  type Estate,
  type Finding,
} from '../../../estate/index.ts';
import { looseningControl } from '../../../policies/index.ts';
import type { PlanReading } from '../../../audit/index.ts';
import { ProblemsFound } from '../../problems.ts';
import type { LoadedEstate } from '../../compose/loadEstate.ts';
import type { SealOfBase } from '../change/load.ts';

/** A control that does not block a part of this change. */
export interface Relaxed {
  readonly control: string;
  readonly team: string | undefined;
  readonly stage: 'observe' | 'warn';
  /** It is new to the organisation, and warns until this day, inclusive. */
  readonly until?: Day;
}

interface Staged {
  readonly stage: ControlStageName;
  readonly until?: Day;
}

export interface Staging {
  readonly relaxed: readonly Relaxed[];
  /** Controls relaxed by nobody's signature: they block, and the run is refused for them. */
  readonly unsigned: number;
  /** Empty: it blocks. `inputs`: those that change the resource; none for what belongs to no one input. */
  stageOf(finding: Pick<Finding, 'control'>, inputs: readonly string[]): Partial<Pick<Relaxed, 'stage' | 'until'>>;
}

export interface StagedRun {
  readonly estate: Estate;
  readonly inputs: PlanReading['inputs'];
  /** Of the controls that exist. */
  readonly controls: readonly string[];
  /** As the user says it: then no name of an input counts. */
  readonly team: string | undefined;
  /** Inputs that the user named one by one: the name of a file found in a folder is the change's own to choose. */
  readonly named: readonly string[];
  readonly sealed: SealOfBase | undefined;
  readonly now: string;
}

export function stagingOf({ estate, inputs, controls, team, named, sealed, now }: StagedRun): Staging {
  const day = dayOf(now);
  const called = (name: string, stack: string | undefined): string[] => [
    ...(stack === undefined ? [] : [stack]),
    // An output shows the last part of a path that lies elsewhere.
    ...(named.some((word) => word === name || word.endsWith(`/${name}`)) ? [name] : []),
  ];
  const teams = new Map(inputs.map(({ name, stack }) => [name, team === undefined ? called(name, stack) : [team]]));
  const everybody = teams.size === 0 ? [team === undefined ? [] : [team]] : [...teams.values()];
  const isSigned = sealed !== undefined;
  const lastDays = new Map(sealed?.starting?.map((each) => [each.control, each.until]));
  const written = (control: string, of: readonly string[]) => stageOn(estate.stages, control, of, day, 'unwritten');
  const raw = (control: string, of: readonly string[]): Staged => {
    // The control that guards the stages themselves cannot be relaxed by one.
    if (control === looseningControl) return { stage: 'block' };
    const stage = written(control, of);
    if (stage !== 'unwritten') return { stage };
    const until = lastDays.get(control);
    return until === undefined ? { stage: 'block' } : { stage: 'warn', until };
  };
  const milder = new Map<string, Relaxed>();
  for (const control of estate.stages === undefined && lastDays.size === 0 ? [] : controls)
    for (const of of everybody) {
      const { stage, until } = raw(control, of);
      // Where everybody stands so, no team is named.
      const common = raw(control, []);
      const whose = common.stage === stage && common.until === until ? undefined : of.join(', ');
      const last = until === undefined ? {} : { until };
      if (stage !== 'block') milder.set(JSON.stringify([control, whose]), { control, team: whose, stage, ...last });
    }
  return {
    relaxed: isSigned ? [...milder.values()] : [],
    unsigned: isSigned ? 0 : new Set([...milder.values()].map(({ control }) => control)).size,
    stageOf: ({ control }, from) => {
      if (!isSigned) return {};
      // What belongs to several inputs stops whoever is stopped the most.
      const of = from.length === 0 ? everybody : from.map((input) => teams.get(input) ?? []);
      const all = of.map((each) => raw(control, each));
      const stage = strictest(all.map((each) => each.stage));
      if (stage === 'block' || stage === undefined) return {};
      // Where some of them wrote the same stage for themselves, it ends with none of these days.
      const until = all.every((each) => each.until !== undefined) ? all[0]!.until : undefined;
      return until === undefined ? { stage } : { stage, until };
    },
  };
}

/** A misspelt control would relax nothing, or block nothing, in silence. Throws `ProblemsFound`, one for each. */
export function checkStages({ estate, folder }: LoadedEstate, controls: ReadonlySet<string>): void {
  const families = new Set([...controls].map((id) => `${id.split('/')[0]}/*`));
  const problems = (estate.stages ?? []).flatMap(({ control }, at) => {
    if (controls.has(control) || families.has(control)) return [];
    const path = `/stages/${at}/control`;
    const { file = '', line = 0, column = 0 } = folder.positions.spot(path) ?? {};
    const near = nearest(control, [...controls, ...families]);
    const values = { control, nearest: near ?? '', suggestions: near === undefined ? 0 : 1 };
    const from = relative('', join(folder.folder, file));
    return [{ code: 'stage-control-unknown', file: from, line, column, path, values }];
  });
  if (problems.length > 0) throw new ProblemsFound(problems);
}
