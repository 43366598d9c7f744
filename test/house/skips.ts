/** A skipped step is said by name at the end of a run, and is a failure in CI, where everything it needs must be present. */
import type { Reporter, TestModule, TestSuite, TestCase } from 'vitest/node';

type Node = TestModule | TestSuite | TestCase;

function* skippedIn(node: Node): Generator<TestCase> {
  if (node.type === 'test') {
    // A test that a failing suite never came to is no skipped step: the failure is told already.
    if (node.options.mode === 'skip' || node.options.mode === 'todo') yield node;
  } else for (const child of node.children) yield* skippedIn(child);
}

/** One row a suite: title, how many of its tests were skipped, and the file. */
export function skippedSteps(
  modules: readonly TestModule[],
  note = (test: TestCase) => test.parent,
): readonly string[] {
  const all = modules.flatMap((module) => [...skippedIn(module)].map((test) => ({ module, test })));
  const bySuite = Map.groupBy(all, ({ test }) => note(test));
  return [...bySuite.values()].flatMap((tests) => {
    const [{ module, test }] = tests as [(typeof tests)[number]];
    const { parent } = test;
    const whole = parent.type === 'suite' && [...parent.children].length === tests.length;
    const where = module.relativeModuleId;
    if (whole) return [`${parent.fullName} (${tests.length} of its tests) — ${where}`];
    return tests.map((each) => `${each.test.fullName} — ${where}`);
  });
}

export class Skips implements Reporter {
  readonly #inCi: boolean;
  #isFiltered = false;

  constructor(inCi: boolean) {
    this.#inCi = inCi;
  }

  /** With `-t` everything else is left out on purpose. */
  onInit({ config }: Parameters<NonNullable<Reporter['onInit']>>[0]): void {
    this.#isFiltered = config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const steps = this.#isFiltered ? [] : skippedSteps(modules);
    if (steps.length === 0) return;
    console.log(`\nSkipped, because something they need is missing (opa: npm run engines -- opa):`);
    for (const step of steps) console.log(`  ${step}`);
    if (!this.#inCi) return;
    console.log('In CI a skipped step is a failure.');
    process.exitCode = 1;
  }
}
