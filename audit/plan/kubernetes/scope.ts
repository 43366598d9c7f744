/** Whether a kind lives in a namespace. Of a kind that Kubernetes does not bring itself, only its definition knows. */
import data from './scopes.json' with { type: 'json' };

const clusterWide: ReadonlySet<string> = new Set(data.clusterWide);
const groups: ReadonlySet<string> = new Set(data.groups);

/** `apps/v1`, `Deployment` → `Deployment.apps`; the core group has no name, and the version never counts. */
export function typeOf(apiVersion: string, kind: string): string {
  const slash = apiVersion.lastIndexOf('/');
  return slash < 0 ? kind : `${kind}.${apiVersion.slice(0, slash)}`;
}

export function scopeOf(type: string): 'cluster' | 'namespace' | 'unknown' {
  if (clusterWide.has(type)) return 'cluster';
  const dot = type.indexOf('.');
  return groups.has(dot < 0 ? '' : type.slice(dot + 1)) ? 'namespace' : 'unknown';
}
