/** `why`, for people: the decision, what was seen, what is declared where, what the law says, what to do. */
import { referenceSentences } from '../report/sentences.ts';
import { subjectShown } from '../report/names.ts';
import { verdictMarks } from './ground.ts';
import { isWaivable, waiverStub } from './stub.ts';
import { judgedAs, styles, type Telling } from './telling.ts';
import type { Explained, Why } from './why.ts';
import { declaredRow, lawRow, seenRow } from './whyRows.ts';

function section(telling: Telling, id: string, rows: readonly (readonly [text: string, note: string])[]): void {
  if (rows.length === 0) return;
  const { say, out } = telling;
  out.line({ text: `  ${say(id)}`, style: 'bold' });
  for (const [text, note] of rows)
    out.line([`    · ${text}`, { text: note === '' ? '' : ` — ${note}`, style: 'dim' }], 6);
}

function explainOne(telling: Telling, explained: Explained, today: string): void {
  const { say, out, sentence } = telling;
  const { decision, control, finding, observed, declared, law } = explained;
  const { verdict } = decision;
  const mark = verdictMarks[verdict];
  out.line();
  out.line([
    { text: `${mark} `, style: styles[mark] ?? 'dim' },
    { text: judgedAs(telling, verdict, say(`${control.id}.title`)), style: 'bold' },
    { text: ` [${control.id}]`, style: 'dim' },
  ]);
  out.line(`  ${sentence(decision)}`);
  const { force, severity } = control;
  const cited = referenceSentences(
    { say },
    { force, verdict: verdict === 'deny' ? 'deny' : 'unknown', references: control.references },
  );
  out.line({ text: `  ${[say(`severity.${severity}`), say(`force.${force}`), ...cited].join(' · ')}`, style: 'dim' });
  if (finding?.waiver !== undefined) out.line(`  ${say('why.waived', { waiver: finding.waiver })}`);
  out.line(`  ${say(`${control.id}.why`)}`);
  section(
    telling,
    'why.facts',
    observed.map((each) => seenRow(telling, each)),
  );
  section(telling, 'why.declared', declared.map(declaredRow));
  section(
    telling,
    'why.law',
    law.map((each) => lawRow(telling, each)),
  );
  if (verdict === 'deny') out.line([{ text: '  → ', style: 'cyan' }, say(`${control.id}.remedy`)], 4);
  if (verdict === 'unknown') out.line([{ text: '  → ', style: 'cyan' }, say(`${control.id}.make-known`)], 4);
  if (finding === undefined || !isWaivable(decision, finding.waiver)) return;
  out.line(`  ${say('why.stub', { law: force === 'law' ? 'yes' : 'no' })}`);
  for (const row of waiverStub(finding, today, say)) out.line(`  ${row}`, 6);
}

function quiet(telling: Telling, why: Why, verdict: 'allow' | 'not-applicable' | 'deny' | 'unknown'): void {
  const { say, out } = telling;
  const rows = why.quiet.filter((each) => each.verdict === verdict);
  if (rows.length === 0) return;
  out.line([
    { text: `${verdictMarks[verdict]} `, style: 'dim' },
    judgedAs(telling, verdict, rows.map(({ control }) => say(`${control}.title`)).join(' · ')),
  ]);
}

/** `today`: a day, for the exception that is proposed. */
export function tellWhy(telling: Telling, why: Why, today: string): void {
  const { say, out } = telling;
  out.line({ text: subjectShown(why.subject), style: 'bold' }, 0);
  const known = /^D[0-4]$/.test(why.class);
  out.line(
    say('why.about', {
      kind: say(`kind.${why.kind}`),
      class: known ? say('report.class', { code: why.class, name: say(`class.${why.class}`) }) : '',
      classed: known ? 'yes' : 'no',
      dataset: why.dataset ?? '',
      declared: why.dataset === undefined ? 'no' : 'yes',
      zone: why.zone ?? '',
      zoned: why.zone === undefined ? 'no' : 'yes',
    }),
    0,
  );
  for (const each of why.explained) explainOne(telling, each, today);
  out.line();
  for (const verdict of ['deny', 'unknown', 'allow', 'not-applicable'] as const) quiet(telling, why, verdict);
  for (const { subject, findings } of why.related)
    out.line([
      say('why.related', { findings, subject: subjectShown(subject) }),
      { text: ` ${telling.paste('why', subject)}`, style: 'dim', isCommand: true },
    ]);
}
