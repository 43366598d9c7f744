/** The seam between a program and the policies: whoever composes both hands in a judge, for `infra` knows neither. */

/** What a resource is given, waited for: values, and marks where nobody knows or may see. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

export interface Claim {
  /** Id of the estate. */
  readonly zone: string;
  /** Id of the estate. */
  readonly dataset: string;
}

/** A resource at the moment a program constructs it, with zone and dataset written. */
export interface Constructed {
  /** Pulumi's token: `aws:s3/bucket:Bucket`. */
  readonly type: string;
  /** The name in the program. */
  readonly name: string;
  /** Unique in a program, as the end of a URN is: its type under those of its parents, and its name. */
  readonly end: string;
  readonly props: Readonly<Record<string, Plain>>;
  /** The explicit provider, and what configures it where the transform saw it constructed. */
  readonly provider?: { readonly urn: string; readonly props?: Readonly<Record<string, Plain>> };
}

/** Why a resource may not be constructed: whole sentences, in the language of the reader. */
export interface Refusal {
  /** Id of the control, or a word of ours where no control was asked. */
  readonly control: string;
  readonly verdict: 'deny' | 'unknown';
  readonly title: string;
  readonly sentence: string;
  /** `related to: GDPR articles 32, 44`; empty where the control names none. */
  readonly references: string;
  /** What to do; where it is unknown, how to make it known. */
  readonly remedy: string;
}

/** No refusal: nothing that this resource says by itself is refused. */
export type Judge = (constructed: Constructed, claim: Claim) => Promise<readonly Refusal[]>;
