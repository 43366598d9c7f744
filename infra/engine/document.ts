/** The plan as a document: shaped like `pulumi preview --json`, so that whatever reads that reads this, the gate first. */
import { differences } from './compare.ts';
import { heldAs } from './answer.ts';

import type { ProgramMessage } from './recording.ts';
import { isProvider, stackType, type Registration } from './registration.ts';
import type { Setting } from './settings.ts';
import type { Prior, StackState } from './state.ts';
import { blinded, providerCode, shownTree, type Wire } from './values.ts';

export type PlanOp = 'create' | 'same' | 'update' | 'delete' | 'read' | 'import';

export interface PlanStep {
  readonly op: PlanOp;
  readonly urn: string;
  readonly provider?: string;
  readonly oldState?: Wire;
  readonly newState?: Wire;
  /** Inputs that differ, or may. */
  readonly diffReasons?: readonly string[];
  /** Only a provider could say more. */
  readonly detailedDiff: null;
}

/** Unlike Pulumi's own, every `same` step is there, and default providers with what configures them. */
export interface PlanDocument {
  readonly config: Readonly<Record<string, string>>;
  readonly steps: readonly PlanStep[];
  readonly diagnostics: readonly { readonly message: string; readonly severity: string; readonly urn?: string }[];
  /** Nanoseconds. */
  readonly duration: number;
  readonly changeSummary: Readonly<Record<string, number>>;
  /** The program may have taken a turn on a value that nobody knows before apply. */
  readonly maybeCorrupt?: true;
}

function withoutCode(tree: Wire): Wire {
  return Object.fromEntries(Object.entries(tree).filter(([name]) => name !== providerCode));
}

function stateOf(registration: Registration): Wire {
  const { urn, type, custom, id, inputs, outputs, parent, provider, dependencies, propertyDependencies } = registration;
  const { additionalSecretOutputs: secrets, protect, position, asks } = registration;
  const at = position && `project:///${position.file}#${position.line},${position.column}`;
  return {
    urn,
    custom,
    type,
    ...(id === undefined ? {} : { id }),
    inputs: shownTree(inputs),
    ...(outputs === undefined ? {} : { outputs: shownTree(outputs, secrets) }),
    ...(parent === undefined ? {} : { parent }),
    ...(asks === 'read' ? { external: true } : {}),
    ...(protect ? { protect } : {}),
    ...(provider === undefined ? {} : { provider }),
    dependencies,
    propertyDependencies: withoutCode(propertyDependencies),
    ...(secrets.length === 0 ? {} : { additionalSecretOutputs: secrets }),
    ...(at === undefined ? {} : { sourcePosition: at }),
  };
}

function heldState({ raw, inputs, outputs }: Prior): Wire {
  const { stackTrace: _machine, sourcePosition: _position, ...rest } = raw;
  const named = raw['additionalSecretOutputs'];
  const secrets = Array.isArray(named) ? named.filter((name) => typeof name === 'string') : [];
  return { ...rest, inputs: shownTree(inputs, secrets), outputs: shownTree(outputs, secrets) };
}

function opOf({ asks }: Registration, prior: Prior | undefined, changed: readonly string[]): PlanOp {
  if (asks === 'read') return 'read';
  if (prior === undefined) return asks === 'import' ? 'import' : 'create';
  return changed.length === 0 ? 'same' : 'update';
}

export function stepOf(registration: Registration, prior: Prior | undefined): PlanStep {
  const { urn, provider } = registration;
  const changed = prior === undefined ? [] : differences(registration, prior);
  const op = opOf(registration, prior, changed);
  return {
    op,
    urn,
    ...(provider === undefined ? {} : { provider }),
    ...(prior === undefined || op === 'read' ? {} : { oldState: heldState(prior) }),
    newState: stateOf(registration),
    ...(op === 'update' ? { diffReasons: changed } : {}),
    detailedDiff: null,
  };
}

/** What the state holds and the program no longer asks for. */
function leavings(state: StackState | undefined, kept: ReadonlySet<string>): PlanStep[] {
  const gone = [...(state?.resources.values() ?? [])].filter(({ urn }) => !kept.has(urn));
  return gone.map((prior) => {
    const provider = prior.raw['provider'];
    const by = typeof provider === 'string' ? { provider } : {};
    return { op: 'delete', urn: prior.urn, ...by, oldState: heldState(prior), detailedDiff: null };
  });
}

const rank = ({ urn, op, newState }: PlanStep): string => {
  const type = newState?.['type'];
  if (op === 'delete' || typeof type !== 'string') return `3 ${urn}`;
  const order = type === stackType ? 0 : isProvider({ type }) ? 1 : 2;
  return `${order} ${urn}`;
};

/** As Pulumi counts: what it reads, and the providers that it makes by itself, are not among the changes. */
function isCounted({ op, urn, newState, oldState }: PlanStep): boolean {
  const type = (newState ?? oldState)?.['type'];
  const isOwn = typeof type === 'string' && isProvider({ type }) && /::default(?:_\w*)?$/.test(urn);
  return op !== 'read' && !isOwn;
}

/** The same program and state give the same document but for its duration: steps stand in the order of their names. */
export function documentOf(
  registrations: readonly Registration[],
  state: StackState | undefined,
  about: { settings: readonly Setting[]; messages: readonly ProgramMessage[]; unsure: boolean; duration: number },
): PlanDocument {
  const priors = registrations.map((each) => heldAs(state, each.urn, each.aliases));
  const kept = new Set(priors.flatMap((prior) => (prior === undefined ? [] : [prior.urn])));
  const steps = [...registrations.map((each, at) => stepOf(each, priors[at])), ...leavings(state, kept)];
  steps.sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
  const changeSummary: Record<string, number> = {};
  for (const { op } of steps.filter(isCounted)) changeSummary[op] = (changeSummary[op] ?? 0) + 1;
  return {
    config: Object.fromEntries(about.settings.map(({ key, value, secret }) => [key, secret ? blinded : value])),
    steps,
    diagnostics: about.messages.map(({ message, severity, urn }) => ({ message, severity, ...(urn && { urn }) })),
    duration: about.duration,
    changeSummary,
    ...(about.unsure ? { maybeCorrupt: true as const } : {}),
  };
}
