import { join } from 'node:path';
import { requireEngine } from '../binary.ts';
import type { KeyPair } from '../certificates.ts';
import type { Lab } from '../lab.ts';
import { freePort } from '../ports.ts';

/** Starts etcd and returns its address. */
export async function runEtcd(lab: Lab): Promise<string> {
  const [client, peer] = [`http://127.0.0.1:${await freePort()}`, `http://127.0.0.1:${await freePort()}`];
  lab.run('etcd', requireEngine('etcd'), [
    `--data-dir=${join(lab.folder, 'etcd')}`,
    '--unsafe-no-fsync',
    '--log-level=warn',
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
  ]);
  return client;
}

export interface ApiServerSettings {
  readonly port: number;
  readonly etcd: string;
  readonly server: KeyPair;
  readonly serviceAccounts: KeyPair;
  readonly tokensFile: string;
  readonly authorizationFile: string;
  readonly auditPolicyFile: string;
  readonly auditLog: string;
  /** Who holds a client certificate of this authority may say who the user is. */
  readonly proxyCaFile: string | undefined;
}

export function runApiServer(lab: Lab, settings: ApiServerSettings): void {
  const { port, server, serviceAccounts, proxyCaFile } = settings;
  lab.run(
    'kube-apiserver',
    requireEngine('kube-apiserver'),
    [
      `--etcd-servers=${settings.etcd}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      `--secure-port=${port}`,
      `--tls-cert-file=${server.certFile}`,
      `--tls-private-key-file=${server.keyFile}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-signing-key-file=${serviceAccounts.keyFile}`,
      `--service-account-key-file=${serviceAccounts.certFile}`,
      `--token-auth-file=${settings.tokensFile}`,
      `--authorization-config=${settings.authorizationFile}`,
      `--audit-policy-file=${settings.auditPolicyFile}`,
      `--audit-log-path=${settings.auditLog}`,
      '--audit-log-mode=blocking',
      '--service-cluster-ip-range=10.96.0.0/16',
      '--endpoint-reconciler-type=none',
      // Without a kubelet the taint of a new node would never go, and nothing would be scheduled.
      '--disable-admission-plugins=TaintNodesByCondition',
      ...(proxyCaFile ? proxyFlags(proxyCaFile) : []),
    ],
    { patience: 3000 },
  );
}

function proxyFlags(caFile: string): string[] {
  return [
    `--requestheader-client-ca-file=${caFile}`,
    '--requestheader-username-headers=X-Remote-User',
    '--requestheader-group-headers=X-Remote-Group',
    '--requestheader-extra-headers-prefix=X-Remote-Extra-',
  ];
}

/** Controller manager and scheduler, each with the kubeconfig of its own user. */
export function runControllers(
  lab: Lab,
  kubeconfigs: { controllers: string; scheduler: string },
  keyFile: string,
  caFile: string,
): void {
  const unlistened = ['--bind-address=127.0.0.1', '--secure-port=0'];
  lab.run(
    'kube-controller-manager',
    requireEngine('kube-controller-manager'),
    [
      `--kubeconfig=${kubeconfigs.controllers}`,
      '--use-service-account-credentials',
      // Nobody sends heartbeats for nodes that are only objects.
      '--controllers=*,-node-lifecycle-controller,-taint-eviction-controller',
      `--service-account-private-key-file=${keyFile}`,
      `--root-ca-file=${caFile}`,
      '--leader-elect=false',
      // The defaults throttle the start of forty controllers for seconds.
      '--kube-api-qps=1000',
      '--kube-api-burst=1000',
      ...unlistened,
    ],
    { patience: 1000 },
  );
  const configuration = lab.write('scheduler.json', {
    apiVersion: 'kubescheduler.config.k8s.io/v1',
    kind: 'KubeSchedulerConfiguration',
    leaderElection: { leaderElect: false },
    clientConnection: { kubeconfig: kubeconfigs.scheduler },
  });
  lab.run('kube-scheduler', requireEngine('kube-scheduler'), [`--config=${configuration}`, ...unlistened], {
    patience: 1000,
  });
}
