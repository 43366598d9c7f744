import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { openPlan } from '../../../../audit/plan/open.ts';
import { snapshotIn, type Snapshot } from '../../../../audit/plan/terraform/snapshot/snapshot.ts';

const fixtures = join(import.meta.dirname, '../fixtures/terraform');
const binary = readFileSync(join(fixtures, 'real-aws-documents.tfplan'));
const json = readFileSync(join(fixtures, 'real-aws-documents.json'), 'utf8');

type Files = Record<string, Uint8Array>;
const main = 'tfconfig/m-/main.tf';
/** The real binary plan with other files in it. */
const packed = (change: (all: Files) => void): Uint8Array => {
  const all = unzipSync(binary);
  change(all);
  return zipSync(all);
};
const edited = (from: string, to: string, file = main): Uint8Array =>
  packed((all) => {
    const text = strFromU8(all[file]!);
    expect(text).toContain(from);
    all[file] = strToU8(text.replace(from, () => to));
  });
const snapshotOf = async (bytes: Uint8Array): Promise<Snapshot> => (await snapshotIn(bytes))!;

/** By address: what the plan's links say of what it leaves open. */
async function known(snapshots: readonly Snapshot[], text = json): Promise<Record<string, string>> {
  const bytes = (async function* () {
    yield Buffer.from(text);
  })();
  const all: Record<string, string> = {};
  for await (const told of openPlan({ name: 'p', bytes }, { signal: new AbortController().signal, snapshots }))
    if (told.tell === 'link')
      for (const [name, policy] of Object.entries(told.known ?? {})) all[`${told.address} ${name}`] = String(policy);
  return all;
}

const files = 'aws_s3_bucket_policy.files policy';
const real = await snapshotOf(binary);

describe('policies that a plan leaves open and its binary form writes', () => {
  test('are those of documents that compute nothing, also in modules, and of no other', async () => {
    const found = await known([real]);
    expect(Object.keys(found).toSorted()).toEqual([
      files,
      'aws_s3_bucket_policy.local policy',
      'aws_s3_bucket_policy.open policy',
      'aws_sqs_queue_policy.jobs policy',
      'module.store["north"].aws_s3_bucket_policy.this policy',
      'module.store["south"].aws_s3_bucket_policy.this policy',
    ]);
    expect(JSON.parse(found[files]!)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Principal: { AWS: ['*'] },
          Action: ['s3:*'],
          Resource: ['arn:aws:s3:::accreditation-files', 'arn:aws:s3:::accreditation-files/*'],
          Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
        },
      ],
    });
    expect(found['aws_s3_bucket_policy.local policy']).toBe(found[files]);
    expect(found['module.store["south"].aws_s3_bucket_policy.this policy']).toContain(
      'arn:aws:s3:::store-south/kept/*',
    );
    expect(found['aws_sqs_queue_policy.jobs policy']).toContain('"Resource":["*"]');
  });

  test('are none without a binary plan', async () => {
    expect(await known([])).toEqual({});
  });

  const policy = 'policy = data.aws_iam_policy_document.files.json';
  const resources = '[aws_s3_bucket.files.arn, "${aws_s3_bucket.files.arn}/*"]';
  test.each([
    ['a function around it', policy, 'policy = replace(data.aws_iam_policy_document.files.json, "Deny", "Allow")'],
    ['a template around it', policy, 'policy = "${data.aws_iam_policy_document.files.json} "'],
    ['a directive around it', policy, 'policy = "%{ if true }${data.aws_iam_policy_document.files.json}%{ endif }"'],
    ['a choice', policy, 'policy = true ? data.aws_iam_policy_document.files.json : "{}"'],
    ['another line that goes on', policy, 'policy = (\n data.aws_iam_policy_document.files.json\n)'],
    ['another document', policy, 'policy = data.aws_iam_policy_document.open.json'],
    ['another attribute', policy, 'policy = data.aws_iam_policy_document.files.id'],
    ['a heredoc', policy, 'policy = <<EOT\n${data.aws_iam_policy_document.files.json}\nEOT'],
    ['none', policy, ''],
    ['a comment inside', policy, 'policy = data.aws_iam_policy_document./* */files.json'],
    ['a function in the list', resources, '[aws_s3_bucket.files.arn, join("", [aws_s3_bucket.files.arn, "/*"])]'],
    ['a list that is computed', resources, `concat(${resources}, [])`],
    ['one of the list', resources, `${resources}[*]`],
    ['two references in a text', resources, '[aws_s3_bucket.files.arn, "${aws_s3_bucket.files.arn}${"/*"}"]'],
    ['another count', resources, '[aws_s3_bucket.files.arn]'],
    ['a literal that the plan does not have', resources, '[aws_s3_bucket.files.arn, "arn:aws:s3:::files/*"]'],
    ['a bucket that the plan does not have', resources, '[aws_s3_bucket.other.arn, "${aws_s3_bucket.other.arn}/*"]'],
    ['another thing of the bucket', resources, '[aws_s3_bucket.files.region, "${aws_s3_bucket.files.arn}/*"]'],
    ['an effect that contradicts the plan', 'effect    = "Deny"', 'effect    = "Allow"'],
    ['a condition that contradicts the plan', 'values   = ["false"]', 'values   = ["true"]'],
    ['an operator that contradicts the plan', 'test     = "Bool"', 'test     = "Null"'],
    ['actions that contradict the plan', 'actions   = ["s3:*"]', 'actions   = ["s3:Get*"]'],
    ['one statement more', '  statement {\n    sid', '  statement {\n  }\n  statement {\n    sid'],
    ['one that is made dynamically', '  statement {\n    sid', '  dynamic "statement" {\n  }\n  statement {\n    sid'],
    ['one condition more', '    condition {\n', '    condition {\n    }\n    condition {\n'],
    ['an attribute twice', policy, `${policy}\n  ${policy}`],
    ['a resource that the plan does not have', policy, `${policy}\n}\nresource "aws_s3_bucket" "more" {`],
    ['a resource twice', policy, `${policy}\n}\nresource "aws_s3_bucket_policy" "files" {`],
    ['a document twice', policy, `${policy}\n}\ndata "aws_iam_policy_document" "files" {`],
    ['what is no configuration', policy, `${policy}\n}\n}`],
  ])('%s leaves it open', async (what, from, to) => {
    const snapshot = await snapshotIn(edited(from, to));
    const found = await known(snapshot ? [snapshot] : []);
    expect(found).not.toHaveProperty([files]);
    // Only that one: the rest of the file is as it was.
    const isOther = /^(?:a resource that|what is no configuration)/.test(what);
    expect('aws_s3_bucket_policy.open policy' in found).toBe(!isOther);
  });

  /** What Terraform evaluates, between the two ends of a heredoc of which its readers see one each. */
  const hidden = (end: string, isReal: boolean) => {
    const [lie, truth] = [policy.replace('data', 'upper(data').concat(')'), policy];
    const block = (text: string) => `resource "aws_s3_bucket_policy" "files" {\n  ${text}\n}\n`;
    return `locals {\n  note = <<EOT\n${end}\n}\n${block(isReal ? lie : truth)}/*\nEOT\n}\n${block(isReal ? truth : lie)}# */\n`;
  };
  test.each([
    '\u0085EOT',
    'EOT\u0085',
    '\uFEFFEOT',
    'EOT\u00A0',
    '\u2028EOT',
    'EOT\v',
    '\u200BEOT',
    '\u0000EOT',
    ' \t\u3000EOT',
  ])('a heredoc that ends with %j leaves all of it open, for readers disagree whether it does', async (end) => {
    const own = /resource "aws_s3_bucket_policy" "files" \{[^]*?\n\}\n/;
    for (const isReal of [true, false]) {
      const snapshot = await snapshotIn(
        packed((all) => {
          const text = strFromU8(all[main]!);
          expect(text).toMatch(own);
          all[main] = strToU8(text.replace(own, () => hidden(end, isReal)));
        }),
      );
      expect(snapshot).toBeUndefined();
    }
  });
  test.each(['EOT', '  EOT', '\tEOT \t', 'EOT\r'])('a heredoc that ends with %j ends there', async (end) => {
    const note = `locals {\n  note = <<EOT\n${end}\n}\n`;
    const snapshot = await snapshotOf(packed((all) => (all['tfconfig/m-/note.tf'] = strToU8(note))));
    expect(await known([snapshot])).toHaveProperty([files]);
  });
  test.each(['# a\rb', '/* \r */', 'locals {\n  a = "\r"\n}'])(
    'a line that ends as no line does (%j) leaves it open',
    async (text) => {
      expect(await snapshotIn(packed((all) => (all['tfconfig/m-/note.tf'] = strToU8(text))))).toBeUndefined();
    },
  );
  test('a text behind a reference that is normalised when it is evaluated leaves it open', async () => {
    const change = (behind: string) =>
      edited(resources, `[aws_s3_bucket.files.arn, "\${aws_s3_bucket.files.arn}/${behind}*"]`);
    expect(await known([await snapshotOf(change('a'))])).toHaveProperty([files]);
    expect(await known([await snapshotOf(change('e\u0301'))])).not.toHaveProperty([files]);
  });

  test.each([
    ['resource "aws_s3_bucket" "b" {\n}', 'a.tf'],
    ['resource "aws_s3_bucket_policy" "files" {\n  policy = "{}"\n}', 'main_override.tf'],
    ['resource "aws_s3_bucket_policy" "files" {\n  policy = "{}"\n}', 'main.tofu'],
    ['{"resource":{"aws_s3_bucket_policy":{"files":{"policy":"{}"}}}}', 'override.tf.json'],
    ['{"locals":{"tls":"{}"}}', 'override.tf.json'],
    ['{"output":{}}', 'a.tf.json'],
    ['{"variable":{}}', 'a.tf.json'],
    ['{', 'a.tf.json'],
    ['resource {', 'a.tf'],
    ['\u{fffd}', 'a.tf'],
  ])('and so does another file that says %j (%s)', async (text, name) => {
    const bytes = text === '\u{fffd}' ? new Uint8Array([0xff, 0xfe]) : strToU8(text);
    const snapshot = await snapshotIn(packed((all) => Object.assign(all, { [`tfconfig/m-/${name}`]: bytes })));
    expect(await known(snapshot ? [snapshot] : [])).not.toHaveProperty([files]);
  });

  test('and so does a plan that knows its parts otherwise', async () => {
    for (const [from, to] of [
      ['"effect":"Deny","not_actions"', '"effect":"Allow","not_actions"'],
      ['"variable":"aws:SecureTransport"', '"variable":"aws:SourceIp"'],
      ['"source_policy_documents":null', '"source_policy_documents":["{}"]'],
      ['"override_json":null', '"override_json":"{}"'],
      ['"timestamp":"2026-11-22T16:51:11Z"', '"timestamp":"2026-11-22T16:51:12Z"'],
      ['"timestamp":"2026-11-22T16:51:11Z"', '"timestamp":null'],
      [',"timestamp":"2026-11-22T16:51:11Z"', ''],
    ] as const) {
      expect(json).toContain(from);
      expect(await known([real], json.replaceAll(from, to))).not.toHaveProperty([files]);
    }
  });

  /** The condition of the document, in the plan and in its binary form. */
  const conditioned = async (from: readonly [string, string], to: readonly [string, string]) => {
    expect(json).toContain(from[1]);
    return known([await snapshotOf(edited(from[0], to[0]))], json.replaceAll(from[1], to[1]));
  };
  const inherited = ['__proto__', 'constructor', 'toString', 'valueOf', 'Strange'];
  test.each(inherited)('and so does a word that no policy has: %s', async (word) => {
    const operator = await conditioned(
      ['test     = "Bool"', '"test":"Bool"'],
      [`test     = "${word}"`, `"test":"${word}"`],
    );
    expect(operator).not.toHaveProperty([files]);
    const key = await conditioned(
      ['variable = "aws:SecureTransport"', '"variable":"aws:SecureTransport"'],
      [`variable = "${word}"`, `"variable":"${word}"`],
    );
    expect(key).not.toHaveProperty([files]);
    const type = await conditioned(
      ['type        = "*"', '"type":"*"'],
      [`type        = "${word}"`, `"type":"${word}"`],
    );
    expect(type).not.toHaveProperty([files]);
    expect(({} as Record<string, unknown>)['aws:SecureTransport']).toBeUndefined();
  });
  test.each(['Null', 'StringLike', 'ForAnyValue:ArnNotLikeIfExists', 'NotIpAddress', 'DateLessThanEquals'])(
    'an operator of policies stays what it is: %s',
    async (word) => {
      const found = await conditioned(
        ['test     = "Bool"', '"test":"Bool"'],
        [`test     = "${word}"`, `"test":"${word}"`],
      );
      expect(JSON.parse(found[files]!)).toMatchObject({
        Statement: [{ Condition: { [word]: { 'aws:SecureTransport': ['false'] } } }],
      });
    },
  );

  test('two binary plans that say two things say nothing; one of another configuration does not count', async () => {
    const literal = await snapshotOf(
      edited(resources, '["${aws_s3_bucket.files.arn}", "${aws_s3_bucket.files.arn}/*"]'),
    );
    const computed = await snapshotOf(edited(policy, 'policy = upper(data.aws_iam_policy_document.files.json)'));
    const other = await snapshotOf(edited(policy, `${policy}\n}\nresource "aws_s3_bucket" "more" {`));
    expect(await known([real, literal])).toHaveProperty([files]);
    expect(await known([real, other])).toHaveProperty([files]);
    expect(await known([real, computed])).not.toHaveProperty([files]);
    expect(await known([computed, real])).not.toHaveProperty([files]);
    expect(await known([other])).toEqual({});
  });
});

describe('a binary plan', () => {
  test.each([
    ['nothing', new Uint8Array()],
    ['text', strToU8('resource "a" "b" {}')],
    ['cut', binary.subarray(0, binary.length - 30)],
    ['its first half', binary.subarray(0, 2000)],
    ['without its modules', packed((all) => delete all['tfconfig/modules.json'])],
    ['modules that are none', packed((all) => (all['tfconfig/modules.json'] = strToU8('{}')))],
    ['modules twice', packed((all) => (all['tfconfig/modules.json'] = strToU8('[{"Key":""},{"Key":""}]')))],
    ['modules that lead out', packed((all) => (all['tfconfig/modules.json'] = strToU8('[{"Key":"../m-"}]')))],
    ['too much of it', packed((all) => (all['tfconfig/m-/a.tf'] = new Uint8Array(65 * 1024 * 1024).fill(32)))],
  ])('that is %s is none', async (_, bytes) => {
    expect(await snapshotIn(bytes)).toBeUndefined();
  });

  test('says when it was made, and no moment that stands inside a resource or twice', async () => {
    const tfplan = unzipSync(binary)['tfplan']!;
    const made = async (bytes: Uint8Array) => (await snapshotOf(packed((all) => (all['tfplan'] = bytes)))).madeAt;
    expect(await made(tfplan)).toBe('2026-11-22T16:51:11Z');
    const field = (key: number, text: string) => [key, 1, text.length, ...strToU8(text)];
    const other = field(0xaa, '2020-01-01T00:00:00Z');
    expect(await made(new Uint8Array([...tfplan, ...other]))).toBeUndefined();
    expect(await made(new Uint8Array(other))).toBe('2020-01-01T00:00:00Z');
    expect(await made(new Uint8Array([0x1a, other.length, ...other]))).toBeUndefined();
    expect(await made(new Uint8Array([...tfplan, 0x1a, other.length, ...other]))).toBe('2026-11-22T16:51:11Z');
    for (const bytes of [[], [0x1a, 200], [0x80], [0xff], Array<number>(20).fill(0xff), tfplan.subarray(0, 900)])
      expect(await made(new Uint8Array(bytes))).toBeUndefined();
    expect((await snapshotOf(packed((all) => delete all['tfplan']))).madeAt).toBeUndefined();
  });

  test('that has one name twice is none', async () => {
    const all = unzipSync(binary);
    const same = zipSync({ ...all, 'tfconfig/m-/maim.tf': all[main]! });
    const renamed = Buffer.from(same);
    for (let at = renamed.indexOf('maim.tf'); at >= 0; at = renamed.indexOf('maim.tf')) renamed.write('main.tf', at);
    expect(await snapshotIn(renamed)).toBeUndefined();
    expect(await snapshotIn(same)).toBeDefined();
  });

  test('never throws, whatever byte is wrong', async () => {
    for (let at = 0; at < binary.length; at += 7) {
      const bytes = Buffer.from(binary);
      bytes[at] = bytes[at]! ^ 0xff;
      await snapshotIn(bytes);
    }
  });
});
