/** One piece of a stream → its documents as plain values, or what is wrong with it. */
import { parseEvents, YAMLException } from 'js-yaml';
import type { Problem } from '../../../estate/index.ts';
import { Block } from './block.ts';
import { Build } from './build.ts';
import type { Plain } from './plain.ts';
import { unread } from './flow.ts';
import { linesIn, type Piece } from './documents.ts';

/** Nesting that a manifest may have; the schemas of custom resources reach 60. */
const maxDepth = 128;
/** Nobody reads more, and a hostile file must not fill the memory with them. */
const maxFlaws = 100;

export interface Spot {
  readonly line: number;
  readonly column: number;
}

export interface YamlReading {
  readonly roots: readonly Plain[];
  readonly problems: readonly Problem[];
  /** Where a root, or an item of a root's list, is written; of the piece itself where nobody noted it. */
  readonly spot: (value: Plain) => Spot;
}

/** 1-based; columns in UTF-16 units. */
function spotAt({ text, line }: Piece, offset: number): Spot {
  return { line: line + linesIn(text, offset), column: offset - text.lastIndexOf('\n', offset - 1) };
}

/** The library's sentences may quote the text: only what they are about is kept. */
function detailOf(reason: string, text: string): string {
  if (reason.includes('maxDepth')) return 'depth';
  if (reason.includes('tab character')) return 'tab';
  return isTemplate(text) ? 'template' : 'syntax';
}

export function problemAt(file: string, detail: string, spot: Spot): Problem {
  return { code: 'plan-yaml', file, ...spot, path: '', values: { detail } };
}

/** `%YAML 1.2` stands before a marker and says nothing of the next document that is not so anyway. */
const isDirective = (text: string): boolean =>
  text.includes('%YAML') && /^(?:[ \t\r]*\n|#.*\n|%YAML 1\.[12][ \t\r]*\n)+$/.test(text);

/** A template that nobody rendered is full of them, and reads as anything but a template. */
const isTemplate = (text: string): boolean => /\{\{[^\n]*\}\}/.test(text);

/** Reads a piece the fast way where its form allows it, and else by the whole of YAML: the answer is the same. */
export function readPiece(file: string, piece: Piece): YamlReading {
  const block = new Block(piece.text);
  const root = block.read();
  if (root === unread) return readWhole(file, piece);
  const spot = (value: Plain): Spot => spotAt(piece, block.starts.get(value) ?? 0);
  return { roots: root === undefined ? [] : [root], problems: [], spot };
}

/** By the library, with every problem and its place. */
export function readWhole(file: string, piece: Piece): YamlReading {
  const build = new Build(piece.text);
  const at = (offset: number): Spot => spotAt(piece, offset);
  const spot = (value: Plain): Spot => at(build.starts.get(value) ?? 0);
  if (isDirective(piece.text)) return { roots: [], problems: [], spot };
  try {
    for (const event of parseEvents(piece.text, { maxDepth })) build.take(event);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const offset = Math.min(error.mark?.position ?? 0, piece.text.length);
    return { roots: [], problems: [problemAt(file, detailOf(error.reason, piece.text), at(offset))], spot };
  }
  const said = (detail: string): string => (detail === 'key' && isTemplate(piece.text) ? 'template' : detail);
  const problems = build.flaws
    .slice(0, maxFlaws)
    .map(({ detail, offset }) => problemAt(file, said(detail), at(offset)));
  return { roots: problems.length > 0 ? [] : build.roots, problems, spot };
}
