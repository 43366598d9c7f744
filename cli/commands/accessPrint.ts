/** A ruling for people and for machines: the verdict, each rule's reason, what to do, whom to ask. */
import { speaker, type Reason } from '../../estate/index.ts';
import type { Right, Ruling } from '../../guard/index.ts';
import { policyWords } from '../../policies/index.ts';
import type { Context } from '../context.ts';
import type { Report } from '../report/index.ts';
import { countryProse } from '../report/names.ts';
import { exitCodes } from '../report/report.ts';
import { findingSentence } from '../report/sentences.ts';
import { visible } from '../report/visible.ts';
import { visibleJson } from '../visibleJson.ts';

export interface Checked {
  readonly ruling: Ruling;
  readonly from: string | undefined;
  readonly right: Right;
  /** Countries outside the EEA from which it was allowed for want of clear text alone; empty otherwise. */
  readonly abroad: readonly string[];
}

type Decision = Ruling['decisions'][number];

const codes = { allow: exitCodes.pass, deny: exitCodes.deviations, unknown: exitCodes.undecided } as const;
const marks = { allow: 'green', deny: 'red', unknown: 'yellow', 'not-applicable': 'dim' } as const;

function reasonsOf({ control, reasons }: Decision, { say }: Pick<Context, 'say'>): string {
  // Names of countries come from Unicode here: there is no report to take them from.
  const teller = { say, shield: visible, report: {} as Report };
  return findingSentence(teller, { control, reasons: reasons as Reason[] });
}

/** What mends a refusal, or makes an unknown known. */
function nextOf({ control, verdict }: Decision, { say }: Pick<Context, 'say'>): string | undefined {
  if (verdict === 'deny') return say(`${control}.remedy`);
  return verdict === 'unknown' ? say(`${control}.make-known`) : undefined;
}

function document({ ruling, from, right, abroad }: Checked, context: Context, exitCode: number): object {
  const { verdict, holder, container, question, decisions, basis, waivers, ask } = ruling;
  const { language } = context;
  return {
    version: 'cloison/access/v1',
    exitCode,
    verdict,
    operator: holder.id,
    subject: container,
    access: question.subject.id,
    class: question.class,
    right,
    clearText: question.clearText?.value ?? null,
    session: { country: from ?? null, basis },
    allowedFromAbroad: abroad,
    asOf: question.asOf,
    decisions: decisions.map((decision) => ({
      control: decision.control,
      title: speaker(language, policyWords)(`${decision.control}.title`),
      verdict: decision.verdict,
      reasons: decision.reasons,
      sentence: reasonsOf(decision, context),
      next: nextOf(decision, context) ?? null,
    })),
    waivers,
    ask,
  };
}

function printDecision(decision: Decision, context: Context): void {
  const { out, say } = context;
  const next = nextOf(decision, context);
  out.line([
    { text: `  ${say(`verdict.${decision.verdict}`)}`, style: marks[decision.verdict] },
    '  ',
    { text: decision.control, style: 'bold' },
  ]);
  out.line(`    ${reasonsOf(decision, context)}`, 4);
  if (next !== undefined) out.line([{ text: '    → ', style: 'cyan' }, next], 6);
}

/** Refusals first, then what is not known; last the rules that did not apply, and why: a rule left out is no rule passed. */
const order = ['deny', 'unknown', 'allow', 'not-applicable'] as const;

export function printRuling(checked: Checked, context: Context): number {
  const { ruling, from } = checked;
  const { out, say, json } = context;
  const code = codes[ruling.verdict];
  if (json) {
    out.ready(visibleJson(document(checked, context, code), 2));
    return code;
  }
  const { holder, container, question } = ruling;
  const values = { operator: holder.id, subject: container, class: question.class.effective, right: checked.right };
  out.line({ text: say(`access.${ruling.verdict}`, values), style: 'bold' }, 0);
  const country = from ?? '';
  out.line(say(`access.session.${ruling.basis}`, { country }));
  if (checked.abroad.length > 0) {
    const countries = checked.abroad.map((each) => countryProse({}, say, each)).join(', ');
    out.line({ text: say('access.write-from-abroad', { countries, right: checked.right }), style: 'yellow' });
  }
  for (const verdict of order)
    for (const decision of ruling.decisions) if (decision.verdict === verdict) printDecision(decision, context);
  if (ruling.waivers.length > 0) out.line(say('access.waivers', { list: ruling.waivers.join(', ') }));
  if (ruling.verdict !== 'allow') out.line(say('access.ask', { roles: ruling.ask.join(', ') }));
  out.line(say(`exit.${code}`));
  return code;
}
