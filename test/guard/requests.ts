/** What the engines send, as recorded (radosgw 16.2.15; Kubernetes 1.36), with the fields that a test changes. */
export const secret = 'CanarySecretKey0000000000000000000000000';
export const tempUrlSecret = 'CanaryTempUrlKey000000000000000000000000';

export interface RgwCase {
  readonly user: string;
  readonly method?: string;
  readonly bucket?: string;
  readonly object?: string;
  readonly params?: string;
  readonly uri?: string;
  readonly tenant?: string;
}

/** The body of radosgw, whole: what must be ignored is in it, secrets first. */
export function rgwBody({ user, method = 'GET', bucket, object, params = '', uri, tenant = '' }: RgwCase): object {
  const path = uri ?? `/${bucket ?? ''}${object === undefined ? '' : `/${object}`}`;
  return {
    input: {
      method,
      relative_uri: path,
      decoded_uri: path,
      params,
      request_uri_aws4: path,
      ...(object === undefined ? {} : { object_name: object }),
      subuser: '',
      user_info: {
        user_id: user,
        display_name: 'Canary Display Name',
        email: 'canary@person.example',
        suspended: 0,
        max_buckets: 1000,
        subusers: [],
        keys: [{ user, access_key: 'CANARYACCESSKEY', secret_key: secret }],
        swift_keys: [{ user: `${user}:swift`, secret_key: secret }],
        caps: [],
        op_mask: 'read, write, delete',
        default_placement: '',
        placement_tags: [],
        bucket_quota: { enabled: false, check_on_raw: false, max_size: -1, max_size_kb: 0, max_objects: -1 },
        user_quota: { enabled: false, check_on_raw: false, max_size: -1, max_size_kb: 0, max_objects: -1 },
        temp_url_keys: [{ key: 0, val: tempUrlSecret }],
        type: 'rgw',
        mfa_ids: [],
      },
      ...(bucket === undefined || uri !== undefined
        ? {}
        : {
            bucket_info: {
              bucket: { name: bucket, marker: 'm.1', bucket_id: 'm.1', tenant, explicit_placement: {} },
              creation_time: '2026-05-01T08:00:00.000000Z',
              owner: 'owner',
              zonegroup: '0b5c1c2e-0000-0000-0000-000000000000',
              placement_rule: 'default-placement',
            },
          }),
    },
  };
}

export interface ReviewCase {
  readonly user: string;
  readonly groups?: readonly string[];
  readonly country?: string;
  readonly extra?: Readonly<Record<string, readonly string[]>>;
  readonly namespace?: string;
  readonly verb?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly group?: string;
  readonly name?: string;
}

export function review(about: ReviewCase, apiVersion = 'authorization.k8s.io/v1'): object {
  const { user, groups = ['system:authenticated'], country, namespace, verb = 'get', resource = 'secrets' } = about;
  const { subresource, group, name } = about;
  const extra = about.extra ?? (country === undefined ? undefined : { 'cloison.example/session-country': [country] });
  return {
    kind: 'SubjectAccessReview',
    apiVersion,
    metadata: { creationTimestamp: null },
    spec: {
      resourceAttributes: {
        ...(namespace === undefined ? {} : { namespace }),
        verb,
        ...(group === undefined ? {} : { group }),
        version: 'v1',
        resource,
        ...(subresource === undefined ? {} : { subresource }),
        ...(name === undefined ? {} : { name }),
      },
      user,
      ...(apiVersion.endsWith('v1') ? { groups } : { group: groups }),
      ...(extra === undefined ? {} : { extra }),
    },
    status: { allowed: false },
  };
}
