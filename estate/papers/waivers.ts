/** Which waivers may apply on a day, and why the others do not. Whether one meets a finding is not known here. */
import { parsed } from '../check/containers.ts';
import { hasWildcard } from '../check/papers.ts';
import type { Trust } from '../keys/trust.ts';
import type { Files } from '../read/text.ts';
import { datasetAt } from '../resolve/datasets.ts';
import type { Estate } from '../schema/estate.ts';
import type { Waiver } from '../schema/papers.ts';
import { dayOf, daysInclusive, type Instant } from '../time.ts';
import { readApproval, type ApprovalReading, type Opinion, type SignedApproval } from './approval.ts';
import { isBound } from './covering.ts';

/** Only `applied-candidate` may cover a finding; every other state is itself one. `copied`: approvals of another waiver. `unbound`: it does not say what it was granted for. */
export const waiverStates = [
  'applied-candidate',
  'expired',
  'not-yet',
  'unsigned',
  'without-opinion',
  'refused',
  'self-approved',
  'wildcard',
  'copied',
  'invalid',
  'too-long',
  'unbound',
] as const;
export type WaiverState = (typeof waiverStates)[number];

export interface ResolvedWaiver {
  readonly id: string;
  readonly control: string;
  readonly subject: string;
  readonly state: WaiverState;
  readonly opinion: Opinion | 'none';
  readonly waiver: Waiver;
  /** Ids of the keys that decided and gave the opinion. */
  readonly decidedBy?: string;
  readonly opinionBy?: string;
}

/** House rule, in days counted inclusively: a year, or a quarter for special-category data. */
export const maxTermDays = 366;
export const maxTermDaysD4 = 92;

function termOf(estate: Estate, { subject }: Waiver): number {
  const named = /^dataset:\/\/(.+)$/.exec(subject)?.[1];
  const declared = named === undefined ? datasetAt(estate, subject)?.dataset : estate.datasets[named];
  return declared?.class === 'D4' ? maxTermDaysD4 : maxTermDays;
}

/** Who asks must not decide, and who decides must not give the opinion. */
function isSelfApproved(
  decision: SignedApproval,
  opinion: SignedApproval | undefined,
  estate: Estate,
  waiver: Waiver,
): boolean {
  const { accountable, dpo } = estate.organisation;
  return decision.keyId === opinion?.keyId || accountable === dpo || waiver.owner === accountable;
}

function decided(readings: readonly ApprovalReading[], estate: Estate, waiver: Waiver): WaiverState {
  const signed = readings.flatMap((reading) => reading.signed ?? []);
  const decision = signed.find(({ role }) => role === 'owner');
  const opinion = signed.find(({ role }) => role === 'dpo');
  if (decision === undefined) return readings.some(({ isForeign }) => isForeign) ? 'copied' : 'unsigned';
  if (signed.some(({ approval }) => approval.role === 'owner' && approval.decision === 'refused')) return 'refused';
  if (opinion === undefined && estate.organisation.dpo !== undefined) return 'without-opinion';
  return isSelfApproved(decision, opinion, estate, waiver) ? 'self-approved' : 'applied-candidate';
}

function stateOf(waiver: Waiver, readings: readonly ApprovalReading[], estate: Estate, at: Instant): WaiverState {
  if (hasWildcard(waiver.subject)) return 'wildcard';
  if (parsed(waiver.subject) === undefined || waiver.until < waiver.from) return 'invalid';
  if (daysInclusive(waiver.from, waiver.until) > termOf(estate, waiver)) return 'too-long';
  const state = decided(readings, estate, waiver);
  if (state !== 'applied-candidate') return state;
  if (!isBound(waiver.subject, waiver.covers)) return 'unbound';
  if (dayOf(at) < waiver.from) return 'not-yet';
  return dayOf(at) > waiver.until ? 'expired' : state;
}

/** Every waiver of the estate, in its order. `asOf` decides on the period, `trustAt` (default the same) on the keys. */
export function resolveWaivers(
  estate: Estate,
  files: Files,
  trust: Trust,
  asOf: Instant,
  trustAt: Instant = asOf,
): readonly ResolvedWaiver[] {
  return estate.waivers.map((waiver): ResolvedWaiver => {
    const readings = (waiver.signed ?? []).map((path) => readApproval(waiver, path, files, trust, trustAt));
    const signed = readings.flatMap((reading) => reading.signed ?? []);
    const decision = signed.find(({ role }) => role === 'owner');
    const opinion = signed.find(({ role }) => role === 'dpo');
    return {
      id: waiver.id,
      control: waiver.control,
      subject: waiver.subject,
      state: stateOf(waiver, readings, estate, asOf),
      opinion: opinion?.approval.role === 'dpo' ? opinion.approval.opinion : 'none',
      waiver,
      ...(decision === undefined ? {} : { decidedBy: decision.keyId }),
      ...(opinion === undefined ? {} : { opinionBy: opinion.keyId }),
    };
  });
}
