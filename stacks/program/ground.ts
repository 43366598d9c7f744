/** What both stacks stand on: the estate that the configuration names, judged as the gate judges it. */
import { resolve } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { dayOf, instantOf } from '../../estate/index.ts';
import { seeingProviders } from '../../infra/index.ts';
import { judgeOver } from '../pack/estateAt.ts';
import { groundAt } from '../pack/ground.ts';
import type { SideGround } from './side.ts';

/** Paths of the configuration are relative to `folder`. */
export function groundIn(folder: string, now: Date): SideGround {
  const config = new pulumi.Config();
  const language = config.get('language') === 'fr' ? 'fr' : 'en';
  const at = instantOf(now);
  const path = (key: string, otherwise: string) => resolve(folder, config.get(key) ?? otherwise);
  const ground = groundAt({
    estate: path('estate', 'sample/estate'),
    trust: path('trust', 'sample/trust.json'),
    language,
    now: at,
  });
  const profiles = config.getObject<Record<string, string>>('profiles') ?? {};
  const readers = config.getObject<Record<string, string[]>>('readers') ?? {};
  return {
    estate: ground.estate,
    judge: seeingProviders(judgeOver(ground, {})),
    language,
    day: dayOf(at),
    profiles,
    readers,
  };
}
