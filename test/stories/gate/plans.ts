/** Plans of Terraform and an estate with two providers, so that what a peer was seen to let through is judged by the gate. */
import type { GateDocument } from '../../../cli/gate/outputs/json.ts';
import { estateAt, gate, planAt } from '../../cli/gate/world.ts';

/** The estate of the gate's tests, and a public side at a French provider where figures of the staff may lie. */
export const estate = estateAt(
  [
    'activities:\n',
    `  scw:
    side: public
    provider: scaleway
    country: FR
    lawsAccepted: []
    planes:
      control: { entity: host-fr, from: [FR], clearText: true }
      hypervisor: { entity: host-fr, from: [FR], clearText: true }
      backup: { entity: host-fr, from: [FR], clearText: false }
      keys: { entity: committee, from: [FR], clearText: true }
      support: { entity: host-fr, from: [FR], clearText: false }
    places: { scw-paris: { s3: "https://s3.fr-par.scw.cloud", region: fr-par } }
activities:
`,
  ],
  ['mayLieIn: [private]', 'mayLieIn: [private, scw]'],
);

export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly after?: Readonly<Record<string, unknown>>;
  readonly unknown?: Readonly<Record<string, unknown>>;
  readonly dataset?: string;
}

const packageOf = (type: string) => type.slice(0, type.indexOf('_'));
const regions: Readonly<Record<string, object>> = {
  aws: {},
  scaleway: { region: { constant_value: 'fr-par' } },
  alicloud: { region: { constant_value: 'ap-southeast-1' } },
  outscale: {},
};
/** A provider of AWS that serves the estate's own store. */
export const ownStore = {
  aws: { region: { constant_value: 'eu-private' }, endpoints: [{ s3: { constant_value: 'https://s3.example' } }] },
};

/** A plan as `terraform show -json` writes it. Constructed. */
export function terraform(
  resources: readonly Resource[],
  {
    providers = {},
    ...more
  }: { readonly providers?: Readonly<Record<string, object>> } & Readonly<Record<string, unknown>> = {},
): string {
  const config = { ...regions, ...providers } as Readonly<Record<string, object>>;
  const changes = resources.map(({ type, name, after = {}, unknown = {}, dataset = 'staffing-figures' }) => ({
    address: `${type}.${name}`,
    mode: 'managed',
    type,
    name,
    provider_name: `registry.terraform.io/hashicorp/${packageOf(type)}`,
    change: {
      actions: ['create'],
      before: null,
      after: { ...(dataset === '' ? {} : { tags: { 'cloison-dataset': dataset } }), ...after },
      after_unknown: unknown,
      before_sensitive: false,
      after_sensitive: {},
    },
  }));
  const own = resources.map(({ type, name, after = {}, unknown = {} }) => ({
    address: `${type}.${name}`,
    mode: 'managed',
    type,
    name,
    provider_config_key: packageOf(type),
    expressions: Object.fromEntries(
      [...Object.keys(after), ...Object.keys(unknown)].map((key) => [key, { references: ['var.x'] }]),
    ),
  }));
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: changes,
    configuration: {
      provider_config: Object.fromEntries(
        Object.entries(config).map(([name, expressions]) => [
          name,
          { name, full_name: `registry.terraform.io/hashicorp/${name}`, expressions },
        ]),
      ),
      root_module: { resources: own },
    },
    ...more,
  });
}

export interface Judged {
  readonly code: number;
  readonly told: GateDocument;
  /** `address control verdict codes` of every finding. */
  readonly findings: readonly string[];
}

export const shown = (plan: string | Uint8Array, ...words: string[]) =>
  gate([planAt(plan), '--estate', estate, ...words]);

export async function judge(plan: string | Uint8Array, ...words: string[]): Promise<Judged> {
  const { code, out } = await shown(plan, '--json', ...words);
  const told = JSON.parse(out) as GateDocument;
  const findings = told.findings.map(({ resource, control, verdict, reasons }) =>
    [resource?.address, control, verdict, reasons.map(({ code: each }) => each).join()].join(' '),
  );
  return { code, told, findings };
}
