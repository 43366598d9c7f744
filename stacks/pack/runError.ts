/**
 * An error of a run, as Pulumi knows its own: it prints the sentence and no trace of calls. By its mark and not by its
 * class: who installs the pack has the policy SDK, and need not have the other within reach.
 */
export const runError = (text: string): Error => Object.assign(new Error(text), { ['__pulumiRunError']: true });
