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
      for (const [name, policy] of Object.entries(told.known ?? {})) all[`${told.address} ${name}`] = policy;
  return all;
}

const files = 'aws_s3_bucket_policy.files policy';
const real = await snapshotOf(binary);

describe('policies that a plan leaves open and its binary form writes', () => {
  test('are those of documents that compute nothing, also in modules, and of no other', async () => {
    const found = await known([real]);
    expect(Object.keys(found).toSorted()).toEqual([
      files,
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
    ['another thing of the bucket', resources, '[aws_s3_bucket.files.id, "${aws_s3_bucket.files.arn}/*"]'],
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

  test.each([
    ['resource "aws_s3_bucket" "b" {\n}', 'a.tf'],
    ['resource "aws_s3_bucket_policy" "files" {\n  policy = "{}"\n}', 'main_override.tf'],
    ['resource "aws_s3_bucket_policy" "files" {\n  policy = "{}"\n}', 'main.tofu'],
    ['{"resource":{"aws_s3_bucket_policy":{"files":{"policy":"{}"}}}}', 'override.tf.json'],
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
    ] as const) {
      expect(json).toContain(from);
      expect(await known([real], json.replaceAll(from, to))).not.toHaveProperty([files]);
    }
  });

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
