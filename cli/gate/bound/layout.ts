/** Where things lie in a sealed decision. */
export const decisionFile = 'decision.dsse.json';
export const evidenceFolder = 'evidence';
