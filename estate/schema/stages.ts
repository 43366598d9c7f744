/** How strictly a control stops a change, for everybody or for one team, from a day on. Left out: it blocks. */
import { Type } from 'typebox';
import { closed, Day, Text, type Static } from './terms.ts';

/** `observe`: counted. `warn`: counted and shown as a warning. `block`: it moves the exit code. From mild to strict. */
export const controlStages = ['observe', 'warn', 'block'] as const;
export type ControlStageName = (typeof controlStages)[number];

export const ControlStage = closed({
  /** Id of a control, or `family/*` for all of a family. */
  control: Type.String({ pattern: '^[a-z0-9-]+/([a-z0-9-]+|[*])$', title: 'control' }),
  /** Name of a stack, of an input, or as `--team` says; left out: everybody. */
  team: Type.Optional(Text),
  stage: Type.Enum([...controlStages]),
  /** First day, inclusive, UTC; it holds until another of the same control and team begins. */
  from: Day,
});
export type ControlStage = Static<typeof ControlStage>;
