/**
 * `data.aws_iam_policy_document` as the policy that it makes. What the plan knows of it counts; of its lists the source
 * completes what only apply would know. Attributes: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
import { isMark } from '../../table/leaves.ts';
import type { Properties, Tree } from '../../told.ts';
import type { Body } from '../written/body.ts';
import { contradicts, textsOf, type Resolve } from './texts.ts';
import { isConditionKey, isOperator, isPrincipalType } from './vocabulary.ts';

type Table = Readonly<Record<string, unknown>>;
/** Thrown inside this file alone: the policy stays unknown. */
class Unclear extends Error {}

/** What references give. Resources of a policy in which they do not count may be anything. */
export interface Resolves {
  readonly bucket: Resolve;
  readonly resource: Resolve;
}

/** By these other documents are mixed in. */
const mixed = ['source_json', 'override_json', 'source_policy_documents', 'override_policy_documents'];

const isNothing = (tree: Tree | undefined): boolean =>
  tree === undefined || tree === null || tree === '' || (Array.isArray(tree) && tree.length === 0);

function sure<T>(value: T | undefined): T {
  if (value === undefined) throw new Unclear();
  return value;
}

function text(tree: Tree | undefined): string {
  if (typeof tree !== 'string') throw new Unclear();
  return tree;
}

function tables(tree: Tree | undefined): readonly Properties[] {
  if (tree === undefined || tree === null) return [];
  if (!Array.isArray(tree)) throw new Unclear();
  return (tree as readonly Tree[]).map((each) => {
    if (typeof each !== 'object' || each === null || isMark(each) || Array.isArray(each)) throw new Unclear();
    return each as Properties;
  });
}

const nowhere: Body = { attributes: new Map(), blocks: [] };
const blocksNamed = ({ blocks }: Body, name: string): readonly Body[] =>
  blocks.flatMap((block) => (block.name === name ? [block.body] : []));

function agree(planned: Properties, { attributes }: Body): void {
  for (const [name, expression] of attributes) if (contradicts(planned[name], expression)) throw new Unclear();
}

/** Blocks that Terraform writes in any order: of several nobody can say which one the source means. */
function pairs(planned: Properties, body: Body, name: string): readonly (readonly [Properties, Body])[] {
  const [all, written] = [tables(planned[name]), blocksNamed(body, name)];
  if (all.length !== written.length) throw new Unclear();
  if (all.length === 1) agree(all[0]!, written[0]!);
  return all.map((each) => [each, all.length === 1 ? written[0]! : nowhere]);
}

/** The provider writes `&{aws:username}` as a variable of the policy. */
const variables = (texts: readonly string[]): string[] => texts.map((each) => each.replaceAll('&{', '${'));

function principals(planned: Properties, body: Body, name: string, resolve: Resolve): Table | undefined {
  const all = new Map<string, string[]>();
  for (const [each, written] of pairs(planned, body, name)) {
    const type = text(each['type']);
    if (!isPrincipalType(type)) throw new Unclear();
    const names = variables(sure(textsOf(each['identifiers'], written.attributes.get('identifiers'), resolve)));
    const key = type === '*' ? 'AWS' : type;
    all.set(key, [...(all.get(key) ?? []), ...names]);
  }
  return all.size === 0 ? undefined : Object.fromEntries(all);
}

function conditions(planned: Properties, body: Body, resolve: Resolve): Table | undefined {
  const all = new Map<string, Map<string, string[]>>();
  for (const [each, written] of pairs(planned, body, 'condition')) {
    const [test, variable] = [text(each['test']), text(each['variable'])];
    // A condition that nobody knows may not be dropped: without it a Deny would refuse more than it does.
    if (!isOperator(test) || !isConditionKey(variable)) throw new Unclear();
    const keys = all.get(test) ?? new Map<string, string[]>();
    if (keys.has(variable)) throw new Unclear();
    keys.set(variable, variables(sure(textsOf(each['values'], written.attributes.get('values'), resolve))));
    all.set(test, keys);
  }
  const written = [...all].map(([test, keys]) => [test, Object.fromEntries(keys)] as const);
  return written.length === 0 ? undefined : Object.fromEntries(written);
}

function statement(planned: Properties, body: Body, { bucket, resource }: Resolves): Table {
  agree(planned, body);
  const list = (name: string, resolve: Resolve = bucket) => {
    const found = variables(sure(textsOf(planned[name], body.attributes.get(name), resolve)));
    return found.length === 0 ? undefined : found;
  };
  return {
    Effect: isNothing(planned['effect']) ? 'Allow' : text(planned['effect']),
    Principal: principals(planned, body, 'principals', bucket),
    NotPrincipal: principals(planned, body, 'not_principals', bucket),
    Action: list('actions'),
    NotAction: list('not_actions'),
    Resource: list('resources', resource),
    NotResource: list('not_resources', resource),
    Condition: conditions(planned, body, bucket),
  };
}

const isDynamic = ({ blocks }: Body): boolean =>
  blocks.some(({ name, body }) => name.startsWith('dynamic ') || isDynamic(body));

/** JSON text of the policy; undefined where a part of it stays unknown, is computed, or the plan says otherwise than the source. */
export function policyOf(document: Properties, body: Body, resolves: Resolves): string | undefined {
  try {
    if (isDynamic(body) || mixed.some((name) => !isNothing(document[name]))) return undefined;
    const [planned, written] = [tables(document['statement']), blocksNamed(body, 'statement')];
    if (planned.length === 0 || planned.length !== written.length) return undefined;
    const all = planned.map((each, at) => statement(each, written[at]!, resolves));
    return JSON.stringify({ Version: '2012-10-17', Statement: all });
  } catch (cause) {
    if (cause instanceof Unclear) return undefined;
    throw cause;
  }
}
