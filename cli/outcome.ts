/** THE function: what a run counted → exit code and headline, together, so that they can never disagree. */
import { exitCodes, type Outcome } from './report/report.ts';

/** What may be counted. Everything left out is 0; a waived finding is in `waived` and in nothing else. */
export interface Counts {
  readonly internal?: number;
  readonly badInput?: number;
  readonly integrity?: number;
  readonly unverifiable?: number;
  readonly stale?: number;
  /** Controls that answered. */
  readonly controls: number;
  /** Subjects that were judged, all kinds. */
  readonly subjects: number;
  /** Those among them that were really seen: buckets, volumes, tables … */
  readonly containers: number;
  readonly deviations: number;
  readonly unknowns: number;
  readonly waived: number;
  readonly gaps: number;
  /** Changes that a freeze in force refuses. */
  readonly frozen?: number;
  /** Findings of controls that do not block yet: counted here and in nothing else. */
  readonly staged?: number;
  /** Controls that the estate relaxes without its owner's signature. */
  readonly unsigned?: number;
  /** Findings that a baseline already names: counted here and in nothing else. */
  readonly known?: number;
}

export interface Leave {
  /** Nothing looked at may pass. */
  readonly allowEmpty?: boolean;
  /** An exception in use is refused. */
  readonly failOnWaived?: boolean;
  /** A team that only watches: what would be 1 or 3 is 0, and `wouldBe` says so. Every other code stays. */
  readonly observe?: boolean;
}

export interface RunOutcome extends Outcome {
  readonly containers: number;
  readonly known?: number;
  readonly frozen?: number;
  readonly staged?: number;
  readonly unsigned?: number;
  /** The code that `observe` turned into 0: the headline is still that of this one. */
  readonly wouldBe?: number;
}

type Rule = readonly [code: number, headline: string, holds: (counts: Counts, leave: Leave) => boolean];
const some = (count: number | undefined): boolean => (count ?? 0) > 0;

/** In order of precedence: 70 > 2 > 4 > 5 > 1 > 3 > 0. The first that holds speaks. */
const rules: readonly Rule[] = [
  [exitCodes.internal, 'headline.internal', ({ internal }) => some(internal)],
  [exitCodes.badInput, 'headline.bad-input', ({ badInput }) => some(badInput)],
  [exitCodes.integrity, 'headline.integrity', ({ integrity }) => some(integrity)],
  [exitCodes.unverifiable, 'headline.unverifiable', ({ unverifiable }) => some(unverifiable)],
  [exitCodes.deviations, 'headline.frozen', ({ frozen }) => some(frozen)],
  [exitCodes.deviations, 'headline.unsigned', ({ unsigned }) => some(unsigned)],
  [exitCodes.deviations, 'headline.deviations', ({ deviations }) => some(deviations)],
  [
    exitCodes.deviations,
    'headline.waived-refused',
    ({ waived }, { failOnWaived }) => some(waived) && failOnWaived === true,
  ],
  [exitCodes.undecided, 'headline.undecided', ({ unknowns, gaps }) => some(unknowns) || some(gaps)],
  [exitCodes.undecided, 'headline.stale', ({ stale }) => some(stale)],
  [exitCodes.undecided, 'headline.empty', ({ containers }, { allowEmpty }) => !some(containers) && allowEmpty !== true],
  [exitCodes.pass, 'headline.staged', ({ staged }) => some(staged)],
  [exitCodes.pass, 'headline.known', ({ known }) => some(known)],
  [exitCodes.pass, 'headline.waived', ({ waived }) => some(waived)],
];

export function outcomeOf(counts: Counts, leave: Leave = {}): RunOutcome {
  const { controls, subjects, containers, deviations, unknowns, waived, gaps, known, frozen, staged, unsigned } =
    counts;
  const [code, headline] = rules.find(([, , holds]) => holds(counts, leave)) ?? [exitCodes.pass, 'headline.pass'];
  const told = { headline, controls, subjects, containers, deviations, unknowns, waived, gaps };
  const outcome = {
    code,
    ...told,
    ...(known === undefined ? {} : { known }),
    ...(frozen === undefined ? {} : { frozen }),
    ...(staged === undefined ? {} : { staged }),
    ...(unsigned === undefined ? {} : { unsigned }),
  };
  const isLet = leave.observe === true && (code === exitCodes.deviations || code === exitCodes.undecided);
  return isLet ? { ...outcome, code: exitCodes.pass, wouldBe: code } : outcome;
}

const nothing: Counts = {
  controls: 0,
  subjects: 0,
  containers: 0,
  deviations: 0,
  unknowns: 0,
  waived: 0,
  gaps: 0,
};

/** For commands that judge nothing: only what went wrong counts. */
export function troubleOf(trouble: Partial<Counts>, leave: Omit<Leave, 'allowEmpty'> = {}): RunOutcome {
  return outcomeOf({ ...nothing, ...trouble }, { ...leave, allowEmpty: true });
}
