/** A SubjectAccessReview (authorization.k8s.io/v1 and v1beta1), cut down to what is judged. */
import { parseJsonStrict, type Json } from '../../../estate/index.ts';
import { Refused } from '../../adapter.ts';

export interface Attributes {
  /** Empty: across all namespaces, or not namespaced. */
  readonly namespace: string;
  readonly verb: string;
  readonly group: string;
  /** With its subresource: `pods/exec`. */
  readonly resource: string;
  readonly name: string;
}

export interface Review {
  readonly apiVersion: 'authorization.k8s.io/v1' | 'authorization.k8s.io/v1beta1';
  readonly user: string;
  readonly groups: readonly string[];
  readonly extra: Readonly<Record<string, readonly string[]>>;
  /** Undefined for a path that is no resource, such as `/healthz`. */
  readonly attributes: Attributes | undefined;
}

type Fields = { readonly [key: string]: Json };

function fieldsOf(value: Json | undefined): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refused('malformed');
  return value as Fields;
}

function text(fields: Fields, key: string): string {
  const value = fields[key] ?? '';
  if (typeof value !== 'string') throw new Refused('malformed');
  return value;
}

function texts(value: Json | undefined): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new Refused('malformed');
  return value.map((each: Json) => {
    if (typeof each !== 'string') throw new Refused('malformed');
    return each;
  });
}

function attributesOf(value: Json): Attributes {
  const fields = fieldsOf(value);
  const [resource, subresource] = [text(fields, 'resource'), text(fields, 'subresource')];
  const verb = text(fields, 'verb');
  if (resource === '' || verb === '') throw new Refused('malformed');
  return {
    namespace: text(fields, 'namespace'),
    verb,
    group: text(fields, 'group'),
    resource: subresource === '' ? resource : `${resource}/${subresource}`,
    name: text(fields, 'name'),
  };
}

/** Throws `malformed` for anything else: an API server never sends it, so whoever did gets no. */
export function reviewOf(body: Buffer): Review {
  const review = fieldsOf(parseJsonStrict(body));
  const apiVersion = text(review, 'apiVersion');
  if (apiVersion !== 'authorization.k8s.io/v1' && apiVersion !== 'authorization.k8s.io/v1beta1')
    throw new Refused('malformed');
  if (text(review, 'kind') !== 'SubjectAccessReview') throw new Refused('malformed');
  const spec = fieldsOf(review['spec']);
  const [resource, path] = [spec['resourceAttributes'] ?? undefined, spec['nonResourceAttributes'] ?? undefined];
  // Exactly one of the two, by the API's own rule.
  if ((resource === undefined) === (path === undefined)) throw new Refused('malformed');
  const extra = Object.entries(fieldsOf(spec['extra'] ?? {}));
  return {
    apiVersion,
    user: text(spec, 'user'),
    groups: texts(spec[apiVersion === 'authorization.k8s.io/v1' ? 'groups' : 'group']),
    extra: Object.fromEntries(extra.map(([key, values]) => [key, texts(values)])),
    attributes: resource === undefined ? undefined : attributesOf(resource),
  };
}
