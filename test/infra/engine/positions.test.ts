/** Where a resource was written: in the program, or nowhere. */
import { expect, it } from 'vitest';
import { positionOf } from '../../../infra/engine/positions.ts';

const spot = (uri: string, line: number) => ({ getUri: () => uri, getLine: () => line, getColumn: () => 1 });
const trace = (first: string, ...frames: readonly string[]) => ({
  getSourceposition: () => spot(first, 1),
  getStacktrace: () => ({ getFramesList: () => frames.map((uri, at) => ({ getPc: () => spot(uri, at + 2) })) }),
});

// Of an ES module the SDK reads no frame at its top level, and takes the next: ours, a text whose address it puts into the folder.
const ours = 'file:///app/data:text/javascript,(function%20spare(mark)%7B%7D)()';

it.each([
  ['the program', trace('file:///app/index.ts', ours), { file: 'index.ts', line: 1, column: 1 }],
  ['what called it', trace(ours, 'file:///app/src/stores.ts'), { file: 'src/stores.ts', line: 2, column: 1 }],
  ['nobody', trace(ours, ours), undefined],
  ['a package', trace('file:///app/node_modules/a/index.js'), undefined],
  ['elsewhere', trace('file:///elsewhere/index.ts'), undefined],
])('is told of %s', (_, given, expected) => {
  expect(positionOf(given, '/app')).toEqual(expected);
});
