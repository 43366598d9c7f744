/** Other words for a Service: the name by which DNS knows it in its cluster, and those that stand in annotations of a route. */
import type { Labels } from './openings.ts';

export interface Named {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Whom a Service of the type ExternalName stands for (Kubernetes, DNS for Services and Pods): `db.data.svc`, alone or
 * before any domain of a cluster, the name of a pod before it or not; and `db.data`, which controllers complete by their
 * own search list. Of what is no name of a Service, no Service is found.
 */
export function namedInside(host: string): Named | undefined {
  const labels = host.toLowerCase().replace(/\.$/, '').split('.');
  const at = labels.indexOf('svc', 2);
  const [name, namespace] = at === -1 ? labels : labels.slice(at - 2);
  if (!name || !namespace || (at === -1 && labels.length !== 2)) return undefined;
  return { namespace, name };
}

const action = 'alb.ingress.kubernetes.io/actions.';
const fallback = 'nginx.ingress.kubernetes.io/default-backend';

/** The controller of AWS is written in Go, which finds a member whatever its case. */
function namesIn(json: string): readonly (string | undefined)[] {
  const names: string[] = [];
  try {
    JSON.parse(json, (key, inner: unknown) => {
      if (key.toUpperCase() === 'SERVICENAME' && typeof inner === 'string') names.push(inner);
      return inner;
    });
  } catch {
    return [undefined];
  }
  return names;
}

/** Services of its namespace that an Ingress names in annotations of its controller; `undefined` may be any of them. */
export function namedByAnnotations(annotations: Labels): readonly (string | undefined)[] {
  if (annotations === undefined) return [undefined];
  return [...annotations].flatMap(([key, text]) => {
    if (key !== fallback && !key.startsWith(action)) return [];
    return text === undefined || key === fallback ? [text] : namesIn(text);
  });
}
