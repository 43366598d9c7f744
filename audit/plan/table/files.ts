/** The files of the resource table, as they are written. */
import alibaba from './alibaba.json' with { type: 'json' };
import aws from './aws.json' with { type: 'json' };
import azure from './azure.json' with { type: 'json' };
import exoscale from './exoscale.json' with { type: 'json' };
import google from './google.json' with { type: 'json' };
import kubernetes from './kubernetes.json' with { type: 'json' };
import madeOf from './made.json' with { type: 'json' };
import openstack from './openstack.json' with { type: 'json' };
import outOfScope from './out-of-scope.json' with { type: 'json' };
import outscale from './outscale.json' with { type: 'json' };
import ovh from './ovh.json' with { type: 'json' };
import own from './own.json' with { type: 'json' };
import scaleway from './scaleway.json' with { type: 'json' };

export const tableFiles: Readonly<Record<string, unknown>> = {
  alibaba,
  aws,
  azure,
  exoscale,
  google,
  kubernetes,
  openstack,
  outscale,
  ovh,
  own,
  scaleway,
};
export const madeOfTypes: unknown = madeOf.families;
export const outOfScopeTypes: unknown = outOfScope;
