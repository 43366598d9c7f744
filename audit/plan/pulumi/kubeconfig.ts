/** Which cluster a provider of Kubernetes means: the one thing that may be kept of a kubeconfig, which is full of tokens. */
import type { Json } from '../../../estate/index.ts';

const current = /^\s*["']?current-context["']?\s*:\s*["']?([^"'\s,}]+)/m;
const asJson = /"current-context"\s*:\s*"([^"\\]+)"/;

/** Of a text in YAML or JSON; undefined for a path, and for what does not say it. */
export function contextOf(kubeconfig: Json | undefined): string | undefined {
  if (typeof kubeconfig !== 'string') return undefined;
  return asJson.exec(kubeconfig)?.[1] ?? current.exec(kubeconfig)?.[1];
}
