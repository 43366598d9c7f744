import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookScopes, type LookOptions } from '../../cli/compose/lookScopes.ts';
import type { Edge } from '../../cli/edge.ts';
import { diskFiles } from '../../estate/index.ts';
import { folder } from './support.ts';

const where = folder();
const config = join(where, 'config');
writeFileSync(
  config,
  [
    '[default]',
    'region = nowhere',
    '[profile paris]',
    'endpoint_url = https://s3.paris.example',
    'region = eu-private',
    '[profile lyon@2]',
    'endpoint_url = https://other.example',
    '',
  ].join('\n'),
);
const kubeconfig = join(where, 'kubeconfig');
const cluster = (name: string) => `{ name: ${name}, cluster: { server: "https://${name}.example" } }`;
const context = (name: string) => `{ name: ${name}, context: { cluster: ${name}, user: me } }`;
writeFileSync(
  kubeconfig,
  `apiVersion: v1
kind: Config
current-context: two
clusters: [${cluster('one')}, ${cluster('two')}]
contexts: [${context('one')}, ${context('two')}]
users: [{ name: me, user: {} }]
`,
);

const own = ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'KUBECONFIG', 'HOME'] as const;
const before = Object.fromEntries(own.map((name) => [name, process.env[name]]));
/** The clients of AWS and Kubernetes read the environment themselves, so here it is the real one. */
const edge = { env: process.env, files: async () => diskFiles } as unknown as Edge;
const found = (options: LookOptions) => lookScopes(options, edge);

beforeEach(() => {
  process.env['AWS_CONFIG_FILE'] = config;
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = join(where, 'none');
  process.env['HOME'] = where;
  delete process.env['KUBECONFIG'];
});
afterEach(() => {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

describe('what look looks at', () => {
  it('is the named endpoints alone, each under a name of its own', async () => {
    const scopes = await found({
      s3: ['https://s3.example', 'https://s3.example', '***'],
      region: 'r1',
      profile: ['me'],
    });
    expect(scopes.map(({ id }) => id)).toEqual(['s3.example', 's3.example-2', 'place']);
    expect(scopes[0]).toEqual({
      id: 's3.example',
      place: { s3: 'https://s3.example', region: 'r1' },
      profile: 'me',
      containers: [],
    });
  });

  it('is the profiles that say where their store is, when nothing is named', async () => {
    const scopes = await found({});
    expect(scopes.map(({ id, place, profile }) => [id, place, profile])).toEqual([
      ['paris', { s3: 'https://s3.paris.example', region: 'eu-private' }, 'paris'],
      ['lyon-2', { s3: 'https://other.example' }, 'lyon@2'],
    ]);
  });

  it('is one profile where it is named, and no cluster then', async () => {
    process.env['KUBECONFIG'] = kubeconfig;
    expect((await found({ profile: ['paris'] })).map(({ id }) => id)).toEqual(['paris']);
    expect(await found({ profile: ['nobody'] })).toEqual([]);
  });

  it('is the current cluster besides, where there is a kubeconfig', async () => {
    process.env['KUBECONFIG'] = kubeconfig;
    expect((await found({})).map(({ place }) => place.kubernetes ?? 's3')).toEqual(['s3', 's3', 'two']);
  });

  it('is the clusters that are named, and no store then', async () => {
    expect(await found({ kubeconfig })).toEqual([{ id: 'two', place: { kubernetes: 'two' }, containers: [] }]);
    expect((await found({ kubeconfig, context: ['one', 'two'] })).map(({ id }) => id)).toEqual(['one', 'two']);
    expect(await found({ kubeconfig: join(where, 'nowhere') })).toEqual([]);
  });
});
