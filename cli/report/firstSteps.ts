/**
 * Of all that a container asks for, what a person does first: shut the way in, end who should not reach it, bring the data
 * back where it belongs. What takes longer (keys, papers, another host) is often settled by that, and stands with its finding.
 */

/** Families of controls, one step of each: the heaviest. */
const urgent: readonly (readonly string[])[] = [
  ['exposure'],
  ['access', 'transfer'],
  ['flow', 'classification', 'residency'],
];
/** As many as a person keeps in mind; what is not more than that needs no choice. */
const most = 3;

export interface Steps {
  readonly first: readonly string[];
  readonly later: readonly string[];
}

const familyOf = (control: string): string => control.split('/')[0]!;

/** `controls`: of one story, heaviest first. Each is in exactly one of both; what is urgent leads. */
export function stepsInOrder(controls: readonly string[]): Steps {
  const chosen = urgent.flatMap((families) => controls.find((each) => families.includes(familyOf(each))) ?? []);
  const others = controls.filter((each) => !chosen.includes(each));
  if (controls.length <= most) return { first: [...chosen, ...others], later: [] };
  return chosen.length === 0
    ? { first: others.slice(0, most), later: others.slice(most) }
    : { first: chosen, later: others };
}
