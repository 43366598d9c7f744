/** What a plan writes of where a copy goes, before anybody looks for the container that it means. */
import { failed, value } from '../../../observe.ts';
import type { Answer } from '../../../source.ts';

const store = /^(?:arn:[^:]*:s3:[^:]*:[^:]*:|(?:s3|gs):\/\/|https:\/\/storage\.(?:googleapis|cloud\.google)\.com\/)/;
/** An ARN of a bucket, and the path inside it, are the bucket; so is its address. */
export const bareName = (text: string): string => text.replace(store, '').replace(/\/\*?$/, '');

/** Names of ours for what a target is: no text of a plan may look like one. */
const isOurs = (text: string): boolean => /^(?:\0|metadata:|(?:store|plan|cluster|database|file):\/\/)/.test(text);

const location = /^(?:(?:s3|gs):\/\/|https:\/\/storage\.(?:googleapis|cloud\.google)\.com\/)([^/]+)\//;
const account = /^https:\/\/([a-z0-9]{3,24})\.(?:blob|dfs)\.core\.windows\.net\//;
/** The store that a location inside it names. */
export const storeIn = (text: string): string | undefined => (location.exec(text) ?? account.exec(text))?.[1];

/** A target as it is written, under the bare name of a store where it is one. */
export const targetSaid = (text: string, isMetadata: boolean): Answer<readonly string[]> =>
  isOurs(text) ? failed('error', 'wrong-type') : value([`${isMetadata ? 'metadata:' : ''}${bareName(text)}`]);
