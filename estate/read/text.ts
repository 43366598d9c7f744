/** Bytes → text, before anything is parsed: size, encoding, byte order mark. */
import type { Problem } from '../problem.ts';

export type FileContent = string | Uint8Array;
/** Paths are relative to the folder of the root document, with `/`. */
export type Files = ReadonlyMap<string, FileContent>;

/** Before parsing: some texts take a hundred bytes of memory and more for each of theirs. */
export const maxYamlBytes = 1024 * 1024;
export const maxTableBytes = 32 * 1024 * 1024;

/**
 * Every control character (Unicode's Cc, which is closed) but tab, line feed and carriage return: no text needs them,
 * terminals obey them. By number, for a pattern by category costs a start more than a millisecond.
 */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const controls = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/;

export type TextOrProblem = { readonly text: string } | { readonly problem: Problem };

function refused(code: string, file: string, values: Problem['values'] = {}): { readonly problem: Problem } {
  return { problem: { code, file, line: 1, column: 1, path: '', values } };
}

export function textOf(file: string, content: FileContent, limit: number, allowMark = false): TextOrProblem {
  if (content.length > limit) return refused('file-too-large', file, { limit: limit / 1024 / 1024 });
  let text: string;
  try {
    text =
      typeof content === 'string'
        ? content
        : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return refused('not-utf8', file);
  }
  const marked = text.startsWith('\uFEFF');
  if (marked && !allowMark) return refused('byte-order-mark', file);
  const control = text.search(controls);
  if (control === -1) return { text: marked ? text.slice(1) : text };
  const line = text.slice(0, control).split('\n').length;
  const column = control - text.lastIndexOf('\n', control);
  return { problem: { code: 'control-character', file, line, column, path: '', values: {} } };
}
