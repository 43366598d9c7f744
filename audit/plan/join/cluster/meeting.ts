/** Whether objects of a cluster meet, as far as their names, namespaces and labels are known before apply. */
import type { Kept } from '../links/keep.ts';
import type { Labels, NetworkSaid, RouteSaid, ServiceSaid } from './network.ts';

export interface Spoken<S extends NetworkSaid> {
  readonly kept: Kept;
  readonly said: S;
}
/** Undefined where only apply tells. */
type Met = boolean | undefined;
export const both = (one: Met, other: Met): Met => (one === false || other === false ? false : one && other);
export const same = (one: string | undefined, other: string | undefined): Met =>
  one === undefined || other === undefined ? undefined : one === other;

/** A stream of manifests without a namespace goes into one as a whole. */
export const near = (one: Spoken<NetworkSaid>, other: Spoken<NetworkSaid>): Met => {
  const [here, there] = [one.said.namespace, other.said.namespace];
  const together = one.kept.planned.input === other.kept.planned.input;
  return here === undefined && there === undefined && together ? true : same(here, there);
};

export function mayLeadTo(route: Spoken<RouteSaid>, service: Spoken<ServiceSaid>): boolean {
  const { name, namespace } = service.said;
  const { services, into } = route.said;
  if (near(route, service) !== false && services.some((each) => same(each, name) !== false)) return true;
  return into.some((each) => both(same(each.name, name), same(each.namespace, namespace)) !== false);
}

/** A selector that is left out selects nothing. */
export function selects(selector: Labels, labels: Labels): Met {
  if (selector === undefined) return undefined;
  if (selector.size === 0) return false;
  if (labels === undefined) return undefined;
  let met: Met = true;
  for (const [key, text] of selector) met = both(met, labels.has(key) ? same(text, labels.get(key)) : false);
  return met;
}

export const spoken = <S extends NetworkSaid>(all: readonly Kept[], is: S['is']): readonly Spoken<S>[] =>
  all.flatMap((kept) => (kept.network?.is === is ? [{ kept, said: kept.network as S }] : []));
