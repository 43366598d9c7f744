/** An exception to paste: what only people know stands in angle brackets, which the estate refuses. As `waiver new` prints it. */
import { stringify } from 'yaml';
import {
  coveredBy,
  provisionalIn,
  sha256,
  type Decision,
  type Finding,
  type Say,
  type Standing,
} from '../../estate/index.ts';

type Named = Pick<Decision, 'control' | 'subject'>;
export type Waivable = Named &
  Pick<Finding, 'dataset' | 'class' | 'verdict' | 'reasons'> & {
    /** What stands there, of what has no name of its own. */
    readonly covers?: Standing;
  };

/** What its exception is bound to: what was found, and of what has no name of its own what stands there, as far as it is known. */
export function coversFor(finding: Waivable, open: string): Standing {
  const { environment = open, ...covers } = coveredBy(finding, finding.covers);
  return provisionalIn(finding.subject) === undefined ? covers : { ...covers, environment };
}

/** Of its day and of what it is about: stubs pasted from several places never share an id. */
export function waiverId({ control, subject }: Named, from: string): string {
  return `W-${from.replaceAll('-', '')}-${sha256(`${control} ${subject}`).slice(0, 6)}`;
}

/** Where `cloison waiver sign` puts the decision and the opinion. */
export function signedPaths(id: string): readonly [decision: string, opinion: string] {
  return [`waivers/${id}.owner.dsse.json`, `waivers/${id}.dpo.dsse.json`];
}

/** Rows of YAML for the `waivers:` of the estate, indented to stand under it. `from`: a day. */
export function waiverStub(about: Waivable, from: string, say: Say): string[] {
  const { control, subject } = about;
  const id = waiverId(about, from);
  const signed = signedPaths(id);
  const covers = coversFor(about, say('stub.environment'));
  const asked = { reason: say('stub.reason'), owner: `role:${say('stub.owner')}`, from, until: say('stub.until') };
  const waiver = { id, control, subject, covers, ...asked, signed };
  return stringify([waiver], { lineWidth: 0, defaultStringType: 'PLAIN' })
    .trimEnd()
    .split('\n')
    .map((row) => `  ${row}`);
}

/** A finding that no exception covers yet; an exception is never asked for about exceptions. */
export function isWaivable({ control, verdict }: Decision, waiver: string | undefined): boolean {
  return (verdict === 'deny' || verdict === 'unknown') && waiver === undefined && !control.startsWith('waiver/');
}
