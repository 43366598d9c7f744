import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPlan } from '../../../audit/plan/open.ts';
import type { InputKind, Told } from '../../../audit/plan/told.ts';

const folder = join(import.meta.dirname, 'fixtures');
const kindsOf: readonly [RegExp, InputKind | 'plan-unknown' | 'plan-json'][] = [
  [/^pulumi\/(?:events|policy)-/, 'pulumi-events'],
  [/^pulumi\/(?:preview|refresh)-/, 'pulumi-preview'],
  [/^pulumi\/export-/, 'pulumi-export'],
  [/^pulumi\/plan-/, 'pulumi-plan'],
  [/^pulumi\/README/, 'plan-unknown'],
  [/^kubernetes\/(?:helm|kustomize)-|^kubernetes\/base\/(?!kustomization)|templates\/(?!NOTES)/, 'kubernetes'],
  [/NOTES/, 'plan-json'],
  [/^kubernetes\//, 'plan-unknown'],
];
const files = ['pulumi', 'kubernetes'].flatMap((name) =>
  readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)),
);

async function open(bytes: Buffer, name = 'x'): Promise<Told[]> {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 4096) yield bytes.subarray(at, at + 4096);
  }
  const told: Told[] = [];
  for await (const one of openPlan({ name, bytes: pieces() }, { signal: new AbortController().signal })) told.push(one);
  return told;
}

const kindOf = (told: readonly Told[]): string =>
  told.flatMap((one) => (one.tell === 'input' ? [one.kind] : one.tell === 'problem' ? [one.problem.code] : []))[0] ??
  '';

describe('each input is recognised by what it says', () => {
  it.each(files)('%s', async (file) => {
    const expected = kindsOf.find(([pattern]) => pattern.test(file))![1];
    expect(kindOf(await open(readFileSync(join(folder, file))))).toBe(expected);
  });

  it('reads what a shell of Windows wrote: UTF-16 with a mark', async () => {
    for (const file of [
      'kubernetes/helm-template.yaml',
      'pulumi/export-private.json',
      'pulumi/events-private-up.jsonl',
    ]) {
      const bytes = readFileSync(join(folder, file));
      const wide = Buffer.from(`\ufeff${bytes.toString()}`, 'utf16le');
      const resources = (told: readonly Told[]) => told.filter(({ tell }) => tell === 'resource');
      expect(resources(await open(wide))).toEqual(resources(await open(bytes)));
    }
  });

  it('says of a template that nobody rendered that it is one', async () => {
    const told = await open(
      Buffer.from('{{- if .Values.x }}\napiVersion: v1\nkind: {{ .Values.kind }}\nmetadata:\n  name: a\n{{- end }}\n'),
    );
    const [problem] = told.flatMap((one) => (one.tell === 'problem' ? [one.problem] : []));
    expect(problem).toMatchObject({ code: 'plan-yaml', line: 1, values: { detail: 'template' } });
  });

  it.each<[string, string, string]>([
    ['flow YAML', '{apiVersion: v1, kind: Namespace, metadata: {name: a}}', 'kubernetes'],
    ['a bare array', '[{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "a"}}]', 'kubernetes'],
    ['quoted keys', '"apiVersion": v1\n"kind": Namespace\n"metadata": {"name": "a"}\n', 'kubernetes'],
    [
      'JSON between markers',
      '{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "a"}}\n---\n{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "b"}}\n',
      'kubernetes',
    ],
    ['values of a chart', 'kind: Deployment\nreplicas: 2\n', 'plan-unknown'],
    ['a REST answer', '{"events": [], "continuationToken": null}', 'pulumi-events'],
    ['only diagnostics', '{"diagnostics": [{"severity": "error"}], "duration": 1}', 'pulumi-preview'],
    ['a very old checkpoint', '{"target": "x", "latest": {"resources": []}}', 'pulumi-export'],
    ['nothing in particular', '{}', 'plan-unknown'],
  ])('%s', async (_, text, kind) => {
    const told = await open(Buffer.from(text));
    expect(kindOf(told)).toBe(kind);
    if (kind === 'kubernetes') expect(told.filter(({ tell }) => tell === 'problem')).toEqual([]);
  });
});
