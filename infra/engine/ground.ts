import type { Recording } from './recording.ts';
import type { Sdk } from './sdk.ts';
import type { Setting } from './settings.ts';
import type { StackState } from './state.ts';
import type { Callbacks } from './transforms.ts';
import type { Wire } from './values.ts';

/** What surrounds one run of a program. */
export interface Ground {
  readonly sdk: Sdk;
  readonly project: string;
  readonly stack: string;
  readonly root: string;
  readonly settings: readonly Setting[];
  readonly prior: StackState | undefined;
  readonly recording: Recording;
  readonly callbacks: Callbacks;
  /** Outputs of another stack by the name that the program uses; undefined where nobody here knows them. */
  readonly reference: (name: string) => Promise<Wire | undefined>;
}
