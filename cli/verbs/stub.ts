/** An exception to paste: what only people know stands in angle brackets, which the estate refuses. As `waiver new` prints it. */
import { stringify } from 'yaml';
import { sha256, type Decision, type Say } from '../../estate/index.ts';

type About = Pick<Decision, 'control' | 'subject'>;

/** Of its day and of what it is about: stubs pasted from several places never share an id. */
export function waiverId({ control, subject }: About, from: string): string {
  return `W-${from.replaceAll('-', '')}-${sha256(`${control} ${subject}`).slice(0, 6)}`;
}

/** Where `cloison waiver sign` puts the decision and the opinion. */
export function signedPaths(id: string): readonly [decision: string, opinion: string] {
  return [`waivers/${id}.owner.dsse.json`, `waivers/${id}.dpo.dsse.json`];
}

/** Rows of YAML for the `waivers:` of the estate, indented to stand under it. `from`: a day. */
export function waiverStub({ control, subject }: About, from: string, say: Say): string[] {
  const id = waiverId({ control, subject }, from);
  const signed = signedPaths(id);
  const asked = { reason: say('stub.reason'), owner: `role:${say('stub.owner')}`, from, until: say('stub.until') };
  const waiver = { id, control, subject, ...asked, signed };
  return stringify([waiver], { lineWidth: 0, defaultStringType: 'PLAIN' })
    .trimEnd()
    .split('\n')
    .map((row) => `  ${row}`);
}

/** A finding that no exception covers yet; an exception is never asked for about exceptions. */
export function isWaivable({ control, verdict }: Decision, waiver: string | undefined): boolean {
  return (verdict === 'deny' || verdict === 'unknown') && waiver === undefined && !control.startsWith('waiver/');
}
