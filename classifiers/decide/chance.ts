/** Could chance alone explain so many valid values? */

/**
 * Upper bound (Chernoff) of the probability that at least `valid` of `checked` random texts pass a check that each
 * passes with probability `prior`. Exact when all are valid: prior^checked. 0 to 1.
 */
export function chance(valid: number, checked: number, prior: number): number {
  if (valid === 0 || checked === 0) return 1;
  if (prior <= 0) return 0;
  const share = valid / checked;
  if (share <= prior) return 1;
  const against = share === 1 ? 0 : (1 - share) * Math.log((1 - share) / (1 - prior));
  return Math.exp(-checked * (share * Math.log(share / prior) + against));
}
