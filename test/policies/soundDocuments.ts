/** A question and an answer that their schemas take. */
export const question = {
  version: 'cloison/question/v1',
  stage: 'placement',
  phase: 'plan',
  asOf: '2026-01-01T00:00:00.000Z',
  subject: { id: 'store://a/b', kind: 'bucket', place: 'a' },
  class: { declared: 'D2', detected: 'absent', effective: 'D2', because: ['x'] },
  location: { state: 'value', region: 'eu-west-3', country: 'FR', endpointIndependent: false },
  replication: { state: 'value', elsewhere: true, targets: ['x'] },
};
export const answer = {
  version: 'cloison/answer/v1',
  stage: 'placement',
  subject: 'store://a/b',
  class: { declared: 'D2', detected: 'absent', effective: 'D2', because: [] },
  decisions: [{ control: 'a/b', verdict: 'deny', reasons: [{ code: 'x', values: {} }], because: [] }],
};
