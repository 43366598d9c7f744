/** A claim for storage in a sovereign namespace: it says its dataset, lies in the region of the namespace, and is judged. */
import * as pulumi from '@pulumi/pulumi';
import { inZone, type ZoneJudge } from '../../transform/inZone.ts';
import { kubernetes } from './kubernetesSdk.ts';
import type { SovereignNamespace } from './sovereignNamespace.ts';

export interface SovereignVolumeArgs {
  readonly dataset: string;
  readonly claim: string;
  /** As Kubernetes writes quantities: `10Gi`. */
  readonly storage: string;
}

export class SovereignVolume extends pulumi.ComponentResource {
  readonly claim: string;

  constructor(
    name: string,
    { dataset, claim, storage }: SovereignVolumeArgs,
    within: SovereignNamespace,
    zone: ZoneJudge,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const { namespace, storageClass, region, zone: id } = within;
    const own = inZone({ zone: id, dataset }, zone) as pulumi.ResourceTransform;
    const transforms = [own, ...(opts.transforms ?? [])];
    super('cloison:cluster:SovereignVolume', name, {}, { parent: within, ...opts, transforms });
    const k8s = kubernetes();
    this.claim = claim;
    new k8s.core.v1.PersistentVolumeClaim(
      name,
      {
        metadata: { name: claim, namespace, labels: { 'topology.kubernetes.io/region': region } },
        spec: { accessModes: ['ReadWriteOnce'], storageClassName: storageClass, resources: { requests: { storage } } },
      },
      // Data outlive the program that asked for them: erasing is a decision of its own.
      { parent: this, dependsOn: [within], retainOnDelete: true },
    );
    this.registerOutputs({ claim });
  }
}
