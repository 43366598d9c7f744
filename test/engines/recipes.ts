/** How each engine is made. Versions are pinned by the go.mod beside it; Debian packages by the release they come from. */
export type Engine = 'opa' | 'versitygw' | 'kubernetes' | 'ceph';

export interface GoRecipe {
  /** The module whose version, read from go.mod, is the version of the engine. */
  readonly module: string;
  /** Name of each binary and the package it is built from. */
  readonly binaries: Readonly<Record<string, string>>;
  /** Link-time variables (`-X name=value`) that tell a binary its own version. */
  readonly stamp: (version: string) => readonly string[];
}

export interface DebianRecipe {
  /** Commands that must be on PATH; when one is missing the packages are installed. */
  readonly commands: readonly string[];
  readonly packages: readonly string[];
}

export interface Recipe {
  readonly go?: GoRecipe;
  readonly debian?: DebianRecipe;
}

export const recipes: Readonly<Record<Engine, Recipe>> = {
  opa: {
    go: {
      module: 'github.com/open-policy-agent/opa',
      binaries: { opa: 'github.com/open-policy-agent/opa' },
      stamp: () => [],
    },
  },
  versitygw: {
    go: {
      module: 'github.com/versity/versitygw',
      binaries: { versitygw: 'github.com/versity/versitygw/cmd/versitygw' },
      stamp: (version) => [`main.Version=${version}`],
    },
  },
  ceph: {
    debian: {
      commands: ['ceph', 'ceph-mon', 'ceph-osd', 'monmaptool', 'radosgw', 'radosgw-admin'],
      packages: ['ceph-mon', 'ceph-osd', 'radosgw', 'ceph-common'],
    },
  },
  kubernetes: {
    go: {
      module: 'k8s.io/kubernetes',
      binaries: {
        etcd: 'go.etcd.io/etcd/server/v3',
        'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
        'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
        'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
      },
      stamp: (version) => {
        const [major, minor] = version.replace('v', '').split('.');
        return [
          `k8s.io/component-base/version.gitVersion=${version}`,
          `k8s.io/component-base/version.gitMajor=${major}`,
          `k8s.io/component-base/version.gitMinor=${minor}`,
          `k8s.io/client-go/pkg/version.gitVersion=${version}`,
        ];
      },
    },
    debian: { commands: ['openssl'], packages: ['openssl'] },
  },
};

/** Which engine brings this command: a binary we build, or a command of a Debian package. */
export function engineOf(command: string): Engine | undefined {
  const names = Object.keys(recipes) as Engine[];
  return names.find((name) => {
    const { go, debian } = recipes[name];
    return (go && command in go.binaries) || debian?.commands.includes(command);
  });
}
