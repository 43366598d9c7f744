/** A program that existed before Cloison; the three lines are the first ones. Stacks differ in what they would do wrong. */
import * as pulumi from '@pulumi/pulumi';
import { estateAt } from '../../../../stacks/pack/estateAt.ts';
const { inZone } = estateAt('../../../bench/estate');
const people = inZone('cloud', 'people');
// In one stack each resource is given the transform by itself.
if (pulumi.getStack() !== 'each') pulumi.runtime.registerResourceTransform(people);

class Provider extends pulumi.ProviderResource {
  constructor(name: string, props: object, opts?: pulumi.ResourceOptions) {
    super('aws', name, { ...props }, opts);
  }
}
class Bucket extends pulumi.CustomResource {
  declare readonly bucket: pulumi.Output<string>;
  constructor(name: string, props: object, opts: pulumi.CustomResourceOptions) {
    super('aws:s3/bucket:Bucket', name, { bucket: name, ...props }, opts);
  }
}
/** Resources of libraries stand inside components, and so may providers. */
class Site extends pulumi.ComponentResource {
  constructor(kind: string, make: (parent: pulumi.Resource) => void, opts?: pulumi.ComponentResourceOptions) {
    super(`library:index:${kind}`, kind.toLowerCase(), {}, opts);
    make(this);
  }
}

const here = { region: 'eu-central-1' };
const abroad = { region: 'us-east-1' };
const photos = (parent: pulumi.Resource, props: object) =>
  new Bucket('photos', {}, { parent, provider: new Provider('main', props, { parent }) });

const site = (kind: string, props: object): Site => new Site(kind, (parent) => photos(parent, props));

function each(): pulumi.Resource[] {
  const main = new Provider('main', here);
  const scoped = { providers: [main], transforms: [people] };
  return [
    new Bucket('own', {}, { provider: main, transforms: [people] }),
    new Bucket('free', {}, { provider: new Provider('far', abroad) }),
    new Site('Site', (parent) => void new Bucket('inner', {}, { parent }), scoped),
  ];
}

const stacks: Readonly<Record<string, () => unknown>> = {
  good: () => site('Site', here),
  // Two components, each with a provider of the same name.
  abroad: () => [site('Site', here), site('Mirror', abroad), site('Copy', abroad)],
  unknown: () => site('Site', { region: new Site('Late', () => {}).urn }),
  each,
};
stacks[pulumi.getStack()]!();
