/** A program that existed before Cloison; the three lines are the first ones. Stacks differ in what they would do wrong. */
import { fileURLToPath } from 'node:url';
import * as pulumi from '@pulumi/pulumi';
import { estateAt } from '../../../../stacks/pack/estateAt.ts';
const { inZone } = estateAt(fileURLToPath(new URL('../../../../stacks/sample/estate', import.meta.url)));
pulumi.runtime.registerResourceTransform(inZone('private', 'accreditation-file'));

class Provider extends pulumi.ProviderResource {
  constructor(name: string, props: object) {
    super('aws', name, { ...props });
  }
}
class Bucket extends pulumi.CustomResource {
  declare readonly bucket: pulumi.Output<string>;
  constructor(name: string, props: object, opts: pulumi.CustomResourceOptions) {
    super('aws:s3/bucket:Bucket', name, { bucket: name, ...props }, opts);
  }
}
/** Resources of libraries stand inside components. */
class Site extends pulumi.ComponentResource {
  constructor(name: string, make: (parent: pulumi.Resource) => void) {
    super('library:index:Site', name);
    make(this);
  }
}

const here = { region: 'eu-private', endpoints: [{ s3: 'https://rgw.estuaire.example' }] };
const regions: Readonly<Record<string, object>> = {
  good: here,
  abroad: { region: 'ap-southeast-1' },
  unknown: { region: new Site('late', () => {}).urn },
};
const main = new Provider('main', regions[pulumi.getStack()]!);
const site = new Site('site', (parent) => void new Bucket('photos', {}, { parent, provider: main }));
export const urn = site.urn;
