/** Which files an estate is made of: its root and what `include` names. */
import picomatch from 'picomatch';
import type { TSchema } from 'typebox';
import type { Json } from '../canonical.ts';
import type { Problem } from '../problem.ts';
import { EstateDocument, EstatePart } from '../schema/estate.ts';
import { problemOf, type Flaw } from './flaw.ts';
import { staysInside } from './path.ts';
import { pointerTo, type Positions } from './positions.ts';
import { shapeFlaws } from './shape.ts';
import type { FileContent, Files } from './text.ts';
import { readYaml } from './yaml.ts';

export type Table = { readonly [key: string]: Json };

export interface OpenDocument {
  readonly file: string;
  readonly value: Table;
  readonly positions: Positions;
  /** Whether it fits its schema as a whole: then its entries need not be looked at one by one. */
  readonly fits: boolean;
}

export interface Opened {
  readonly documents: readonly OpenDocument[];
  readonly problems: readonly Problem[];
}

export function isTable(value: Json | undefined): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A glob of `include` as a test over paths. Patterns stay short and without groups: no path makes them slow. */
export function globTest(glob: string): (path: string) => boolean {
  const matches = picomatch(glob, { noextglob: true, maxLength: 500 });
  // Its second parameter changes what it returns: handed to `filter` as it is, it would accept every path.
  return (path) => matches(path);
}

/** The globs of a root document that may be followed. */
export function globsOf(root: Table): { readonly glob: string; readonly pointer: string }[] {
  const include = root['include'];
  if (!Array.isArray(include)) return [];
  return include.flatMap((glob: Json, index) =>
    typeof glob === 'string' ? [{ glob, pointer: pointerTo('/include', index) }] : [],
  );
}

/** A document that was opened, with the content it was opened from and what it was held to. */
interface Kept {
  readonly content: FileContent;
  readonly schema: TSchema;
  readonly opened: Opened;
}

/** What one reading has opened already: an estate is asked three times which files it names, and read once. */
export type Openings = Map<string, Kept>;

function open(file: string, files: Files, schema: TSchema, openings: Openings): Opened {
  const content = files.get(file);
  if (content === undefined) {
    return {
      documents: [],
      problems: [problemOf({ code: 'file-missing', file, pointer: '', values: { path: file } }, undefined)],
    };
  }
  const kept = openings.get(file);
  if (kept?.content === content && kept.schema === schema) return kept.opened;
  const opened = documentOf(file, content, schema);
  openings.set(file, { content, schema, opened });
  return opened;
}

function documentOf(file: string, content: FileContent, schema: TSchema): Opened {
  const { value, positions, problems } = readYaml(file, content);
  if (value === undefined) return { documents: [], problems };
  const flaws = shapeFlaws(schema, value).map((flaw): Flaw => ({ ...flaw, file }));
  const found = flaws.map((flaw) => problemOf(flaw, positions));
  return { documents: isTable(value) ? [{ file, value, positions, fits: flaws.length === 0 }] : [], problems: found };
}

function included(
  root: OpenDocument,
  files: Files,
): { readonly paths: readonly string[]; readonly flaws: readonly Flaw[] } {
  const paths = new Set<string>();
  const flaws: Flaw[] = [];
  for (const { glob, pointer } of globsOf(root.value)) {
    const matches = staysInside(glob) ? [...files.keys()].filter(globTest(glob)) : [];
    const code = staysInside(glob) ? 'include-empty' : 'path-escapes';
    if (matches.length === 0) flaws.push({ code, file: root.file, pointer, values: { path: glob } });
    for (const path of matches) if (path !== root.file) paths.add(path);
  }
  return { paths: [...paths].sort(), flaws };
}

/** Root first, then every included file by name. A file of `files` that nothing names is not read. */
export function openDocuments(files: Files, rootPath: string, openings: Openings = new Map()): Opened {
  const first = open(rootPath, files, EstateDocument, openings);
  const [root] = first.documents;
  if (root === undefined) return first;
  const { paths, flaws } = included(root, files);
  const parts = paths.map((path) => open(path, files, EstatePart, openings));
  return {
    documents: [root, ...parts.flatMap(({ documents }) => documents)],
    problems: [
      ...first.problems,
      ...flaws.map((flaw) => problemOf(flaw, root.positions)),
      ...parts.flatMap(({ problems }) => problems),
    ],
  };
}
