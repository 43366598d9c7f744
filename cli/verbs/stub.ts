/** An exception to paste: what only people know stands in angle brackets, which the estate refuses. As `waiver new` prints it. */
import { stringify } from 'yaml';
import type { Decision } from '../../estate/index.ts';

/** Rows of YAML for the `waivers:` of the estate, indented to stand under it. `from`: a day. `at`: its number among several, from 0. */
export function waiverStub(
  { control, subject }: Pick<Decision, 'control' | 'subject'>,
  from: string,
  at: number,
): string[] {
  const id = `W-${from.replaceAll('-', '')}${at === 0 ? '' : `-${at + 1}`}`;
  const signed = [`waivers/${id}.owner.dsse.json`, `waivers/${id}.dpo.dsse.json`];
  const waiver = { id, control, subject, reason: '<why>', owner: 'role:<who asks>', from, until: '<last day>', signed };
  return stringify([waiver], { lineWidth: 0, defaultStringType: 'PLAIN' })
    .trimEnd()
    .split('\n')
    .map((row) => `  ${row}`);
}

/** A finding that no exception covers yet; an exception is never asked for about exceptions. */
export function isWaivable({ control, verdict }: Decision, waiver: string | undefined): boolean {
  return (verdict === 'deny' || verdict === 'unknown') && waiver === undefined && !control.startsWith('waiver/');
}
