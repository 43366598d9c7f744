/**
 * Words of policies of AWS. The provider hands any other on as it is written, also names that every object inherits
 * (`toString`, `__proto__`): what such a condition or principal would do, nobody says.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const matched = 'Equals|Like';
const compared = 'Equals|NotEquals|LessThan|LessThanEquals|GreaterThan|GreaterThanEquals';
const operators = [
  `String(?:Not)?(?:${matched})`,
  'String(?:Not)?EqualsIgnoreCase',
  `(?:Numeric|Date)(?:${compared})`,
  'Bool',
  'BinaryEquals',
  '(?:Not)?IpAddress',
  `Arn(?:Not)?(?:${matched})`,
].join('|');
const operator = new RegExp(`^(?:Null|(?:ForAllValues:|ForAnyValue:)?(?:${operators})(?:IfExists)?)$`);

export const isOperator = (test: string): boolean => operator.test(test);

/** Of a service or an issuer of identities: `aws:SourceIp`, `accounts.google.com:aud`. */
export const isConditionKey = (variable: string): boolean => /^[A-Za-z0-9][^:\s]*:./.test(variable);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export const isPrincipalType = (type: string): boolean => /^(?:\*|AWS|Service|Federated|CanonicalUser)$/.test(type);
