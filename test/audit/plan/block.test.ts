import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Block } from '../../../audit/plan/kubernetes/block.ts';
import { unread } from '../../../audit/plan/kubernetes/flow.ts';
import { readWhole } from '../../../audit/plan/kubernetes/yaml.ts';
import { fixture } from './readAll.ts';

interface Both {
  readonly fast: unknown;
  readonly whole: ReturnType<typeof readWhole>;
  readonly starts: readonly [number, unknown][];
}

function both(text: string): Both {
  const block = new Block(text);
  const fast = block.read();
  const starts = [...block.starts].map(([value, offset]) => [offset, value] as [number, unknown]);
  return { fast, whole: readWhole('x', { text, line: 1 }), starts };
}

/** Whatever the fast way takes, the library takes too, and means the same by it. */
function agrees(text: string): boolean {
  const { fast, whole } = both(text);
  if (fast === unread) return false;
  expect(whole.problems, text).toEqual([]);
  expect(whole.roots, text).toEqual(fast === undefined ? whole.roots.filter((root) => root === null) : [fast]);
  return true;
}

const words =
  'a b c.d/e y no 1 -1 0777 1_0 .5 .inf ~ null 2024-07-26 - -- --- ... [] {} "x" \'y\' &a *a !t << __proto__ ='.split(
    ' ',
  );
const marks = [...': , [ ] { } " # | > % @ ` ? \\ \t \r é \n'.split(' '), "'", ' ', '  ', ': ', '- ', ', ', ' #'];
const lines = ['\n  ', '\n    ', '\n- ', '\n  - ', '{ a: b }', '[a, b]'];
const bits = fc.constantFrom(...words, ...marks, ...lines);
const soup = fc.array(bits, { maxLength: 24 }).map((parts) => parts.join(''));

const scalar = fc.oneof(
  fc.constantFrom(
    'x',
    '"q: #"',
    "'s'",
    '12',
    'true',
    'off',
    '~',
    '[a, "b", 1]',
    '{ a: 1, b: { c: d } }',
    '{}',
    'a b',
    'r:5/x',
    '-x',
    '~x',
    '+',
    '.',
  ),
  soup.filter((text) => !text.includes('\n')),
);
type Tree = string | Tree[] | { readonly [key: string]: Tree };
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b-c', 'd.e/f', 'kind', 'n', '_g'), tie('tree'), { maxKeys: 3 }),
  ),
}));

/** As tools print it: lists as far in as their key or further, and sometimes a comment or an empty line. */
function written(value: Tree, indent: number, step: number): string {
  const space = ' '.repeat(indent);
  if (typeof value === 'string') return ` ${value}\n`;
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []\n';
    return `\n${value.map((item) => `${space}-${written(item, indent + 2, step).replace(/^\n */, ' ')}`).join('')}`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return ' {}\n';
  const comment = entries.length === 2 ? `${space}# a comment\n\n` : '';
  return `\n${comment}${entries.map(([key, inner]) => `${space}${key}:${written(inner, indent + (Array.isArray(inner) ? step : 2), step)}`).join('')}`;
}

describe('the fast way agrees with the library', () => {
  it('on anything', () => {
    let taken = 0;
    fc.assert(
      fc.property(soup, (text) => {
        if (agrees(text)) taken += 1;
      }),
      { numRuns: 5000 },
    );
    expect(taken).toBeGreaterThan(200);
  });

  it('on what tools print, and takes most of it', () => {
    let taken = 0;
    fc.assert(
      fc.property(tree, fc.constantFrom(0, 2), (value, step) => {
        if (agrees(`---\nroot:${written(value, 2, step)}`)) taken += 1;
      }),
      { numRuns: 2000 },
    );
    expect(taken).toBeGreaterThan(400);
  });

  it('on one damaged character of a manifest', () => {
    const text = fixture('kubernetes/kustomize-build.yaml').split('---\n').at(-1)!;
    let taken = 0;
    expect(agrees(text)).toBe(true);
    const damage = fc.constantFrom(
      '',
      ' ',
      '  ',
      '\n',
      ':',
      '-',
      '"',
      "'",
      '#',
      '{',
      '[',
      '\t',
      '&',
      'x: y',
      '\n- ',
      '|',
    );
    fc.assert(
      fc.property(fc.nat(text.length), damage, fc.integer({ min: 0, max: 3 }), (at, bit, cut) => {
        if (agrees(text.slice(0, at) + bit + text.slice(at + cut))) taken += 1;
      }),
      { numRuns: 2000 },
    );
    expect(taken).toBeGreaterThan(400);
  });

  it('on where an object of a list is written', () => {
    const text = '# c\nkind: List\nitems:\n- kind: A\n  x: {w: z}\n-   kind: B\n- { kind: C }\n';
    const { fast, whole, starts } = both(text);
    const items = (root: unknown): unknown[] => [root, ...(root as { items: unknown[] }).items];
    const lineOf = (value: unknown) => text.slice(0, starts.find(([, one]) => one === value)![0]).split('\n').length;
    expect(items(fast).map(lineOf)).toEqual([2, 4, 6, 7]);
    expect(items(whole.roots[0]).map((value) => whole.spot(value as never).line)).toEqual([2, 4, 6, 7]);
  });

  it('on the documents of Helm and Kustomize, all of which it takes', () => {
    for (const name of ['helm-template.yaml', 'kustomize-build.yaml']) {
      for (const text of fixture(`kubernetes/${name}`).split(/^(?=---\n)/m)) expect(agrees(text)).toBe(true);
    }
  });
});
