/** Rows and inputs of a plan by the container that they are of. */
import { parseSubject, tellerOf } from '../../../estate/index.ts';
import type { PlanRow } from '../../../audit/index.ts';
import type { GateGround } from '../ground.ts';

/** A declared prefix has no resource of its own: its bucket's is where it is configured. */
function withBucket(subject: string): string[] {
  const { scheme, segments } = parseSubject(subject);
  const isWithin = (scheme === 'store' || scheme === 'plan') && segments.length > 2;
  return isWithin ? [subject, subject.split('/').slice(0, 4).join('/')] : [subject];
}

/** The container that a finding is about, nearest first: of an access the container, of a path where it leads from. */
export function containersOf(subject: string): string[] {
  const { scheme, segments } = parseSubject(subject);
  if (scheme === 'access') return segments.slice(1).flatMap(withBucket);
  return scheme === 'path' ? segments.flatMap(withBucket) : withBucket(subject);
}

/** By subject, the row of the resource that is the container; parts that were joined to it come after. `wanted`: of these alone. */
export function rowsBySubject(
  { reading }: Pick<GateGround, 'reading'>,
  wanted?: ReadonlySet<string>,
): Map<string, PlanRow> {
  const tell = tellerOf(reading.collection);
  const isItself = ({ address }: PlanRow, subject: string) =>
    tell(subject).some(({ fact, origin }) => fact === 'exists' && origin.call === address);
  const rows = new Map<string, PlanRow>();
  for (const row of reading.rows) {
    const { subject } = row;
    if (subject === undefined || wanted?.has(subject) === false) continue;
    if (!rows.has(subject) || isItself(row, subject)) rows.set(subject, row);
  }
  return rows;
}

/** By subject, every input that changes the container or what is joined to it: each may be of another team. */
export function inputsBySubject({ reading }: Pick<GateGround, 'reading'>, wanted: ReadonlySet<string>) {
  const inputs = new Map<string, Set<string>>();
  if (reading.inputs.length > 1)
    for (const { subject, input } of reading.rows)
      if (subject !== undefined && wanted.has(subject))
        inputs.set(subject, (inputs.get(subject) ?? new Set<string>()).add(input));
  return inputs;
}
