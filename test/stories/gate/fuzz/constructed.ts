/** For every type of the table a plan of Terraform or a preview of Pulumi that makes one of it, as the tool would write it. */
import { unknownLeaf, type Properties, type Tree } from '../../../../audit/plan/told.ts';
import { holders, isCamel, minimal, packageOf, providerOf, regionsOf, serving } from '../planting.ts';
import type { Holder } from '../mutants.ts';
import { world } from '../worldwide.ts';
import { asOne, type Base } from './base.ts';
import type { Json } from './damage.ts';

/** What the engine writes for a value that it does not know yet. */
const unknownText = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const isMark = (value: Tree): boolean => value === unknownLeaf;
const asJson = (tree: Tree): Json =>
  isMark(tree)
    ? unknownText
    : (JSON.parse(JSON.stringify(tree, (_key, value: Tree) => (isMark(value) ? unknownText : value))) as Json);

/** As `terraform show -json` splits a resource: what is known, and a tree of `true` where it is not. */
function split(tree: Tree): readonly [known: Json | undefined, unknown: Json] {
  if (isMark(tree)) return [undefined, true];
  if (Array.isArray(tree) || typeof tree !== 'object' || tree === null) return [tree as Json, false];
  const parts = Object.entries(tree as Properties).map(([key, inner]) => [key, split(inner)] as const);
  return [
    Object.fromEntries(parts.flatMap(([key, [known]]) => (known === undefined ? [] : [[key, known]]))),
    Object.fromEntries(parts.flatMap(([key, [, unknown]]) => (unknown === false ? [] : [[key, unknown]]))),
  ];
}

const expressionOf = (value: Tree): Json => {
  if (isMark(value)) return { references: ['data.aws_region.now.name', 'data.aws_region.now'] };
  if (typeof value === 'object' && value !== null)
    return [Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expressionOf(inner)]))];
  return { constant_value: value as Json };
};

function terraform(type: string, after: Properties, provider: Properties): Json {
  const [known, unknown] = split(after);
  const [name, full] = [packageOf(type), `registry.terraform.io/hashicorp/${packageOf(type)}`];
  const of = { address: `${type}.it`, mode: 'managed', type, name: 'it' };
  const change = {
    actions: ['create'],
    before: null,
    after: known ?? {},
    after_unknown: unknown,
    before_sensitive: false,
    after_sensitive: {},
  };
  const expressions = Object.fromEntries(Object.entries(provider).map(([key, value]) => [key, expressionOf(value)]));
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: [{ ...of, provider_name: full, change }],
    configuration: {
      provider_config: { [name]: { name, full_name: full, expressions } },
      root_module: { resources: [{ ...of, provider_config_key: name, expressions: {} }] },
    },
  };
}

function pulumi(type: string, inputs: Properties, provider: Properties): Json {
  const [own, itsProvider] = [`urn:pulumi:prod::shop::${type}::it`, `pulumi:providers:${packageOf(type)}`];
  const urn = `urn:pulumi:prod::shop::${itsProvider}::p`;
  const values = Object.fromEntries(
    Object.entries(provider).map(([key, value]) => [
      key,
      isMark(value)
        ? unknownText
        : typeof value === 'object'
          ? JSON.stringify(value, (_k, v: Tree) => (isMark(v) ? unknownText : v))
          : (value as Json),
    ]),
  );
  const step = (its: string, state: Json) => ({
    op: 'create',
    urn: its,
    newState: { urn: its, custom: true, ...(state as object) },
  });
  return {
    steps: [
      step(urn, { type: itsProvider, id: 'p-id', inputs: values }),
      step(own, { type, inputs: asJson(inputs), provider: `${urn}::p-id` }),
    ],
    changeSummary: { create: 2 },
  };
}

/** Each provider takes its region at one path: said at a second one too, a wound at one of them would be none. */
const configured = (type: string, { api, ...flat }: Properties): Properties =>
  packageOf(type) === 'outscale' ? { api: api! } : flat;

/** `says`: who says where it lies; `provider`: the resource itself is silent, and lies where its provider is configured. */
function ofType([type, entry]: Holder, where: Base['where'], says: 'both' | 'provider'): Base {
  const tree = minimal(entry, type, 'it', says === 'both' ? where : 'unsaid', 'people');
  const provider = configured(type, serving(entry, type, where));
  const document = type.includes(':') ? pulumi(type, tree, provider) : terraform(type, tree, provider);
  const { abroad } = regionsOf[providerOf(entry, type)]!;
  return { name: `${type} ${where} by ${says}`, where, document, write: asOne, estate: world, abroad };
}

/** A store of one's own lies where the estate says that its endpoint is: leaving out its region is no lie, and places it. */
const isSettled = ([, entry]: Holder, where: Base['where']): boolean => entry.provider === 'own' && where !== 'home';

export const constructed: readonly Base[] = holders
  .filter(([type]) => type.includes(':') || !isCamel(type))
  // What holds data only where it says which is no container any more once a wound has taken that away.
  .filter(([, { row }]) => row.ifClaimed === undefined)
  .flatMap((holder) =>
    (['home', 'abroad', 'unknown'] as const).flatMap((where) =>
      isSettled(holder, where) ? [] : [ofType(holder, where, 'both'), ofType(holder, where, 'provider')],
    ),
  );
