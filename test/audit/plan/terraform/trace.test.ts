/** What the configuration in a binary plan comes to, held to what Terraform made of it: `real-handed.*`, one output a case. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { encodedIn, encodedPolicy } from '../../../../audit/plan/terraform/snapshot/encoded.ts';
import { snapshotIn } from '../../../../audit/plan/terraform/snapshot/snapshot.ts';
import { Trace } from '../../../../audit/plan/terraform/snapshot/trace.ts';

interface Module {
  readonly resources?: readonly { readonly address: string; readonly values: Record<string, unknown> }[];
  readonly child_modules?: readonly Module[];
}
interface Applied {
  readonly values: {
    readonly outputs: Readonly<Record<string, { readonly value: unknown }>>;
    readonly root_module: Module;
  };
}
const fixtures = join(import.meta.dirname, '../fixtures/terraform');
const { values } = JSON.parse(readFileSync(join(fixtures, 'real-handed-applied.json'), 'utf8')) as Applied;
const snapshot = (await snapshotIn(readFileSync(join(fixtures, 'real-handed.tfplan'))))!;

const made = new Map<string, Record<string, unknown>>();
(function gather({ resources = [], child_modules: below = [] }: Module): void {
  for (const { address, values: own } of resources) made.set(address, own);
  below.forEach(gather);
})(values.root_module);

const trace = new Trace(snapshot);
const root = { module: '', key: '' };
function textOf(expression: string, spot = root): string | undefined {
  const found = trace.reach(expression, spot);
  if (found === undefined || 'text' in found) return found?.text;
  const value = made.get(found.address)?.[found.attribute];
  return typeof value === 'string' ? `${found.before}${value}${found.behind}` : undefined;
}
/** Undefined where it is computed, as far as the source tells. */
function valueOf(name: string): unknown {
  const { text } = snapshot.outputOf('', name)!;
  const traced = trace.follow(text, root);
  const literal = traced && encodedIn(traced.text);
  if (literal === undefined) return textOf(text);
  const resolve = (expression: string) => textOf(expression, traced!.spot);
  const json = encodedPolicy(literal, { bucket: resolve, resource: resolve });
  return json === undefined ? undefined : (JSON.parse(json) as unknown);
}
const applied = (name: string): unknown => {
  const { value } = values.outputs[name]!;
  return name.startsWith('policy') ? (JSON.parse(String(value)) as unknown) : value;
};

describe('of what Terraform made of it', () => {
  const computed = [
    'chosen',
    'computed',
    'handed_default',
    'handed_digits',
    'handed_object',
    'item',
    'policy_for',
    'policy_keyed',
    'policy_lined',
    'policy_merged',
    'policy_number',
    'policy_template',
    'policy_text',
    'policy_twice',
    'replaced',
    'root_variable',
    'two',
  ];
  const names = Object.keys(values.outputs);

  it('knows all that is handed on as it is, and nothing that is computed', () => {
    expect(names.length).toBeGreaterThan(35);
    expect(names.filter((name) => valueOf(name) === undefined).toSorted()).toEqual(computed);
  });

  test.each(names.filter((name) => !computed.includes(name)))('%s is the same', (name) => {
    expect(valueOf(name)).toEqual(applied(name));
  });

  it('tells every step of a list apart from every other', () => {
    const all = names.filter((name) => !computed.includes(name)).map((name) => JSON.stringify(applied(name)));
    expect(new Set(all).size).toBeGreaterThan(12);
  });
});
