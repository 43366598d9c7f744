/** Where a container will lie, as far as a plan tells before apply. Joined to its questions; never an observation of what is. */
export interface PlannedAt {
  /** Facts id of the provider, or the estate's entity that stands for it. */
  readonly provider?: string;
  /** Zone of the estate whose provider and region are those of the plan; left out where none or several match. */
  readonly zone?: string;
  /** Place of that zone, where exactly one matches. */
  readonly place?: string;
  /** Dataset that the change claims for the container, by tag or label. A claim: what the estate declares of the subject wins. */
  readonly claims?: string;
  /** Dataset that the state claimed before the change. The higher class counts: a change never lowers what it moves. */
  readonly claimedBefore?: string;
}
