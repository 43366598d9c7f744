/** Three stacks: one that says something, one that hears it and asks a stranger, one that waits for itself. Never applied. */
import * as pulumi from '@pulumi/pulumi';

const stack = pulumi.getStack();
const heard = (name: string) => new pulumi.StackReference(`organization/${name}`);

class Note extends pulumi.CustomResource {
  constructor(name: string, args: Record<string, pulumi.Input<unknown>>) {
    super('aws:ssm/parameter:Parameter', name, args);
  }
}

if (stack === 'far') {
  const near = heard('siblings/near');
  new Note('heard', { value: near.requireOutput('said') });
  new Note('strange', { value: heard('others/stranger').getOutput('said') });
}
if (stack === 'ring') new Note('itself', { value: heard('siblings/ring').getOutput('said') });

const note = new Note('own', { value: stack });
export const said = stack === 'near' ? 'from near' : undefined;
export const later = stack === 'near' ? undefined : note.id;
