/**
 * Subjects: the thing judged, never where it was read. One builder, one parser; every segment is percent-encoded as
 * UTF-8 (all but A–Z a–z 0–9 - . _ ~), case kept. Waivers, fingerprints, decisions and evidence key on this string only.
 */
import { fault } from './fault.ts';

export const nouns = [
  'organisation',
  'entity',
  'provider',
  'zone',
  'place',
  'activity',
  'dataset',
  'operator',
  'identity',
  'flow',
  'transfer',
  'document',
  'waiver',
  'freeze',
  'key',
  'control',
] as const;
export type Noun = (typeof nouns)[number];

const unreserved = /[A-Za-z0-9\-._~]/;
/** Most segments are their own encoding: a plan has hundreds of thousands of them. */
const plain = /^[A-Za-z0-9\-._~]*$/;

/** Percent-encodes one segment. A lone surrogate has no UTF-8 form and is refused. */
export function encodeSegment(text: string): string {
  if (plain.test(text)) return text;
  if (!text.isWellFormed()) throw fault('bad-subject', { detail: 'surrogate' });
  return [...new TextEncoder().encode(text)]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return byte < 128 && unreserved.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

function join(scheme: string, segments: readonly string[]): string {
  for (const segment of segments) if (segment === '') throw fault('bad-subject', { detail: 'empty', scheme });
  return `${scheme}://${segments.map(encodeSegment).join('/')}`;
}

export const subjectOf = {
  bucket: (place: string, bucket: string) => join('store', [place, bucket]),
  /** A declared prefix ends with a slash; a bucket has none. */
  prefix: (place: string, bucket: string, prefix: string) =>
    `${join('store', [place, bucket, ...prefix.replace(/\/$/, '').split('/')])}/`,
  /** Kind, or Kind.group outside the core group; never the version. `_` stands for no namespace. */
  object: (place: string, namespace: string | undefined, kind: string, name: string) =>
    join('cluster', [place, namespace ?? '_', kind, name]),
  table: (place: string, database: string, schema: string, table: string) =>
    join('database', [place, database, schema, table]),
  file: (place: string, path: string) => join('file', [place, ...path.split('/').filter((part) => part !== '')]),
  named: (noun: Noun, id: string) => join(noun, [id]),
  plane: (zone: string, plane: string) => join('plane', [zone, plane]),
  /** Computed subjects hold whole subjects, each percent-encoded whole. */
  access: (who: string, container: string) => join('access', [who, container]),
  path: (from: string, to: string) => join('path', [from, to]),
  gap: (subject: string) => join('gap', [subject]),
  /** Provisional: what a plan makes, where its place or its name is not known before apply. `input`: the stack or file. */
  planned: (input: string, address: string) => join('plan', [input, address]),
} as const;

const schemes = new Set(['store', 'cluster', 'database', 'file', 'plane', 'access', 'path', 'gap', 'plan', ...nouns]);

export interface ParsedSubject {
  readonly scheme: string;
  /** Decoded segments. */
  readonly segments: readonly string[];
  readonly isPrefix: boolean;
}

function decode(segment: string, subject: string): string {
  if (plain.test(segment)) return segment;
  try {
    const text = decodeURIComponent(segment);
    if (encodeSegment(text) === segment) return text;
  } catch {
    // falls through: malformed escapes are refused below, like escapes that have a shorter form
  }
  throw fault('bad-subject', { detail: 'encoding' }, { subject });
}

/** Parses a subject and refuses every spelling but the one the builder makes: two spellings would split a waiver from its finding. */
export function parseSubject(subject: string): ParsedSubject {
  const match = /^([a-z]+):\/\/(.+)$/s.exec(subject);
  if (match === null || !schemes.has(match[1]!)) throw fault('bad-subject', { detail: 'scheme' }, { subject });
  const isPrefix = match[1] === 'store' && match[2]!.endsWith('/');
  const body = isPrefix ? match[2]!.slice(0, -1) : match[2]!;
  const segments = body.split('/').map((segment) => decode(segment, subject));
  if (segments.includes('')) throw fault('bad-subject', { detail: 'empty' }, { subject });
  return { scheme: match[1]!, segments, isPrefix };
}

/** The place of a subject that lies somewhere, else undefined. */
export function placeOf(subject: string): string | undefined {
  const { scheme, segments } = parseSubject(subject);
  return ['store', 'cluster', 'database', 'file'].includes(scheme) ? segments[0] : undefined;
}

function parsed(subject: string): ParsedSubject | undefined {
  try {
    return parseSubject(subject);
  } catch {
    return undefined;
  }
}

/**
 * What has no name of its own before apply: the subject itself, or the one within an access, a path or a gap. Undefined too
 * for what is no subject: nothing is ever called so.
 */
export function provisionalIn(subject: string): string | undefined {
  // Most subjects are none, and are not taken apart for it.
  if (!subject.includes('plan')) return undefined;
  const { scheme, segments } = parsed(subject) ?? { scheme: '', segments: [] };
  if (scheme === 'plan') return subject;
  const holds = scheme === 'access' || scheme === 'path' || scheme === 'gap';
  return holds ? segments.find((each) => each.startsWith('plan://')) : undefined;
}
