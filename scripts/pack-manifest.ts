/** What the registry and the installer read of Cloison: no dependency, no script, no Node; clients asked for by name. */
export interface Manifest {
  readonly [field: string]: unknown;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Clients of stores and clusters: `cloison gate`, `audit --collection` and `evidence verify` need none. */
export const heavy = ['@aws-sdk/client-s3', '@kubernetes/client-node', '@smithy/core', '@smithy/signature-v4'];
/** What other programs may import, by the name they use: the rooms, and what a program of Pulumi needs. */
export const doors: Readonly<Record<string, string>> = {
  estate: 'estate/index',
  classifiers: 'classifiers/index',
  audit: 'audit/index',
  policies: 'policies/index',
  evidence: 'evidence/index',
  guard: 'guard/index',
  infra: 'infra/index',
  pulumi: 'stacks/pack/estateAt',
};

/** Everything else that the checkout depends on is inside the bundle, with its licence in THIRD-PARTY.txt. */
export function publishedManifest(manifest: Manifest): Record<string, unknown> {
  const { devDependencies: _dev, optionalDependencies: _node, scripts: _scripts, dependencies, ...rest } = manifest;
  const door = ([name, path]: [string, string]) => [
    `./${name}`,
    { types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` },
  ];
  const clients = Object.fromEntries(heavy.map((name) => [name, `^${dependencies[name]!}`]));
  const peers = { ...manifest.peerDependencies, ...clients };
  return {
    ...rest,
    engines: { node: '>=22.18' },
    exports: {
      ...Object.fromEntries(Object.entries(doors).map(door)),
      './package.json': './package.json',
    },
    dependencies: {},
    peerDependencies: peers,
    peerDependenciesMeta: Object.fromEntries(Object.keys(peers).map((name) => [name, { optional: true }])),
    files: [...(manifest['files'] as string[]), 'THIRD-PARTY.txt'],
  };
}
