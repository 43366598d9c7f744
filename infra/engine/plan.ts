/** One stack planned without Pulumi's command line: its program runs, nothing is created, and what it asks for is told whole. */
import { documentOf, type PlanDocument } from './document.ts';
import type { Ground } from './ground.ts';
import { withoutMachine } from './positions.ts';
import { readProject, stackFile, type Project } from './project.ts';
import { Recording } from './recording.ts';
import type { Registration } from './registration.ts';
import { runProgram, type RunLimits } from './run.ts';
import { sdkFrom } from './sdk.ts';
import { secretsIn, withoutSecrets } from './secrets.ts';
import { serve } from './serve.ts';
import { settingsOf } from './settings.ts';
import { outputsIn, readState, type StackState } from './state.ts';
import { Callbacks } from './transforms.ts';
import type { Wire } from './values.ts';

export interface PlanRequest {
  /** Folder with `Pulumi.yaml`. */
  readonly project: string;
  readonly stack: string;
  /** Exports of this stack or of others, as files hold them. */
  readonly exports: readonly { readonly name: string; readonly text: string }[];
  /** Milliseconds that only grow. */
  readonly clock: () => number;
  readonly limits: RunLimits;
}

export interface PlannedStack {
  readonly stack: string;
  readonly project: string;
  /** Version of Pulumi's SDK that ran the program. */
  readonly sdk: string;
  readonly document: PlanDocument;
  /** With secrets in clear as the program gave them, for whoever applies. Never printed, hashed or kept. */
  readonly registrations: readonly Registration[];
  readonly outputs: Wire;
  /** Functions of providers that only apply could answer. */
  readonly calls: readonly string[];
  /** Those among them whose answer the program took as a plain value: the plan cannot be taken for sure. */
  readonly plainCalls: readonly string[];
  /** Stacks of the same project that were planned in this run because this one refers to them. */
  readonly siblings: readonly PlannedStack[];
  readonly references: readonly { readonly name: string; readonly answeredBy: 'plan' | 'export' | 'nobody' }[];
}

interface Heard extends Pick<PlannedStack['references'][0], 'answeredBy'> {
  readonly outputs?: Wire;
  readonly sibling?: PlannedStack;
}

const sibling = (planned: PlannedStack): Heard => ({ answeredBy: 'plan', outputs: planned.outputs, sibling: planned });

/** One run: a stack that others refer to is planned once. */
class Run {
  readonly #request: PlanRequest;
  readonly #project: Project;
  readonly #states: readonly StackState[];
  readonly #planned = new Map<string, Promise<PlannedStack>>();

  constructor(request: PlanRequest) {
    this.#request = request;
    this.#project = readProject(request.project);
    this.#states = request.exports.map(({ name, text }) => readState(text, name));
  }

  #state(project: string, stack: string): StackState | undefined {
    return this.#states.find((state) => state.project === project && state.stack === stack);
  }

  /** `over`: the stacks whose plans wait for this one. A stack that waits for itself is answered by its last update. */
  async #outputs(name: string, over: readonly string[]): Promise<Heard> {
    const parts = name.split('/');
    const [stack = '', project = this.#project.name] = parts.toReversed();
    const isSibling = project === this.#project.name && stackFile(this.#project, stack) !== undefined;
    if (isSibling && !over.includes(stack)) return sibling(await this.plan(stack, over));
    const state = this.#state(project, stack);
    return state === undefined ? { answeredBy: 'nobody' } : { answeredBy: 'export', outputs: outputsIn(state) };
  }

  plan(stack: string, over: readonly string[] = []): Promise<PlannedStack> {
    const found = this.#planned.get(stack);
    if (found !== undefined) return found;
    const made = this.#make(stack, [...over, stack]);
    this.#planned.set(stack, made);
    return made;
  }

  async #make(stack: string, chain: readonly string[]): Promise<PlannedStack> {
    const { clock, limits } = this.#request;
    const project = this.#project;
    const started = clock();
    const settings = settingsOf(project, stack);
    const sdk = sdkFrom(project.program.folder);
    const [recording, callbacks] = [new Recording(), new Callbacks(sdk)];
    const references: PlannedStack['references'][0][] = [];
    const siblings = new Set<PlannedStack>();
    const ground: Ground = {
      sdk,
      project: project.name,
      stack,
      root: project.root,
      settings,
      prior: this.#state(project.name, stack),
      recording,
      callbacks,
      reference: async (name) => {
        const { answeredBy, outputs, sibling: heard } = await this.#outputs(name, chain);
        references.push({ name, answeredBy });
        if (heard !== undefined) siblings.add(heard);
        return outputs;
      },
    };
    const served = await serve(ground);
    try {
      await runProgram(served.address, project, ground, limits);
    } finally {
      callbacks.close();
      served.stop();
    }
    const registrations = [...recording.registrations.values()];
    const secrets = new Set([...recording.secrets, ...secretsIn(registrations.map(({ outputs }) => outputs))]);
    const messages = recording.messages.map((each) => ({
      ...each,
      message: withoutMachine(withoutSecrets(each.message, secrets), project.root),
    }));
    const unsure = recording.plainCalls.size > 0;
    const duration = Math.round((clock() - started) * 1e6);
    return {
      stack,
      project: project.name,
      sdk: sdk.version,
      document: documentOf(registrations, ground.prior, { settings, messages, unsure, duration }),
      registrations,
      outputs: recording.outputsOfStack() ?? {},
      calls: [...recording.calls, ...recording.plainCalls].sort(),
      plainCalls: [...recording.plainCalls].sort(),
      siblings: [...siblings],
      references: references.sort((one, other) => (one.name < other.name ? -1 : 1)),
    };
  }
}

/** Throws `Unplannable`: there is a whole plan or none. */
export async function planStack(request: PlanRequest): Promise<PlannedStack> {
  return new Run(request).plan(request.stack);
}
