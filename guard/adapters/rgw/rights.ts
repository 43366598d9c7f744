/** The right a request exercises. The operation is only method, path and query: what is not recognised counts as the most. */
import type { Right } from '../../decide.ts';
import type { Request } from './request.ts';

type Of = Pick<Request, 'method' | 'object' | 'params'>;

/** Settings that say who may do what, or where copies go. */
const settings = [
  'acl',
  'policy',
  'policyStatus',
  'publicAccessBlock',
  'ownershipControls',
  'replication',
  'lifecycle',
];
const others = ['versioning', 'tagging', 'cors', 'website', 'notification', 'logging', 'encryption', 'object-lock'];

/**
 * All that an upload of an object is diverted to by its query (`RGWHandler_REST_Obj_S3::op_put`): any other word is ignored
 * there, and the source in the header is copied. Each of them is power over the object: tags decide in policies too.
 */
const ofObject = ['acl', 'tagging', 'retention', 'legal-hold'];

function isOfObject(params: Of['params']): boolean {
  return ofObject.some((name) => params.has(name));
}

function onObject({ method, params }: Of): readonly Right[] {
  switch (method) {
    case 'GET':
    case 'HEAD':
      return params.has('acl') ? ['list'] : ['read'];
    case 'PUT':
      return isOfObject(params) ? ['admin'] : ['write'];
    case 'POST':
      return params.has('select') ? ['read'] : ['write'];
    case 'DELETE':
      return isOfObject(params) ? ['admin'] : ['delete'];
    case 'OPTIONS':
      return ['list'];
    // Swift: the named object is the source.
    case 'COPY':
      return ['read', 'write'];
    default:
      return ['admin'];
  }
}

function onBucket({ method, params }: Of): readonly Right[] {
  const isSetting = [...settings, ...others].some((name) => params.has(name));
  switch (method) {
    case 'GET':
    case 'HEAD':
    case 'OPTIONS':
      return ['list'];
    case 'PUT':
      return isSetting ? ['admin'] : ['write'];
    case 'POST':
      if (isSetting) return ['admin'];
      return params.has('delete') ? ['delete'] : ['write'];
    case 'DELETE':
      return isSetting ? ['admin'] : ['delete'];
    default:
      return ['admin'];
  }
}

export function rightsOf(request: Of): readonly Right[] {
  return request.object === undefined ? onBucket(request) : onObject(request);
}

/** The source of a server-side copy is in a header that radosgw does not send on: an upload may be one. */
export function mayBeCopy({ method, object, params }: Of): boolean {
  return object !== undefined && method === 'PUT' && !isOfObject(params);
}
