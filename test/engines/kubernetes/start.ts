import { join } from 'node:path';
import { issueClient, issueServer, makeAuthority } from '../certificates.ts';
import type { KeyPair } from '../certificates.ts';
import { inLab } from '../lab.ts';
import { freePort } from '../ports.ts';
import { auditPolicy } from './audit.ts';
import { authorizationConfiguration, webhookKubeconfig } from './authorization.ts';
import type { AuthorizationWebhook } from './authorization.ts';
import { runApiServer, runControllers, runEtcd } from './controlPlane.ts';
import { writeIdentities } from './identities.ts';
import type { ClusterUser, Identity } from './identities.ts';
import { ask } from './request.ts';

export interface KubernetesOptions {
  /** Beside these there is always `admin`, of the group system:masters, about whom no authorizer is asked. */
  readonly users?: readonly ClusterUser[];
  readonly authorizationWebhook?: AuthorizationWebhook;
  /** Let an authenticating proxy say who the user is, with `extra` such as the country of the session. */
  readonly proxy?: boolean;
  readonly port?: number;
}

export interface Kubernetes {
  readonly url: string;
  readonly caFile: string;
  /** By user name; `admin` is always there. */
  readonly users: Readonly<Record<string, Identity>>;
  /** The client certificate of the authenticating proxy, when one was asked for. */
  readonly proxy: KeyPair | undefined;
  /** One audit event per line, written before the answer returns. */
  readonly auditLog: string;
  readonly stop: () => Promise<void>;
}

const CONTROLLERS = 'system:kube-controller-manager';
const SCHEDULER = 'system:kube-scheduler';
const BUILT_IN: readonly ClusterUser[] = [
  { name: 'admin', groups: ['system:masters'] },
  { name: CONTROLLERS },
  { name: SCHEDULER },
];

/** A real control plane without machines: etcd, API server, controller manager, scheduler. Pods are bound, not run. */
export function start({
  users = [],
  authorizationWebhook,
  proxy = false,
  port,
}: KubernetesOptions = {}): Promise<Kubernetes> {
  return inLab('kubernetes', async (lab) => {
    const { folder, stop } = lab;
    const chosen = await freePort(port);
    const url = `https://127.0.0.1:${chosen}`;
    const authority = makeAuthority(folder, 'cluster-ca');
    const caFile = authority.certFile;
    const serviceAccounts = makeAuthority(folder, 'service-accounts');
    const proxyAuthority = proxy ? makeAuthority(folder, 'proxy-ca') : undefined;
    const identities = writeIdentities(lab, url, caFile, [...BUILT_IN, ...users]);
    const auditLog = join(folder, 'audit.log');
    const asked = authorizationWebhook ? lab.write('webhook.kubeconfig', webhookKubeconfig(authorizationWebhook)) : '';
    runApiServer(lab, {
      port: chosen,
      etcd: await runEtcd(lab),
      server: issueServer(authority, folder, 'kube-apiserver'),
      serviceAccounts,
      tokensFile: identities.tokensFile,
      authorizationFile: lab.write('authorization.json', authorizationConfiguration(authorizationWebhook, asked)),
      auditPolicyFile: lab.write('audit-policy.json', auditPolicy),
      auditLog,
      proxyCaFile: proxyAuthority?.certFile,
    });
    const of = (name: string) => identities.users[name] as Identity;
    const found = async (path: string) => (await ask({ url, caFile }, of('admin'), path)).status === 200;
    await lab.until('answer on /readyz', () => found('/readyz'), 60);

    const kubeconfigs = { controllers: of(CONTROLLERS).kubeconfig, scheduler: of(SCHEDULER).kubeconfig };
    runControllers(lab, kubeconfigs, serviceAccounts.keyFile, caFile);
    // Made by a controller, and no pod is admitted without it.
    await lab.until('default service account', () => found('/api/v1/namespaces/default/serviceaccounts/default'), 60);
    const certificate = proxyAuthority && issueClient(proxyAuthority, folder, 'authenticating-proxy');
    return { url, caFile, users: identities.users, proxy: certificate, auditLog, stop };
  });
}
