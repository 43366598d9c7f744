/** The namespaces and volumes of one side: one namespace for each that a claim lies in, open to the readers of all of it. */
import * as kubernetes from '@pulumi/kubernetes';
import { readersOf, SovereignNamespace, SovereignVolume } from '../../infra/index.ts';
import { lyingIn, placesOf, regionOf, type Lying, type SideGround, type SidePlace } from './side.ts';
import type { Side } from '../../estate/index.ts';

/** What an hour of the event fills, several times over. */
const storage = '10Gi';

function makeNamespace(
  namespace: string,
  lying: readonly Lying[],
  at: SidePlace,
  ground: SideGround,
  provider: kubernetes.Provider,
): void {
  const { estate, day } = ground;
  const datasets = lying.map(({ dataset }) => dataset);
  const readers = readersOf(estate, at.id, datasets, day);
  const args = { zone: at.zoneId, namespace, region: regionOf(estate, at), readers };
  const within = new SovereignNamespace(`${at.id}/${namespace}`, args, { providers: [provider] });
  for (const { id, segments } of lying)
    new SovereignVolume(
      `${at.id}/${namespace}/${segments[2]}`,
      { dataset: id, claim: segments[2]!, storage },
      within,
      ground,
    );
}

/** Subjects of the volumes. */
export function makeVolumes(ground: SideGround, side: Side): string[] {
  return placesOf(ground.estate, side).flatMap((at) => {
    const { kubernetes: context } = at.place;
    if (context === undefined) return [];
    const claims = lyingIn(ground.estate, at.id).filter(({ segments }) => segments[1] === 'PersistentVolumeClaim');
    const provider = new kubernetes.Provider(at.id, { context });
    for (const [namespace, lying] of Map.groupBy(claims, ({ segments }) => segments[0]!))
      makeNamespace(namespace, lying, at, ground, provider);
    return claims.map(({ subject }) => subject);
  });
}
