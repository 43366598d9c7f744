/** One program with a case a stack: what a person may write, and what may go wrong. Never applied. */
import { createRequire } from 'node:module';
import * as pulumi from '@pulumi/pulumi';

interface BucketArgs {
  readonly bucket?: pulumi.Input<string>;
  readonly region?: pulumi.Input<string>;
  readonly note?: pulumi.Input<string>;
}

class Bucket extends pulumi.CustomResource {
  declare readonly bucket: pulumi.Output<string>;
  constructor(name: string, args: BucketArgs, opts?: pulumi.CustomResourceOptions) {
    super('aws:s3/bucket:Bucket', name, { bucket: undefined, ...args }, { version: '7.48.0', ...opts });
  }
}

class Provider extends pulumi.ProviderResource {}

class Site extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super('cases:index:Site', name, {}, opts);
    const inner = new Bucket('inner', { bucket: 'inner' }, { parent: this });
    this.registerOutputs({ bucket: inner.bucket });
  }
}

const settings = new pulumi.Config();

/** What makes a resource unknown, secret, dependent, explicit about its provider, or part of a component. */
function whole(): Record<string, unknown> {
  const first = new Bucket('first', { bucket: 'first', note: settings.requireSecret('token') });
  const abroad = new Provider('aws', 'abroad', { region: 'ap-southeast-1' });
  new Bucket('second', { bucket: pulumi.interpolate`log-${first.id}` }, { provider: abroad });
  new Bucket('third', { bucket: first.bucket, note: pulumi.secret('open-sesame') }, { ignoreChanges: ['region'] });
  new Site('site');
  const asked = pulumi.runtime.invokeOutput<{ name: string }>('aws:index/getRegion:getRegion', {});
  new Bucket('fourth', { region: asked.apply(({ name }) => name) }, { aliases: [{ name: 'renamed' }] });
  void pulumi.log.warn(`kept under ${import.meta.dirname}`);
  return { first: first.bucket, id: first.id, hidden: pulumi.secret('shibboleth') };
}

function transformed(): void {
  pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
    type.endsWith(':Bucket') ? { props: { ...props, note: `${String(props['note'])} then stack` }, opts } : undefined,
  );
  const own: pulumi.ResourceTransform = ({ props, opts }) => ({ props: { ...props, note: 'own' }, opts });
  new Bucket('first', { bucket: 'first' }, { transforms: [own] });
  new Site('site', {
    transforms: [({ custom, props, opts }) => (custom ? { props: { ...props, note: 'component' }, opts } : undefined)],
  });
}

function refused(): void {
  pulumi.runtime.registerResourceTransform(({ name }) => {
    if (['second', 'third'].includes(name)) throw new Error(`not in this zone\n→ move ${name}`);
    return undefined;
  });
  for (const name of ['first', 'second', 'third']) new Bucket(name, { bucket: name });
}

async function plain(): Promise<void> {
  const { name } = await pulumi.runtime.invoke('aws:index/getRegion:getRegion', {});
  new Bucket('first', { region: name as string, bucket: `in-${String(name)}` });
}

/** What of the SDK's own packages was loaded to run a program that asks for none of it. */
function light(): Record<string, unknown> {
  const rare =
    /[\\/]node_modules[\\/](?:@npmcli[\\/]arborist|@opentelemetry[\\/](?:sdk-trace-node|exporter-zipkin))[\\/]/;
  const { cache } = createRequire(import.meta.url);
  return { first: Object.keys(cache).filter((path) => rare.test(path)).length };
}

const cases: Readonly<Record<string, () => unknown>> = {
  whole,
  transformed,
  refused,
  plain,
  light,
  telling: async () => {
    new Bucket('first', { bucket: 'first', note: pulumi.secret('open-sesame') });
    await new Promise((resolve) => setTimeout(resolve, 300));
    console.log('printed open-sesame');
    await pulumi.log.warn('logged open-sesame, then shibboleth');
    if (settings.get('breaks') === 'true') throw new Error('broken by open-sesame');
    return { hidden: pulumi.secret('shibboleth') };
  },
  crashed: () => {
    new Bucket('first', {});
    throw new Error(`it broke in ${import.meta.filename}`);
  },
  left: () => {
    new Bucket('first', {});
    // Past every guard of the SDK, as a native crash would be.
    (process as unknown as { reallyExit: (code: number) => never }).reallyExit(0);
  },
  waiting: () => new Promise((resolve) => setTimeout(resolve, 600_000)),
  twice: () => [new Bucket('first', {}), new Bucket('first', {})],
  remote: () => new pulumi.ComponentResource('awsx:ec2:Vpc', 'network', {}, {}, true),
  missing: () => import(['not', 'installed'].join('-')),
  called: () => pulumi.runtime.call('eks:index:Cluster/getKubeconfig', {}),
};

const outputs = (await cases[settings.require('case')]!()) as Record<string, unknown> | undefined;
export const first = outputs?.['first'];
export const id = outputs?.['id'];
export const hidden = outputs?.['hidden'];
