/** Where in the program a resource was written. A path that leads out of the project names a machine, and is dropped. */
import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProgramPosition } from './registration.ts';

interface Spot {
  getUri(): string;
  getLine(): number;
  getColumn(): number;
}

/** Of a request of the protocol, what says where it comes from. */
interface Trace {
  getSourceposition(): Spot | undefined;
  getStacktrace(): { getFramesList(): { getPc(): Spot | undefined }[] } | undefined;
}

/** Under ES modules the SDK puts a file URL behind another scheme: the last one counts. */
function pathIn(uri: string): string | undefined {
  const at = uri.lastIndexOf('file:');
  if (at === -1) return undefined;
  const rest = uri.slice(at + 'file:'.length).replace(/^\/*/, '/');
  try {
    return fileURLToPath(`file://${rest}`);
  } catch {
    return undefined;
  }
}

function insideProject(spot: Spot, root: string): ProgramPosition | undefined {
  const path = pathIn(spot.getUri());
  if (path === undefined) return undefined;
  const file = relative(root, path);
  // What prepares the run stands in the trace too, as text: its address is taken for a path in the working folder.
  const isOurs = file.startsWith('data:');
  const isOutside =
    isOurs || file === '' || file.startsWith('..') || isAbsolute(file) || file.split(sep).includes('node_modules');
  return isOutside ? undefined : { file: file.split(sep).join('/'), line: spot.getLine(), column: spot.getColumn() };
}

/** The nearest place of the program's own: packages, and components that come from packages, are passed over. */
export function positionOf(trace: Trace, root: string): ProgramPosition | undefined {
  const frames =
    trace
      .getStacktrace()
      ?.getFramesList()
      .map((frame) => frame.getPc()) ?? [];
  const spots = [trace.getSourceposition(), ...frames].filter((spot) => spot !== undefined);
  return spots.map((spot) => insideProject(spot, root)).find((found) => found !== undefined);
}

/** Texts of the program's own errors: the project's folder goes, what leads elsewhere keeps its last part. */
export function withoutMachine(text: string, root: string): string {
  const inside = text.replaceAll(`file://${root}/`, '').replaceAll(`${root}/`, '').replaceAll(root, '.');
  return inside.replaceAll(/(?:file:\/\/)?(?:\/[\w.@+-]+){2,}\/([\w.@+-]+)/g, '…/$1');
}
