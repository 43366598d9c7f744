/** `cloison waiver new`: an exception ready to paste; what only people know stands in angle brackets, which the estate refuses. */
import { stringify } from 'yaml';
import { coverFields, dayOf, foundFields, instantOf, isDay, parseSubject, provisionalIn } from '../../estate/index.ts';
import { catalogueOf, committedEngine } from '../../policies/index.ts';
import type { Run } from '../context.ts';
import { visible } from '../report/visible.ts';
import { UsageError } from '../usage.ts';
import { signedPaths, waiverId } from '../verbs/stub.ts';
import { visibleJson } from '../visibleJson.ts';

interface Options {
  readonly control: string;
  readonly subject: string;
  readonly owner?: string;
  readonly reason?: string;
  readonly until?: string;
  readonly id?: string;
}

export const waiverNew: Run<Options> = async (options, { edge, say, out, json, paste }) => {
  const known = catalogueOf(committedEngine()).map(({ id }) => id);
  const { control, subject, owner = `role:${say('stub.owner')}`, reason = say('stub.reason') } = options;
  const { until = say('stub.until') } = options;
  if (!known.includes(control)) throw new UsageError('wrong-control', control, known);
  // One spelling: an exception for a pattern, or for another spelling of a subject, would never apply.
  parseSubject(subject);
  if (options.until !== undefined && !isDay(until)) throw new UsageError('day', until, [], '--until');
  const from = dayOf(instantOf(edge.now()));
  const id = options.id ?? waiverId({ control, subject }, from);
  const signed = signedPaths(id);
  // What is found, and what stands at an address of a plan, only a run knows: its findings print it.
  const open = say('stub.covers');
  const isNamed = provisionalIn(subject) === undefined;
  const blanks = Object.fromEntries((isNamed ? foundFields : coverFields).map((field) => [field, open]));
  const covers = { ...blanks, found: [open], ...(isNamed ? {} : { environment: say('stub.environment') }) };
  const waiver = { id, control, subject, covers, reason, owner, from, until, signed };
  if (json) {
    out.ready(visibleJson({ exitCode: 0, waiver }, 2));
    return 0;
  }
  out.line(say('waiver.stub'));
  const text = stringify([waiver], { lineWidth: 0, defaultStringType: 'PLAIN' });
  out.ready(
    text
      .trimEnd()
      .split('\n')
      .map((row) => `  ${visible(row)}`)
      .join('\n'),
  );
  out.line(say('waiver.covers', { provisional: isNamed ? 'no' : 'yes' }), 0);
  out.line(say('waiver.next'), 0);
  const [estate, accountable, dpo] = ['estate', 'owner-key', 'dpo-key'].map((name) => ({
    blank: say(`paste.${name}`),
  }));
  for (const [key, vote] of [
    [accountable, { decision: { blank: 'granted|refused' } }],
    [dpo, { opinion: { blank: 'favourable|reserved|unfavourable' } }],
  ] as const)
    out.line({ text: paste(['waiver', 'sign', id], { estate, key, ...vote }), isCommand: true }, 0);
  return 0;
};
