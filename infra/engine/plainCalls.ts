/**
 * A function of a provider that is asked for a plain value cannot be answered "unknown" over the protocol: the SDK would
 * hand the program an empty object, and what it leaves out would look as if nobody had set it. Inside the program's own
 * process the answer is made of unknowns instead, and whatever is written from it is unknown in the plan.
 */

/** Begins the message by which the program tells the engine of such a call. */
export const plainCallMark = 'cloison plain call: ';

/** Runs in the program's process before the program; nothing outside of it can be named. `unknown`: the mark of an unknown text. */
export function answerUnknown(mark: string, unknown: string): void {
  const near = process.getBuiltinModule('node:module').createRequire(process.argv[1]!);
  type Calls = Record<'invoke' | 'invokeSingle', (token: string) => Promise<unknown>>;
  const own = near('@pulumi/pulumi/runtime/invoke.js') as Calls;
  const all = near('@pulumi/pulumi/runtime') as Calls;
  const log = near('@pulumi/pulumi/log') as { debug: (message: string) => Promise<void> };
  const refuse = (token: string): never => {
    throw new Error(`the answer of ${token} is known only at apply, and the program computes with it`);
  };
  const opaque = (token: string): unknown =>
    new Proxy(Object.create(null) as object, {
      get(_target, key) {
        if (key === '__pulumiUnknown') return true;
        // Not a promise, an asset or a resource.
        if (key === 'then' || (typeof key === 'string' && key.startsWith('__pulumi'))) return undefined;
        // A text that it is put into is unknown as a whole: the engine finds the mark in it.
        if (key === Symbol.toPrimitive) return (hint: string) => (hint === 'number' ? refuse(token) : unknown);
        if (key === 'toString' || key === 'toJSON') return () => unknown;
        if (typeof key === 'symbol' || key === 'length' || key === 'valueOf') return refuse(token);
        return opaque(token);
      },
    });
  const unanswered = async (token: string): Promise<unknown> => {
    await log.debug(`${mark}${token}`);
    return opaque(token);
  };
  for (const module of [own, all]) {
    module.invoke = unanswered;
    module.invokeSingle = unanswered;
  }
}
