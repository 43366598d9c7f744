/** The stacks of the sample estate: what it declares of each side is made there, and nowhere else. */
import * as pulumi from '@pulumi/pulumi';
import { makeVolumes } from './program/clusters.ts';
import { groundIn } from './program/ground.ts';
import { makeBuckets, type Buckets } from './program/stores.ts';

const ground = groundIn(import.meta.dirname, new Date());

function privateSide() {
  return { buckets: makeBuckets(ground, 'private'), volumes: makeVolumes(ground, 'private') };
}

/** What the private side sends over by a declared flow is named on the bucket that receives it. */
function publicSide() {
  const other = new pulumi.StackReference(`${pulumi.getOrganization()}/${pulumi.getProject()}/private`);
  const sources = other.requireOutput('buckets') as pulumi.Output<Buckets>;
  return { buckets: makeBuckets(ground, 'public', sources), volumes: makeVolumes(ground, 'public') };
}

const sides: Readonly<Record<string, typeof privateSide>> = { private: privateSide, public: publicSide };
const side = sides[pulumi.getStack()];
if (side === undefined) throw new pulumi.RunError(`no side of the estate is called ${pulumi.getStack()}`);

/** Outputs of the stack. */
export const { buckets, volumes } = side();
