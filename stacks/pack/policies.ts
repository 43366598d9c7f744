/**
 * One policy a control, under its own id: Pulumi's output then names the promise. Places are judged with each resource,
 * before it is made; what siblings can still add, with the whole stack. All are mandatory, and unknown is a violation.
 */
import type { PolicyResource, ResourceValidationPolicy, StackValidationPolicy } from '@pulumi/policy';
import type { Control } from '../../estate/index.ts';
import type { Ground } from './ground.ts';
import { controlsAlone, judgedStack, notUnderstood, refusedAlone, type StackJudgement } from './judging.ts';
import { refusalOf, visible } from './sentences.ts';
import { shownInStack, shownOf, stackOf } from './shown.ts';
import type { Shown } from './told.ts';

type Policies = (ResourceValidationPolicy | StackValidationPolicy)[];
type Report = (message: string, urn?: string) => void;
/** What a plan can make: the rest of the estate is the audit's. */
const made: ReadonlySet<string> = new Set(
  'bucket prefix volume fileroot table database stream workload access path'.split(' '),
);
const isAskedOfPlans = ({ phases, kinds }: Control): boolean =>
  (phases === undefined || phases.includes('plan')) && kinds.some((kind) => made.has(kind));

/** The SDK asks every policy about every resource in turn: they share the judgement of the one that was asked last. */
class LastJudged {
  #key = '';
  #judgement: Promise<StackJudgement> | undefined;

  of(key: string, judge: () => Promise<StackJudgement>): Promise<StackJudgement> {
    if (key !== this.#key || this.#judgement === undefined) {
      this.#key = key;
      this.#judgement = judge();
    }
    return this.#judgement;
  }
}

export class PackPolicies {
  readonly #ground: Ground;
  readonly #seen = new Map<string, Shown>();
  readonly #resource = new LastJudged();
  readonly #stack = new LastJudged();

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** An update analyzes what the preview before it analyzed: the newer one counts. */
  #about(shown: Shown): Promise<StackJudgement> {
    return this.#resource.of(JSON.stringify(shown), () => {
      this.#seen.set(shown.address, shown);
      const others = [...this.#seen.values()].filter(({ address }) => address !== shown.address);
      const stack = stackOf(shown.address);
      return refusedAlone(shown, others, this.#ground, { stack, environment: stack });
    });
  }

  #whole(resources: readonly PolicyResource[]): Promise<StackJudgement> {
    const shown = resources.map(shownInStack);
    const stack = stackOf(shown[0]?.address ?? '');
    return this.#stack.of(JSON.stringify(shown), () => judgedStack(shown, this.#ground, { stack, environment: stack }));
  }

  #tell({ refused }: StackJudgement, isAsked: (control: string) => boolean, report: Report, own = true): void {
    const { say } = this.#ground;
    for (const { finding, address, lapsed } of refused.filter(({ finding: { control } }) => isAsked(control))) {
      const { verdict, title, sentence, references, remedy } = refusalOf(say, finding, lapsed);
      const subject = say('pack.subject', { subject: finding.subject });
      const named = own ? '' : `${finding.control}: ${title}`;
      const all = [named, say(`pack.${verdict}`, { sentence }), subject, references, say('pack.do', { remedy })];
      report(all.filter((text) => text !== '').join('\n'), address);
    }
  }

  #tellRows({ reading }: StackJudgement, whole: boolean, report: Report, of?: string): void {
    const { say } = this.#ground;
    for (const { address, type, reason } of notUnderstood(reading, whole)) {
      if (of !== undefined && of !== address) continue;
      const sentence = say(`pack.not-understood.${reason ?? 'type-unknown'}`, { type: visible(type) });
      report([sentence, say('pack.do', { remedy: say('pack.understood.remedy') })].join('\n'), address);
    }
  }

  #stated({ id, severity, references, force }: Control) {
    const { say } = this.#ground;
    const framework = { name: 'GDPR', version: '2016/679', reference: references.join(', '), specification: id };
    return {
      name: id,
      description: say(`${id}.title`),
      severity,
      enforcementLevel: 'mandatory' as const,
      tags: [force, id.split('/')[0]!],
      remediationSteps: say(`${id}.remedy`),
      ...(references.some((each) => each.startsWith('GDPR')) ? { framework } : {}),
    };
  }

  #ofControl(control: Control, isAlone: boolean): Policies[number] {
    const stated = this.#stated(control);
    const isOwn = (id: string) => id === control.id;
    if (isAlone)
      return {
        ...stated,
        validateResource: async (args, report) => this.#tell(await this.#about(shownOf(args)), isOwn, report),
      };
    return {
      ...stated,
      validateStack: async ({ resources }, report) => this.#tell(await this.#whole(resources), isOwn, report),
    };
  }

  list(): Policies {
    const { catalogue, say } = this.#ground;
    const alone = controlsAlone(this.#ground);
    const asked = catalogue.filter(isAskedOfPlans);
    const understood: ResourceValidationPolicy = {
      name: 'cloison/every-resource-is-understood',
      description: say('pack.understood.title'),
      enforcementLevel: 'mandatory',
      validateResource: async (args, report) => {
        const shown = shownOf(args);
        this.#tellRows(await this.#about(shown), false, report, shown.address);
      },
    };
    const settled: StackValidationPolicy = {
      name: 'cloison/nothing-is-left-open',
      description: say('pack.settled.title'),
      enforcementLevel: 'mandatory',
      validateStack: async ({ resources }, report) => {
        const judgement = await this.#whole(resources);
        this.#tell(judgement, (control) => alone.has(control), report, false);
        this.#tellRows(judgement, true, report);
      },
    };
    return [...asked.map((control) => this.#ofControl(control, alone.has(control.id))), understood, settled];
  }
}
