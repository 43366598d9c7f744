/** One thing that a changed estate forgives and the one before did not. */
export interface Loosening {
  readonly code: 'field' | 'removed' | 'added' | 'container-lowered' | 'container-undeclared';
  /** What is loosened: a noun of the estate, a container, a control or a key. */
  readonly subject: string;
  /** Field of the noun; for a container, `class`; for a control, `stages`. Empty where the whole noun comes or goes. */
  readonly field: string;
}
