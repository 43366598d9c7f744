import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocksIn } from '../../../../audit/plan/terraform/written/blocks.ts';
import type { ConfigurationFolder } from '../../../../audit/plan/terraform/written/modules.ts';
import { writtenIn } from '../../../../audit/plan/terraform/written/written.ts';

const linesOf = (text: string) =>
  blocksIn(text)?.map(({ kind, labels, line }) => `${[kind, ...labels].join('.')}:${line}`);

describe('blocks of a configuration', () => {
  test('by their labels, quoted or bare, with their lines', () => {
    expect(
      linesOf(
        'resource "aws_s3_bucket" "logs" {\n}\n\ndata aws_region now {}\r\n\r\nterraform {\n}\nlocals { a = 1 }\n',
      ),
    ).toEqual(['resource.aws_s3_bucket.logs:1', 'data.aws_region.now:4', 'terraform:6', 'locals:8']);
    expect(linesOf('\uFEFF\nresource "a" "b" {}')).toEqual(['resource.a.b:2']);
    expect(linesOf('')).toEqual([]);
  });

  const hidden = 'resource "aws_s3_bucket" "no" {\n}\n';
  test.each([
    ['a comment of many lines', `/*\n${hidden}*/\n`],
    ['a comment of a line', `# ${hidden.replaceAll('\n', '\n# ')}\n// resource "a" "b" {\n`],
    ['a heredoc', `locals {\n  a = <<EOT\n${hidden}EOT\n}\n`],
    ['an indented heredoc whose end is indented', `locals {\n  a = <<-EOT\n${hidden}    EOT\n}\n`],
    ['a heredoc with a marker inside a computed part', 'locals {\n  a = <<EOT\n${join("\\n", [\n"EOT",\n])}\nEOT\n}\n'],
    ['a text with braces and quotes', 'locals {\n  a = "} { \\" resource \\"a\\" \\"b\\" {"\n}\n'],
    ['a text computed of texts', 'locals {\n  a = "${"}${"}"}" == "{" ? "$${" : "%%{"}"\n}\n'],
    ['a directive', 'locals {\n  a = "%{ if x == "}" }{%{ endif }"\n}\n'],
    ['a block inside another', 'check "c" {\n  data "http" "inner" {\n    url = "x"\n  }\n}\n'],
    ['comments between labels', 'locals /* } */ { # {\n}\n'],
  ])('are not seen in %s, and those behind it are', (_, text) => {
    expect(linesOf(`${text}resource "a" "seen" {}\n`)?.at(-1)).toBe(`resource.a.seen:${text.split('\n').length}`);
    expect(blocksIn(`${text}resource "a" "seen" {}\n`)!.filter(({ kind }) => kind === 'resource')).toHaveLength(1);
    expect(blocksIn(text)!.filter(({ kind }) => kind === 'data')).toEqual([]);
  });

  test.each([
    'resource "a" "b" {',
    'resource "a" "b" { x = [ }',
    'resource "a" "b" }',
    'resource "a${1}" "b" {}',
    'a = 1\n',
    '"a" {}',
    'locals { a = "never ends\n" }',
    'locals { a = <<EOT\nnever ends\n',
    'locals { a = "${never ends" }',
    '/* never ends\n',
    'locals { a = "$$${b}" }',
    `locals { a = ${'"${'.repeat(5000)}1${'}"'.repeat(5000)} }`,
    '[',
  ])('nothing is known of %j', (text) => {
    expect(blocksIn(text)).toBeUndefined();
  });

  test('any text is read to its end or refused, and no line lies outside it', () => {
    const pieces = fc.constantFrom(
      '"',
      '{',
      '}',
      '${',
      '%{',
      '<<A\n',
      'A\n',
      '\n',
      '\\',
      '#',
      '/*',
      '*/',
      '//',
      'resource',
      ' ',
      '=',
      '$$',
      '[',
      ')',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 60 }), (all) => {
        const text = all.join('');
        for (const { line } of blocksIn(text) ?? []) expect(line).toBeLessThanOrEqual(text.split('\n').length);
      }),
      { numRuns: 500 },
    );
  });

  test('whatever stands in a block, the next one is found on its line', () => {
    const value = fc.oneof(
      fc.string().map((text) => JSON.stringify(text).replaceAll(/[$%]/g, '-')),
      fc.constantFrom('"${a}"', '[1, {b = "}"}]', '<<E\n}{"\nE', '"$${x}"', 'f("a", "b")', '/* } */ 1', '1 # {'),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 8 }), (values) => {
        const text = `resource "a" "b" {\n${values.map((each, at) => `  p${at} = ${each}\n`).join('')}}\n`;
        expect(linesOf(`${text}resource "a" "c" {}`)).toEqual([
          'resource.a.b:1',
          `resource.a.c:${text.split('\n').length}`,
        ]);
      }),
    );
  });
});

describe('the line of an address', () => {
  const at = (folders: Record<string, Record<string, string>>) => {
    const read: ConfigurationFolder = (folder) =>
      folders[folder] && Object.entries(folders[folder]).map(([name, text]) => ({ name, text }));
    return writtenIn('infra', read);
  };
  const bucket = (name: string) => `resource "aws_s3_bucket" "${name}" {}\n`;
  const call = (name: string, source: string, more = '') => `module "${name}" {\n${more}  source = "${source}"\n}\n`;

  test('of the root, whatever its key, and of what is deposed', () => {
    const find = at({ infra: { 'main.tf': `\n${bucket('logs')}`, 'more.tofu': bucket('other') } });
    expect(find('aws_s3_bucket.logs')).toEqual({ position: { file: 'infra/main.tf', line: 2 } });
    expect(find('aws_s3_bucket.logs["a.b[0]"]')).toEqual({ position: { file: 'infra/main.tf', line: 2 } });
    expect(find('aws_s3_bucket.logs (deposed 00000001)')).toEqual({ position: { file: 'infra/main.tf', line: 2 } });
    expect(find('aws_s3_bucket.other[0]')).toEqual({ position: { file: 'infra/more.tofu', line: 1 } });
    expect(find('aws_s3_bucket.none')).toBe('missing');
    expect(find('data.aws_s3_bucket.logs')).toBe('missing');
  });

  test('of a module beside it, through further modules', () => {
    const find = at({
      infra: { 'main.tf': call('a', './modules/a', '  x = { source = "../no" }\n') },
      'infra/modules/a': { 'main.tf': call('b', '../b/') + bucket('in') },
      'infra/modules/b': { 'b.tf': `${bucket('deep')}data "aws_region" "now" {}\n` },
    });
    expect(find('module.a["x"].aws_s3_bucket.in[0]')).toEqual({
      position: { file: 'infra/modules/a/main.tf', line: 4 },
    });
    expect(find('module.a["y"].module.b[1].aws_s3_bucket.deep')).toEqual({
      position: { file: 'infra/modules/b/b.tf', line: 1 },
    });
    expect(find('module.a.module.b.data.aws_region.now')).toEqual({
      position: { file: 'infra/modules/b/b.tf', line: 2 },
    });
  });

  test.each([
    ['a module of a registry', { infra: { 'main.tf': call('a', 'terraform-aws-modules/s3-bucket/aws') } }],
    ['a module of a repository', { infra: { 'main.tf': call('a', 'git::https://git.example/a.git//.') } }],
    ['a source that is computed', { infra: { 'main.tf': call('a', './${var.a}') } }],
    ['a source that is an expression', { infra: { 'main.tf': 'module "a" {\n  source = "./a" == x ? 1 : 2\n}\n' } }],
    [
      'two calls of one name',
      { infra: { 'main.tf': call('a', './a') + call('a', './b') }, 'infra/a': { 'm.tf': bucket('x') } },
    ],
    ['a folder that cannot be read', { infra: { 'main.tf': call('a', './gone') } }],
    ['no call of that name', { infra: { 'main.tf': '' } }],
    ['a ring of modules', { infra: { 'main.tf': call('a', './') } }],
  ])('is not guessed for %s', (name, folders: Record<string, Record<string, string>>) => {
    expect(at(folders)('module.a.aws_s3_bucket.x')).toBe(name === 'a ring of modules' ? 'missing' : 'unknown');
  });

  test('is not guessed where two files write it, where one is not understood, or is JSON', () => {
    const twice = at({ infra: { 'main.tf': bucket('x') + bucket('y'), 'override.tf': bucket('x') } });
    expect([twice('aws_s3_bucket.x'), twice('aws_s3_bucket.y')]).toEqual([
      'unknown',
      { position: { file: 'infra/main.tf', line: 2 } },
    ]);
    for (const more of [
      { 'b.tf': 'locals {' },
      { 'b.tf.json': '{"resource":{}}' },
      { 'b.tf.json': '[]' },
      { 'b.tf.json': '{' },
    ])
      expect(at({ infra: { 'main.tf': bucket('x'), ...more } })('aws_s3_bucket.x')).toBe('unknown');
    const beside = at({ infra: { 'main.tf': bucket('x'), 'b.tf.json': '{"variable":{}}' } });
    expect(beside('aws_s3_bucket.x')).toEqual({ position: { file: 'infra/main.tf', line: 1 } });
  });
});
