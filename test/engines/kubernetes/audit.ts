/** Everything people and workloads do, as metadata, written before the answer returns; the control plane's own traffic is left out. */
export const auditPolicy = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [
    { level: 'None', users: ['system:apiserver', 'system:kube-controller-manager', 'system:kube-scheduler'] },
    { level: 'None', userGroups: ['system:serviceaccounts:kube-system'] },
    { level: 'None', nonResourceURLs: ['/readyz*', '/healthz*', '/livez*', '/version', '/openapi/*', '/api*'] },
    { level: 'Metadata' },
  ],
};
