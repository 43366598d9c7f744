/** What a binary plan of Terraform makes known that its JSON hides, and that no other file does. */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { GateDocument } from '../../../cli/gate/outputs/json.ts';
import { folder } from '../support.ts';
import { seal } from './bound/world.ts';
import { estateAt, gate, planAt } from './world.ts';

const fixtures = join(import.meta.dirname, '../../audit/plan/fixtures/terraform');
const plan = planAt(readFileSync(join(fixtures, 'real-aws-documents.json')));
const real = readFileSync(join(fixtures, 'real-aws-documents.tfplan'));
const binary = planAt(real, 'plan.tfplan');
const estate = estateAt();

/** What the same plan would be of whose configuration another expression stands for one policy. */
const lying = (() => {
  const files = unzipSync(real);
  const main = 'tfconfig/m-/main.tf';
  const text = strFromU8(files[main]!).replace(
    'policy = data.aws_iam_policy_document.files.json',
    'policy = replace(data.aws_iam_policy_document.files.json, "Deny", "Allow")',
  );
  const { tfplan, ...others } = files;
  return planAt(zipSync({ tfplan: tfplan!, ...others, [main]: strToU8(text) }), 'other.tfplan');
})();

const about = (out: string) =>
  (JSON.parse(out) as GateDocument).findings.flatMap(({ control, verdict, resource }) =>
    /^(?:access|exposure)\//.test(control) ? [`${verdict} ${control} ${resource?.address}`] : [],
  );
const [reach, exposed] = ['unknown access/reach-is-known', 'deny exposure/personal-data-is-not-public'];

describe('a binary plan', () => {
  it('makes known who is let in by documents that cite a bucket of the same change', async () => {
    const without = about((await gate([plan, '--estate', estate, '--json'])).out);
    const withIt = about((await gate([plan, '--estate', estate, '--json', '--source', binary])).out);
    for (const address of ['aws_s3_bucket.files', 'aws_s3_bucket.open', 'module.store["north"].aws_s3_bucket.this']) {
      expect(without.filter((line) => line.endsWith(` ${address}`))).not.toEqual([]);
      expect(withIt).not.toContain(`${reach} ${address}`);
    }
    expect(without.filter((line) => line.startsWith('deny'))).toEqual([]);
    expect(withIt).toContain(`${exposed} aws_s3_bucket.open`);
    expect(withIt).not.toContain(`${reach} aws_s3_bucket.computed["local"]`);
    for (const key of ['replaced', 'listed', 'dynamic', 'mixed'])
      expect(withIt.filter((line) => line.endsWith(`["${key}"]`))).toEqual(
        without.filter((line) => line.endsWith(`["${key}"]`)),
      );
  });

  it('is believed of a decision only where it is what the apply executes', async () => {
    const sealed = await seal([plan, '--artifact', binary, '--json']);
    expect(about(sealed.ran.out)).toContain(`${exposed} aws_s3_bucket.open`);
    expect(about(sealed.ran.out)).not.toContain(`${reach} aws_s3_bucket.files`);
    const computed = await seal([plan, '--artifact', lying, '--json']);
    expect(about(computed.ran.out)).toContain(`${reach} aws_s3_bucket.files`);
    const other = await seal([plan, '--artifact', lying, '--source', binary]);
    expect([other.ran.code, other.ran.err]).toEqual([2, expect.stringContaining('--source goes with --artifact')]);
    const copy = join(folder(), 'copy.tfplan');
    copyFileSync(binary, copy);
    expect((await seal([plan, '--artifact', binary, '--source', copy, '--json'])).ran.code).not.toBe(2);
  });

  it.each([
    ['text', 'resource "a" "b" {}'],
    ['a plan as JSON', readFileSync(plan)],
    ['a binary plan that is cut', real.subarray(0, 3000)],
  ])('is not %s', async (_, bytes) => {
    const { code, err } = await gate([plan, '--estate', estate, '--source', planAt(bytes, 'source')]);
    expect([code, err]).toEqual([2, expect.stringContaining('can say nothing of how a plan was written')]);
  });

  it('of another run is refused, and so is one of no input at all', async () => {
    const text = readFileSync(plan, 'utf8');
    const later = text.replace('"timestamp":"2026-11-22T16:51:11Z"', '"timestamp":"2026-11-22T16:51:12Z"');
    const silent = text.replace(',"timestamp":"2026-11-22T16:51:11Z"', '');
    expect(new Set([text, later, silent]).size).toBe(3);
    const others = [
      later,
      silent,
      readFileSync(join(fixtures, 'real-aws-store.json')),
      '{"version":3,"deployment":{}}',
    ];
    const [refused, one] = ['is the binary form of none of the plans', 'Both must come from one `terraform plan`'];
    for (const [at, other] of others.entries()) {
      const { code, err } = await gate([planAt(other, `${at}.json`), '--estate', estate, '--source', binary]);
      expect([at, code]).toEqual([at, 2]);
      if (at < 3) expect(err).toContain(refused);
      if (at < 3) expect(err).toContain(one);
    }
    const french = await gate([planAt(later), '--estate', estate, '--source', binary, '--lang', 'fr']);
    expect(french.err).toContain('n’est la forme binaire d’aucun des plans');
    // Beside the plan that it belongs to, others may stand.
    const both = await gate([plan, planAt(others[2]!, 'b.json'), '--estate', estate, '--json', '--source', binary]);
    expect(about(both.out)).toContain(`${exposed} aws_s3_bucket.open`);
  });

  describe('that an apply will execute', () => {
    const text = readFileSync(plan, 'utf8');
    const moment = '"timestamp":"2026-11-22T16:51:11Z"';
    const later = planAt(text.replace(moment, '"timestamp":"2026-11-22T16:51:12Z"'));
    const silent = planAt(text.replace(`,${moment}`, ''));
    const without = (name: string) => {
      const { tfplan, ...others } = unzipSync(real);
      return planAt(zipSync(name === '' ? others : { [name]: strToU8('x'), tfplan: tfplan!, ...others }), 'a.tfplan');
    };
    // A hidden beginning: an apply finds what is packed by its name, wherever it stands.
    const behind = without('first');
    const cut = planAt(real.subarray(0, 3000), 'cut.tfplan');

    it.each([
      ['of another run', later, binary],
      ['of a JSON that says no moment', silent, binary],
      ['packed in another order', later, behind],
      ['that cannot be read', plan, cut],
    ])('is sealed with no decision about another: one %s', async (_, json, artifact) => {
      const { ran, folder: at } = await seal([json, '--artifact', artifact]);
      expect(ran.code).toBe(2);
      expect(ran.err).toContain('is the binary form of none of the plans');
      expect(ran.err).toContain('A decision about one plan is not sealed with what the apply of another would execute');
      expect(existsSync(at)).toBe(false);
      const french = await seal([json, '--artifact', artifact, '--lang', 'fr']);
      expect(french.ran.err).toContain('La décision sur un plan n’est pas scellée');
    });

    it('is sealed with its own, also beside other plans, and where neither says a moment', async () => {
      for (const words of [
        [plan, '--artifact', behind],
        [plan, '--artifact', binary, '--', later],
        [silent, '--artifact', cut],
      ])
        expect([1, 3]).toContain((await seal(words)).ran.code);
    });
  });

  it('is what an unknown names as the way to make it known', async () => {
    for (const language of ['en', 'fr']) {
      const { out } = await gate([plan, '--estate', estate, '--lang', language]);
      expect(out).toContain('--source plan.tfplan');
    }
  });

  it('that was written anew since it was digested says nothing', async () => {
    const path = planAt(real, 'swapped.tfplan');
    const swapped = readFileSync(lying);
    // Read by the seal first, then for its configuration: what comes between is another file.
    const { snapshotsFrom } = await import('../../../cli/gate/input/snapshots.ts');
    const { artifactsAt } = await import('../../../cli/gate/bound/artifact.ts');
    const edge = { stdin: process.stdin } as never;
    const artifacts = await artifactsAt([path], edge);
    expect((await snapshotsFrom({ artifact: [path] }, artifacts, edge)).snapshots).toHaveLength(1);
    writeFileSync(path, swapped);
    expect((await snapshotsFrom({ artifact: [path] }, artifacts, edge)).snapshots).toEqual([]);
  });
});
