/** A bucket policy as we understand it. What we do not understand whole is not judged: the reach is then unknown. */
import { CloisonFault, parseJsonStrict, type Json } from '../../estate/index.ts';
import { isObject } from '../fields.ts';

export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** `not…` are the negative forms (NotPrincipal, NotAction, NotResource). Principals are as written; `*` is everybody. */
export interface Statement {
  readonly allow: boolean;
  readonly principals: readonly string[];
  readonly notPrincipal: boolean;
  readonly actions: readonly string[];
  readonly notAction: boolean;
  readonly resources: readonly string[];
  readonly notResource: boolean;
  readonly conditions: readonly Condition[];
}

const known = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

function texts(json: Json | undefined): string[] | undefined {
  if (typeof json === 'string') return [json];
  if (Array.isArray(json) && json.every((item) => typeof item === 'string')) return [...json];
  return undefined;
}

/** `"*"`, `{"AWS": …}`, `{"CanonicalUser": …}`; services and federations are kept under their own name. */
function principalsOf(json: Json | undefined): string[] | undefined {
  const plain = texts(json);
  if (plain !== undefined) return plain;
  if (json === undefined || !isObject(json)) return undefined;
  const lists = Object.entries(json).map(([type, names]) =>
    texts(names)?.map((name) => (type === 'AWS' || type === 'CanonicalUser' ? name : `${type.toLowerCase()}:${name}`)),
  );
  return lists.includes(undefined) ? undefined : (lists as string[][]).flat();
}

function conditionsOf(json: Json | undefined): Condition[] | undefined {
  if (json === undefined) return [];
  if (!isObject(json)) return undefined;
  const found: Condition[] = [];
  for (const [operator, keys] of Object.entries(json)) {
    if (!isObject(keys)) return undefined;
    for (const [key, wanted] of Object.entries(keys)) {
      const values = texts(typeof wanted === 'boolean' || typeof wanted === 'number' ? String(wanted) : wanted);
      if (values === undefined) return undefined;
      found.push({ operator, key, values });
    }
  }
  return found;
}

function statementOf(json: Json): Statement | undefined {
  // An unknown key may be one the server reads and we do not, e.g. `effect`: some servers match keys in any case.
  if (!isObject(json) || Object.keys(json).some((key) => !known.has(key))) return undefined;
  const { Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition: conditions } = json;
  const parts = [principalsOf(Principal ?? NotPrincipal), texts(Action ?? NotAction), texts(Resource ?? NotResource)];
  const [principals, actions, resources] = parts;
  const read = conditionsOf(conditions);
  if ((Effect !== 'Allow' && Effect !== 'Deny') || !principals || !actions || !resources || !read) return undefined;
  const notForms = {
    notPrincipal: Principal === undefined,
    notAction: Action === undefined,
    notResource: Resource === undefined,
  };
  return { allow: Effect === 'Allow', principals, actions, resources, ...notForms, conditions: read };
}

/** The statements, or undefined when any part is not understood. */
export function parsePolicy(text: string): readonly Statement[] | undefined {
  let json: Json;
  try {
    json = parseJsonStrict(text);
  } catch (error) {
    if (error instanceof CloisonFault) return undefined;
    throw error;
  }
  if (!isObject(json) || Object.keys(json).some((key) => !['Version', 'Id', 'Statement'].includes(key)))
    return undefined;
  const { Statement: list } = json;
  const statements = (Array.isArray(list) ? list : list === undefined ? [] : [list]).map((item: Json) =>
    statementOf(item),
  );
  return statements.includes(undefined) ? undefined : (statements as Statement[]);
}
