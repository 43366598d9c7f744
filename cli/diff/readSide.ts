/** From the JSON of a report to one side of a comparison; nothing is believed of it but what has the right shape. Pure. */
import { CloisonFault, fault, nouns, parseSubject, type Json, type Reason } from '../../estate/index.ts';
import { keyOf, type Side, type SideFinding } from './side.ts';

type Table = Readonly<Record<string, Json>>;
const isTable = (value: Json | undefined): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const tableAt = (value: Json | undefined): Table => (isTable(value) ? value : {});
const listAt = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
const textAt = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const countAt = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

function excuseOf({ waiver, known, stage }: Table): SideFinding['excused'] {
  if (waiver !== undefined) return 'waived';
  return known === true ? 'known' : stage === undefined ? undefined : 'staged';
}

function findingIn(value: Json): SideFinding | undefined {
  const row = tableAt(value);
  const { control, subject, verdict, reasons, dataset } = row;
  const isWhole = typeof control === 'string' && typeof subject === 'string' && Array.isArray(reasons);
  if (!isWhole || (verdict !== 'deny' && verdict !== 'unknown')) return undefined;
  if (!reasons.every((each) => typeof tableAt(each)['code'] === 'string' && isTable(tableAt(each)['values'])))
    return undefined;
  const about = { control, subject, verdict, reasons: reasons as unknown as Reason[] } as const;
  return { ...about, dataset: typeof dataset === 'string' ? dataset : undefined, excused: excuseOf(row) };
}

/** Of two about the same the heavier: a deviation before an unknown, and what nothing excuses before the rest. */
const weight = ({ verdict, excused }: SideFinding): number =>
  Number(verdict === 'deny') + 2 * Number(excused === undefined);

function findingsIn(list: Json | undefined, file: string): Map<string, SideFinding> {
  if (!Array.isArray(list)) throw fault('bad-document', { detail: '/findings' }, { subject: file });
  const findings = new Map<string, SideFinding>();
  for (const [at, value] of list.entries()) {
    const finding = findingIn(value as Json);
    if (finding === undefined) throw fault('bad-document', { detail: `/findings/${at}` }, { subject: file });
    const key = keyOf(finding.control, finding.subject);
    const known = findings.get(key);
    if (known === undefined || weight(finding) > weight(known)) findings.set(key, finding);
  }
  return findings;
}

/** A name that was masked before it was sealed may be no subject any more. */
function parsed(subject: string): { readonly scheme: string; readonly segments: readonly string[] } {
  try {
    return parseSubject(subject);
  } catch (cause) {
    if (cause instanceof CloisonFault) return { scheme: '', segments: [] };
    throw cause;
  }
}

/** What the estate names is always looked at; of an access or a path, the container it leads to or from. */
function lookedAt(seen: ReadonlySet<string>): (subject: string) => boolean {
  const looked = (subject: string): boolean => {
    if (seen.has(subject)) return true;
    const { scheme, segments } = parsed(subject);
    if (scheme === 'access') return segments.slice(1).some(looked);
    if (scheme === 'path' || scheme === 'gap') return segments.some(looked);
    return (nouns as readonly string[]).includes(scheme) || scheme === 'plane';
  };
  return looked;
}

const subjectsOf = (rows: Json | undefined, is: (row: Table) => boolean): string[] =>
  listAt(rows).flatMap((row) => (is(tableAt(row)) ? [textAt(tableAt(row)['subject'])] : []));
const digests = (policies: Json | undefined): string =>
  listAt(policies)
    .map((each) => textAt(tableAt(each)['digest']))
    .sort()
    .join(' ');

/** Throws `bad-document` where it is no report of ours, with what is wrong in it. */
export function sideOf(json: Json, file: string): Side {
  const document = tableAt(json);
  const { version } = document;
  if (version !== 'cloison/gate/v1' && version !== 'cloison/report/v1')
    throw fault('bad-document', { detail: '/version' }, { subject: file });
  const [run, outcome, counts] = [document['run'], document['outcome'], document['counts']].map(tableAt) as [
    Table,
    Table,
    Table,
  ];
  const findings = findingsIn(document['findings'], file);
  const own = { organisation: textAt(run['organisation']), run: textAt(run['id']), now: textAt(run['now']), findings };
  if (Object.values(own).includes('')) throw fault('bad-document', { detail: '/run' }, { subject: file });
  const found = [...findings.values()].map(({ subject }) => subject);
  if (version === 'cloison/gate/v1') {
    const seen = subjectsOf(document['rows'], ({ outcome: as }) => as === 'judged');
    const grounds = {
      estate: textAt(tableAt(run['estate'])['digest']),
      facts: textAt(run['facts']),
      module: textAt(run['module']),
      policies: digests(run['policies']),
    };
    const open = countAt(counts['notUnderstood']) + listAt(document['shorts']).length;
    const isPartial = Number(document['partial'] === true);
    return { ...own, kind: 'gate', grounds, looked: lookedAt(new Set([...seen, ...found])), open: open + isPartial };
  }
  const seen = subjectsOf(document['accounted'], ({ as }) => as === 'judged');
  const { estate, facts, module } = tableAt(run['digests']);
  const grounds = {
    estate: textAt(estate),
    facts: textAt(facts),
    module: textAt(module),
    policies: digests(document['policies']),
  };
  return {
    ...own,
    kind: 'audit',
    grounds,
    looked: lookedAt(new Set([...seen, ...found])),
    open: countAt(outcome['gaps']),
  };
}
