/**
 * How a line of disclosures is spelt in logs of version 2. Ten thousand containers are asked one question but for their own
 * name and for what was observed of them; a line that says what an earlier one of its segment says, but for these, names that
 * line instead of saying it again. Commitments are over the whole values either way: what is saved is spelling, not proof.
 */
import type { CommittedField } from './record.ts';
import type { LikeLine, ShownFields } from './disclosure.ts';
import { Forms } from './forms.ts';

/** As canonical JSON has the keys of a disclosure. */
export const sortedFields: readonly CommittedField[] = ['answer', 'observation', 'operator', 'question', 'subject'];

/** Stand for what differs. No canonical JSON holds a raw control character. */
const [aboutMark, citeMark] = ['\u0001', '\u0002'];
/** Split by it, a text has a digest in every odd place. */
const cited = /"sha256:([0-9a-f]{64})"/;
/**
 * Characters of one pattern, and of all of a segment: what is longer, or comes later, is spelt out and like nothing. Whoever
 * reads needs no more memory than that, and a short line cannot ask for more than one such text.
 */
const [mostEach, mostOfSegment] = [65_536, 2 ** 24];

interface Pattern {
  readonly text: string;
  readonly about: string | undefined;
  readonly cites: readonly string[];
}

function patternOf(fields: ShownFields): Pattern {
  const joint = sortedFields.flatMap((name) => {
    const shown = fields[name];
    return shown === undefined ? [] : [`${name}:${shown.text}`];
  });
  const subject = fields.subject?.text;
  const about = subject?.startsWith('"') === true ? subject : undefined;
  const whole = joint.join('\n');
  const cites: string[] = [];
  const parts = (about === undefined ? whole : whole.replaceAll(about, aboutMark)).split(cited);
  for (let at = 1; at < parts.length; at += 2) {
    const known = cites.indexOf(parts[at]!);
    parts[at] = String(known === -1 ? cites.push(parts[at]!) - 1 : known);
  }
  return { text: parts.join(citeMark), about, cites };
}

/** What was spelt out in one segment. Whoever writes and whoever reads go through the same lines in the same order. */
export class Likeness {
  readonly #seqs = new Map<string, number>();
  readonly #patterns = new Map<number, string>();
  readonly #forms = new Forms();
  #room = mostOfSegment;

  /** The one spelling of a line: two would be two readings. Canonical JSON, no newline. */
  spell(seq: number, fields: ShownFields): string {
    const form = this.#forms.of(fields);
    const known = form && this.#forms.known(form.key);
    if (known !== undefined) return likeLine(seq, fields, { like: known, ...form! });
    const { text, about, cites } = patternOf(fields);
    const like = this.#seqs.get(text);
    if (like === undefined) this.#remember(seq, text);
    if (form !== undefined) this.#forms.learn(form.key, this.#seqs.get(text));
    return like === undefined ? wholeLine(seq, fields) : likeLine(seq, fields, { like, about, cites });
  }

  /** What a line means that is like another; undefined where nothing here can be meant. Not checked further. */
  filled({ about, cites, like, salts }: LikeLine): ShownFields | undefined {
    const pattern = this.#patterns.get(like);
    if (pattern === undefined) return undefined;
    const subject = about === undefined ? '' : JSON.stringify(about);
    const parts = pattern.split(citeMark);
    const whole = parts
      .map((part, at) =>
        at % 2 === 1 ? `"sha256:${cites[Number(part)] ?? ''}"` : part.replaceAll(aboutMark, () => subject),
      )
      .join('');
    const fields: Partial<Record<CommittedField, { salt: string; text: string }>> = {};
    for (const line of whole.split('\n')) {
      const end = line.indexOf(':');
      const name = line.slice(0, end) as CommittedField;
      const salt = salts[name];
      if (salt === undefined) return undefined;
      fields[name] = { salt, text: line.slice(end + 1) };
    }
    return Object.keys(salts).length === Object.keys(fields).length ? fields : undefined;
  }

  #remember(seq: number, pattern: string): void {
    if (pattern.length > mostEach || pattern.length > this.#room) return;
    this.#room -= pattern.length;
    this.#seqs.set(pattern, seq);
    this.#patterns.set(seq, pattern);
  }
}

type Alike = Pick<Pattern, 'about' | 'cites'> & { readonly like: number };

function likeLine(seq: number, fields: ShownFields, { about, cites, like }: Alike): string {
  const shown = sortedFields.filter((name) => fields[name] !== undefined);
  const salts = shown.map((name) => `"${name}":"${fields[name]!.salt}"`).join(',');
  const named = about === undefined ? '' : `"about":${about},`;
  const listed = cites.map((hex) => `"${hex}"`).join(',');
  return `{${named}"cites":[${listed}],"like":${like},"salts":{${salts}},"seq":${seq}}`;
}

/** Spelt out. */
export function wholeLine(seq: number, fields: ShownFields): string {
  const texts = sortedFields.flatMap((name) => {
    const shown = fields[name];
    return shown === undefined ? [] : [`"${name}":{"salt":"${shown.salt}","value":${shown.text}}`];
  });
  return `{"fields":{${texts.join(',')}},"seq":${seq}}`;
}
