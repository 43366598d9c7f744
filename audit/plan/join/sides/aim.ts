/** What a plan writes of where a copy goes, before anybody looks for the container that it means. */
import { failed, value } from '../../../observe.ts';
import type { Answer } from '../../../source.ts';

/** An ARN of a bucket, and the path inside it, are the bucket. */
export const bareName = (text: string): string => text.replace(/^arn:[^:]*:s3:[^:]*:[^:]*:/, '').replace(/\/\*?$/, '');

/** Names of ours for what a target is: no text of a plan may look like one. */
const isOurs = (text: string): boolean => /^(?:\0|metadata:|(?:store|plan|cluster|database|file):\/\/)/.test(text);

/** A target as it is written, under the bare name of a store where it is one. */
export const targetSaid = (text: string, isMetadata: boolean): Answer<readonly string[]> =>
  isOurs(text) ? failed('error', 'wrong-type') : value([`${isMetadata ? 'metadata:' : ''}${bareName(text)}`]);
