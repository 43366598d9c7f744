/**
 * What Helm puts around manifests. `helm template` writes them bare, `# Source:` before each; `helm install --dry-run`
 * writes a report with a header, hooks, manifests and notes, of which the last are free text.
 */
import type { Piece } from './documents.ts';

const header = /^NAME: .*\n(?:.*\n)*?STATUS: /;
const namespaceLine = /^NAMESPACE: (\S+)[ \t\r]*$/m;
const section = /^(?:HOOKS|MANIFEST|NOTES|USER-SUPPLIED VALUES|COMPUTED VALUES):[ \t\r]*$/gm;
const textual = new Set(['NOTES', 'USER-SUPPLIED VALUES', 'COMPUTED VALUES']);
const sourced = /^# Source: \S/m;
/** A comment of Helm stands right below the marker. */
const commentReach = 1000;

export const isReport = (text: string): boolean => header.test(text);

export class Release {
  #isReport = false;
  #isFirst = true;
  #section = '';
  #isChart = false;
  #namespace: string | undefined;

  /** The parts of a piece that are manifests. */
  *manifests(piece: Piece): Generator<Piece> {
    if (this.#isFirst && isReport(piece.text)) {
      this.#isReport = true;
      this.#section = 'NOTES';
      this.#namespace = namespaceLine.exec(piece.text)?.[1];
    }
    this.#isFirst &&= piece.text.trim() === '';
    if (this.#isReport) yield* this.#parts(piece);
    else yield piece;
  }

  /** A title of the report starts its line; in a manifest it would be a key of the object itself, which has none such. */
  *#parts({ text, line }: Piece): Generator<Piece> {
    let start = 0;
    for (const title of [...text.matchAll(section), undefined]) {
      const end = title?.index ?? text.length;
      const part = text.slice(start, end);
      const isText = textual.has(this.#section) && !isObject(part);
      if (!isText && part.trim() !== '') yield { text: part, line: line + countLines(text, start) };
      if (title === undefined) return;
      this.#section = title[0].trim().slice(0, -1);
      start = end + title[0].length;
    }
  }

  /** Where an object of this piece names no namespace. A chart is put into the one that the release is given. */
  namespace({ text }: Piece): string | undefined {
    if (this.#isReport) return this.#namespace;
    // One template may hold several documents, of which only the first is under the comment.
    this.#isChart ||= sourced.test(text.slice(0, commentReach));
    return this.#isChart ? undefined : 'default';
  }
}

/** Whoever hides an object among notes would have it applied by `kubectl`, which reads no titles. */
const isObject = (text: string): boolean => /^kind:/m.test(text) && /^apiVersion:/m.test(text);

const countLines = (text: string, end: number): number => text.slice(0, end).split('\n').length - 1;
