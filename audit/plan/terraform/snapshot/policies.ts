/** Policies that the binary plan writes: a document's `json` and nothing else, or `jsonencode` of a table that is written out. */
import type { Properties } from '../../told.ts';
import { withoutKeys } from '../addresses.ts';
import { policyOf } from './document.ts';
import { encodedIn, encodedPolicy } from './encoded.ts';
import type { Snapshot } from './snapshot.ts';
import type { Resolve } from './texts.ts';
import { Trace, spotOf, type Spot } from './trace.ts';

export const documentType = 'aws_iam_policy_document';
/** Whose actions are judged one by one, on what they name; of every other policy each Allow counts whole. */
const namesThings = /^aws_(?:iam|s3)/;

/** What the plan knows. */
export interface Known {
  /** By address, as the plan shows them. */
  readonly documents: ReadonlyMap<string, Properties>;
  /** Names, by address. */
  readonly buckets: ReadonlyMap<string, string>;
}

/** What of a bucket is its name, or made of it: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket */
function bucketText(attribute: string, name: string): string | undefined {
  if (attribute === 'arn') return `arn:aws:s3:::${name}`;
  return attribute === 'id' || attribute === 'bucket' ? name : undefined;
}

const bucketsAt =
  (trace: Trace, buckets: Known['buckets'], spot: Spot): Resolve =>
  (expression) => {
    const found = trace.reach(expression, spot);
    if (found === undefined || 'text' in found) return found?.text;
    const name = buckets.get(found.address);
    const text = name === undefined ? undefined : bucketText(found.attribute, name);
    return text === undefined ? undefined : `${found.before}${text}${found.behind}`;
  };

/** `type`: whose policy it is. Undefined where a part of it stays unknown, or is computed. */
export function policyIn(
  snapshot: Snapshot,
  { documents, buckets }: Known,
  { type, text, spot }: { readonly type: string; readonly text: string; readonly spot: Spot },
): string | undefined {
  const trace = new Trace(snapshot);
  const resolvesAt = (at: Spot) => {
    const bucket = bucketsAt(trace, buckets, at);
    return { bucket, resource: namesThings.test(type) ? bucket : () => '*' };
  };
  const traced = trace.follow(text, spot);
  const literal = traced && encodedIn(traced.text);
  if (literal !== undefined) return encodedPolicy(literal, resolvesAt(traced!.spot));
  const cited = trace.reach(text, spot);
  if (cited === undefined || 'text' in cited || cited.before !== '' || cited.behind !== '') return undefined;
  if (cited.attribute !== 'json' && cited.attribute !== 'minified_json') return undefined;
  const planned = documents.get(cited.address);
  const body = snapshot.bodyOf(withoutKeys(cited.address));
  if (planned === undefined || body === undefined) return undefined;
  return policyOf(planned, body, resolvesAt(spotOf(cited.address, body)));
}
