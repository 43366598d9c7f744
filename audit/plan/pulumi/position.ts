/**
 * Where a resource was written. Pulumi writes `project:///<file>#<line>,<column>`, relative to the project; under ES modules
 * `project:///<folder of main>/file:<absolute path>#…`, which names a machine and often a person: it is made relative
 * where the project's folder can be told from it, and left out everywhere else.
 */
import type { Json } from '../../../estate/index.ts';
import type { Position } from '../told.ts';
import { isTable, type JsonTable } from './tree.ts';

interface Frame {
  /** Folder of the main program in the project, `''` or `stacks`; known only where the path is absolute. */
  readonly main: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

const written = /^project:\/\/\/(?<path>[^#]*)#(?<line>[1-9][0-9]{0,8})(?:,(?<column>[0-9]{1,9}))?$/;
const moduleUrl = /^(?<main>.*?)\/?file:(?:\/\/)?(?<path>.*)$/;

function frameOf(text: Json | undefined): Frame | undefined {
  const found = typeof text === 'string' ? written.exec(text)?.groups : undefined;
  if (found === undefined) return undefined;
  const place = { line: Number(found['line']), column: Number(found['column'] ?? 0) };
  const { main = '', path = found['path'] ?? '' } = moduleUrl.exec(found['path'] ?? '')?.groups ?? {};
  return { main, path, ...place };
}

const isAbsolute = (path: string): boolean => /^(?:[/\\]|[A-Za-z]:)/.test(path);

/** The project's folder: what stands before the main program's folder, if that folder is in the path exactly once. */
function rootOf(frames: readonly Frame[]): string | undefined {
  for (const { main, path } of frames) {
    const parts = main === '' ? [] : path.split(`/${main}/`);
    if (isAbsolute(path) && parts.length === 2) return `${parts[0]}/`;
  }
  return undefined;
}

/** A path that leaves the project says where the project lies. */
function relative({ path }: Frame, root: string | undefined): string | undefined {
  const inside = root !== undefined && path.startsWith(root) ? path.slice(root.length) : path;
  const isOurs =
    inside !== '' && !isAbsolute(inside) && !inside.includes('\\') && !/(?:^|\/)\.\.?(?:\/|$)|:/.test(inside);
  return isOurs ? inside : undefined;
}

const isUsers = ({ path }: Frame): boolean => !/(?:^|\/)node_modules\//.test(path);

/** The innermost frame of the user's own files; undefined where none can be told without a guess. */
export function positionOf(state: JsonTable): Position | undefined {
  const trace = Array.isArray(state['stackTrace']) ? state['stackTrace'] : [];
  const sources = [
    ...trace.map((frame) => (isTable(frame) ? frame['sourcePosition'] : undefined)),
    state['sourcePosition'],
  ];
  const frames = sources.map(frameOf).filter((frame) => frame !== undefined);
  const root = rootOf(frames);
  for (const frame of frames.filter(isUsers)) {
    const file = relative(frame, root);
    if (file !== undefined) return { file, line: frame.line, ...(frame.column > 0 ? { column: frame.column } : {}) };
  }
  return undefined;
}
