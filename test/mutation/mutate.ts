/**
 * Mutation of the Rego: `npm run mutate`. Every condition negated, dropped, its bound moved, a member of its set forgotten;
 * every row asked. Ends with 1 when a negation survives, or when a survivor of any kind lets a refused question pass.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { requireEngine } from '../engines/binary.ts';
import { kinds, type Mutant } from './mutants.ts';
import { openedBy } from './opened.ts';
import { survey, type Judged } from './survey.ts';

export interface Equivalent {
  readonly file: string;
  readonly condition: string;
  readonly kind: string;
  readonly reason: string;
}
export const equivalents = parse(readFileSync('test/mutation/equivalent.yaml', 'utf8')) as Equivalent[];

export const isEquivalent = ({ condition, kind }: Mutant): boolean =>
  equivalents.some((each) => each.file === condition.file && each.condition === condition.text && each.kind === kind);

/** Negations killed of those that could be, and the survivors that nobody excused. */
export function scoreOf(judged: readonly Judged[]) {
  const negations = judged.filter(({ mutant }) => mutant.kind === 'negated' && !isEquivalent(mutant));
  const survivors = negations.filter(({ killedBy }) => killedBy === undefined).map(({ mutant }) => mutant);
  const killed = negations.length - survivors.length;
  return { total: negations.length, killed, percent: (100 * killed) / negations.length, survivors };
}

const spoken = ({ condition, kind, becomes }: Mutant): string =>
  `${condition.file}:${condition.line} ${kind}: ${condition.text} → ${becomes}`.replaceAll(/\s+/gu, ' ');

function printFiles(judged: readonly Judged[]): void {
  for (const [file, own] of Map.groupBy(judged, ({ mutant }) => mutant.condition.file)) {
    const survivors = own.filter(({ killedBy }) => killedBy === undefined);
    console.log(
      `${file}: ${own.length} mutants, ${own.length - survivors.length} killed, ${survivors.length} survived`,
    );
    for (const { mutant } of survivors) {
      console.log(`  ${isEquivalent(mutant) ? '= ' : '  '}${spoken(mutant)}`);
    }
  }
}

function printKinds(judged: readonly Judged[]): void {
  for (const kind of kinds) {
    const own = judged.filter(({ mutant }) => mutant.kind === kind);
    const killed = own.filter(({ killedBy }) => killedBy !== undefined).length;
    console.log(`${kind}: ${killed} of ${own.length} killed`);
  }
}

async function main(): Promise<number> {
  const opa = requireEngine('opa');
  const started = performance.now();
  const judged = await survey(opa, kinds, 'all');
  printFiles(judged);
  printKinds(judged);
  const survivors = judged.filter(({ killedBy }) => killedBy === undefined).map(({ mutant }) => mutant);
  const opened = await openedBy(opa, survivors, 400);
  const letting = opened.filter(({ refusals }) => refusals.length > 0);
  for (const { mutant, refusals } of letting) console.log(`OPENS ${spoken(mutant)}\n    ${refusals[0]}`);
  const guessing = opened.filter(({ unknowns }) => unknowns.length > 0);
  for (const { mutant, unknowns } of guessing) console.log(`GUESSES ${spoken(mutant)}\n    ${unknowns[0]}`);
  const stale = equivalents.filter(({ file, condition, kind }) =>
    judged.some(
      ({ mutant, killedBy }) =>
        killedBy !== undefined &&
        mutant.kind === kind &&
        mutant.condition.file === file &&
        mutant.condition.text === condition,
    ),
  );
  for (const { file, condition } of stale) console.log(`equivalent.yaml: killed after all: ${file}: ${condition}`);
  const { total, killed, percent, survivors: alive } = scoreOf(judged);
  console.log(
    `negations killed: ${killed} of ${total}, score ${percent.toFixed(1)} %, ${equivalents.length} equivalent`,
  );
  console.log(`survivors that turn an unknown into an allow: ${guessing.length}`);
  console.log(`survivors that turn a deny into an allow: ${letting.length}`);
  console.log(`${judged.length} mutants in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  return alive.length + letting.length + stale.length > 0 ? 1 : 0;
}

if (import.meta.main) process.exitCode = await main();
