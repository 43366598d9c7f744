/** Exceptions as people make them: what the gate prints beside a finding, filled in, pasted and signed by owner and officer. */
import { stringify } from 'yaml';
import { expect } from 'vitest';
import type { GateDocument } from '../../../cli/gate/outputs/json.ts';
import { estateAt, gate, planAt } from '../../cli/gate/world.ts';
import { folder, keysIn, run } from '../../cli/support.ts';

export type Keys = Awaited<ReturnType<typeof keysIn>>;
export type Exception = Readonly<Record<string, unknown>> & { readonly id: string; readonly covers?: object };
type Replaced = readonly (readonly [from: string, to: string])[];

export const newKeys = () => keysIn(folder());

export const told = async (plan: string, estate: string, ...words: string[]) =>
  JSON.parse((await gate([plan, '--estate', estate, '--json', ...words])).out) as GateDocument;

/** As people fill in what the gate prints for each finding. */
export async function exceptionsFor(text: string, replaced: Replaced = []): Promise<Exception[]> {
  const { findings } = await told(planAt(text), estateAt(...replaced), '--environment', 'prod');
  return findings.map((finding) => {
    const { signed: _, ...rest } = (finding as { exception: Exception }).exception;
    const signed = [`waivers/${rest.id}.owner.dsse.json`, `waivers/${rest.id}.dpo.dsse.json`];
    return { ...rest, reason: 'a move', owner: 'role:staffing-lead', from: '2026-05-01', until: '2026-06-20', signed };
  });
}

/** The estate of the gate's tests with these exceptions, each signed. */
export async function estateUnder(all: readonly Exception[], keys: Keys, replaced: Replaced = []): Promise<string> {
  const rows = stringify({ waivers: all });
  const estate = estateAt(...replaced, ['documents:', `${rows}documents:`]);
  for (const { id } of all) {
    const sign = (...words: string[]) => run(['waiver', 'sign', id, '--estate', estate, ...words]);
    expect(await sign('--key', keys.paths['owner']!, '--decision', 'granted')).toMatchObject({ code: 0 });
    expect(await sign('--key', keys.paths['dpo']!, '--opinion', 'favourable')).toMatchObject({ code: 0 });
  }
  return estate;
}
