/**
 * Badges against the published JSON schemas. The one of Open Badges 3.0 was written for Verifiable Credentials 1.1, and none
 * for 2.0 was to be had: of it everything is asked but `issuanceDate`, which 2.0 calls `validFrom`, and `credentialStatus`,
 * which it takes for a single object without more. For both the schema of Verifiable Credentials 2.0 is asked, which sees
 * the whole badge.
 */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv/dist/2020.js'

type Schema = { required: string[]; properties: Record<string, unknown> } & Record<string, unknown>
const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`schemas/${name}.json`, import.meta.url), 'utf8')) as Schema

const ajv = new Ajv2020({ strict: false, allErrors: true })
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/)
ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/)
ajv.addFormat('uri', (text: string) => URL.canParse(text))
ajv.addFormat('email', /^\S+@\S+$/)

function openBadges(): Schema {
  const { $schema: _, ...schema } = read('ob_v3p0_achievementcredential_schema_draft4')
  const { credentialStatus: __, ...properties } = schema.properties
  return { ...schema, properties, required: schema.required.filter((name) => name !== 'issuanceDate') } as Schema
}

const validators = new Map<string, ValidateFunction>()
function validator(name: string, schema: () => Schema): ValidateFunction {
  const known = validators.get(name) ?? ajv.compile(schema())
  validators.set(name, known)
  return known
}

const faultsOf = (validate: ValidateFunction, value: unknown): string[] =>
  validate(value) ? [] : validate.errors!.map((error) => `${error.instancePath} ${error.message}`)

/** What is wrong with a credential of any kind; nothing, where it is right. */
export const credentialFaults = (credential: unknown): string[] =>
  faultsOf(
    validator('VC 2.0', () => read('verifiable-credential-schema')),
    credential,
  )

export const badgeFaults = (badge: unknown): string[] => [
  ...credentialFaults(badge),
  ...faultsOf(validator('OB 3.0', openBadges), badge),
]
