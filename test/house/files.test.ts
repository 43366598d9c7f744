import { describe, expect, it } from 'vitest';
import { code, files, read, sources } from './tree.ts';

const isConfiguration = (path: string) => /(?:^|\/)[a-z]+\.config\.ts$/.test(path);
/** Written so that this file does not hold what it forbids. */
const machine = /\/(?:work|root)\/|\/home\/[a-z]|[A-Z]:\\Users/;
const registry = /registry\.npmjs|artifactor[y]|verdacci[o]|proxy\.golang/i;
const unfinished = /\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b/;
/** Bytes, digests and what was recorded elsewhere are not prose of ours. */
const isProse = (path: string) => !/\.(wasm|gz|tgz|png|jsonl|sum)$/.test(path) && path !== 'package-lock.json';
const holding = (pattern: RegExp, among: readonly string[]) => among.filter((path) => pattern.test(read(path)));

describe('a source', () => {
  it('has 150 lines at most', () => {
    const lines = (path: string) => read(path).trimEnd().split('\n').length;
    expect(sources.filter((path) => lines(path) > 150).map((path) => `${path}: ${lines(path)}`)).toEqual([]);
  });

  it('exports by name: a default has no name of its own', () => {
    const own = code.filter((path) => !isConfiguration(path) && !path.endsWith('.d.ts'));
    expect(holding(/^\s*export default|\bas default\b/m, own)).toEqual([]);
  });

  it('says nothing to a linter or compiler but with a reason', () => {
    const silenced = sources.flatMap((path) =>
      [...read(path).matchAll(/(?:@ts-(?:ignore|expect-error|nocheck)|(?:eslint|oxlint)-disable).*/g)]
        .filter(([text]) => !/ (?:--|—) .{10}|: .{10}/.test(text))
        .map(([text]) => `${path}: ${text}`),
    );
    expect(silenced).toEqual([]);
  });
});

it('no file or folder is called after what it is used for', () => {
  const vague = /^(?:utils?|helpers?|common|managers?|misc|services?|shared)$/i;
  const words = (path: string) =>
    path.split('/').flatMap((part) => part.replace(/\..*$/, '').split(/[-_]|(?<=[a-z])(?=[A-Z])/));
  const ours = files.filter((path) => !/\.(yaml|md)$/.test(path));
  expect(ours.filter((path) => words(path).some((word) => vague.test(word)))).toEqual([]);
});

it('nothing is left for later in a comment', () => {
  expect(holding(unfinished, code)).toEqual([]);
});

it('no test is left out, or alone', () => {
  const tests = code.filter((path) => path.startsWith('test/') && path !== 'test/engines/describeEngine.ts');
  expect(holding(/\b(?:it|test|describe)\.(?:skip|only|todo|fails)\b/, tests)).toEqual([]);
});

it('no committed file names a folder of the machine it was written on, or a registry', () => {
  const prose = files.filter(isProse);
  expect(prose.length).toBeGreaterThan(500);
  expect(holding(machine, prose)).toEqual([]);
  expect(holding(registry, prose)).toEqual([]);
});
