import { configFor } from './kubeconfig.ts';

/** An HTTPS server that is asked before RBAC and may refuse; while it cannot be reached, nobody gets through. */
export interface AuthorizationWebhook {
  readonly url: string;
  readonly caFile: string;
  /** Sent to the webhook as bearer token. */
  readonly token?: string;
  /** It is asked about these namespaces, and about every request that names none: a list across all would show theirs. */
  readonly namespaces?: readonly string[];
  /** CEL expressions in place of those that `namespaces` makes. */
  readonly matchConditions?: readonly string[];
}

/** The AuthorizationConfiguration of the API server: Node, the webhook when there is one, then RBAC. */
export function authorizationConfiguration(webhook: AuthorizationWebhook | undefined, kubeconfig: string): object {
  const asked = webhook && { type: 'Webhook', name: 'sovereignty', webhook: webhookSettings(webhook, kubeconfig) };
  return {
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'AuthorizationConfiguration',
    authorizers: [{ type: 'Node', name: 'node' }, ...(asked ? [asked] : []), { type: 'RBAC', name: 'rbac' }],
  };
}

export function webhookKubeconfig({ url, caFile, token = 'apiserver' }: AuthorizationWebhook): object {
  return configFor(url, caFile, token);
}

function webhookSettings(webhook: AuthorizationWebhook, kubeConfigFile: string): object {
  return {
    timeout: '3s',
    subjectAccessReviewVersion: 'v1',
    matchConditionSubjectAccessReviewVersion: 'v1',
    failurePolicy: 'Deny',
    authorizedTTL: '1s',
    unauthorizedTTL: '1s',
    cacheAuthorizedRequests: false,
    cacheUnauthorizedRequests: false,
    connectionInfo: { type: 'KubeConfigFile', kubeConfigFile },
    matchConditions: (webhook.matchConditions ?? defaultConditions(webhook.namespaces)).map((expression) => ({
      expression,
    })),
  };
}

/** The control plane itself is never asked about, the service accounts of workloads are. */
function defaultConditions(namespaces: readonly string[] | undefined): string[] {
  const user = 'request.user';
  const workload = `(${user}.startsWith('system:serviceaccount:') && !${user}.startsWith('system:serviceaccount:kube-system:'))`;
  const conditions = ['has(request.resourceAttributes)', `!${user}.startsWith('system:') || ${workload}`];
  if (!namespaces) return conditions;
  const namespace = 'request.resourceAttributes.namespace';
  return [...conditions, `!has(${namespace}) || ${namespace} in ${JSON.stringify(['', ...namespaces])}`];
}
