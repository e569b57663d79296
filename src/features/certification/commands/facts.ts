/** What a certificate says: frozen at the moment it is issued, and the same as the printer wants it. */
import { addMonths, today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { findFile } from '../../../platform/files/store.ts'
import { readSettings } from '../../../platform/settings.ts'
import { currentOrganisation } from '../../people/index.ts'
import type { CertificateFacts } from '../pdf.ts'
import type { FactSource } from '../queries/facts.ts'
import { getFactSource } from '../queries/facts.ts'
import type { CertificateDays, FrozenFacts, LogoType, StateFacts } from '../rules.ts'
import { daysOf, isLogoType, nameToPrint, printableText, renewedFrom } from '../rules.ts'

export interface NewFacts {
  facts: FrozenFacts
  holder: { person_id: string; full_name: string; email: string | null; language: 'en' | 'cy' }
  /** Null: no font has a character of the name, nor is there a printable one. */
  printed_name: string | null
  code: string
  programme_id: string
  organisation_id: string | null
  awarded_on: string
  days: CertificateDays
}

/** Reads everything a certificate will say of this person and this course version as it is now. */
export async function freezeFacts(
  ctx: Ctx,
  input: {
    person_id: string
    course_version_id: string
    reference: string
    /** What it renews. */
    latest?: StateFacts
  },
): Promise<NewFacts> {
  const source = await getFactSource(ctx, input.person_id, input.course_version_id)
  const settings = await readSettings(ctx)
  const organisation = await currentOrganisation(ctx, input.person_id)
  const printed_name = nameToPrint(source)
  const awarded_on = today(ctx.now)
  const from = input.latest ? renewedFrom(input.latest, awarded_on) : awarded_on
  const { full_name, email, language } = source
  return {
    holder: { person_id: input.person_id, full_name, email, language },
    printed_name,
    code: source.code,
    programme_id: source.programme_id,
    organisation_id: organisation?.organisation_id ?? null,
    awarded_on,
    days: daysOf(awarded_on, addMonths(from, source.validity_months), source),
    facts: {
      language: source.language,
      name: printed_name ?? source.full_name,
      programme_name: printableText(source.programme_name) || source.code,
      course_title: printableText(source.course_title) || source.code,
      course_version: source.course_version,
      content_hash: source.content_hash.toString('hex'),
      wording: printableText(source.certificate_wording),
      organisation_name: printableText(organisation?.organisation_name ?? '') || null,
      force_name: printableText(settings.force_name),
      signatory_name: printableText(settings.signatory_name),
      signatory_title: printableText(settings.signatory_title),
      colour: settings.brand_colour,
      logo: logoOf(source, settings.logo_alt),
      // Nobody was taught the law of a day after their award, whatever a version says that was written since.
      law_as_at: source.law_as_at && source.law_as_at > awarded_on ? awarded_on : source.law_as_at,
      verify_url: `${ctx.config.base_url}/verify/${input.reference}`,
    },
  }
}

function logoOf(source: FactSource, alt: string): FrozenFacts['logo'] {
  if (!source.logo_file_id || !source.logo_sha256 || !isLogoType(source.logo_type)) return null
  return {
    file_id: source.logo_file_id,
    sha256: source.logo_sha256.toString('hex'),
    media_type: source.logo_type as LogoType,
    alt: printableText(alt),
  }
}

/** The facts as the printer takes them: with the name to print and the picture itself. */
export async function factsToPrint(
  ctx: Ctx,
  certificate: { number: string; awarded_on: string; valid_to: string; issued_at: Date; facts: FrozenFacts },
  printedName: string,
): Promise<CertificateFacts> {
  const { number, awarded_on, valid_to, issued_at, facts } = certificate
  const { course_version: _version, content_hash: _hash, ...printed } = facts
  const logo = facts.logo && {
    media_type: facts.logo.media_type,
    alt: facts.logo.alt,
    bytes: await logoBytes(ctx, facts.logo),
  }
  return { ...printed, name: printedName, number, awarded_on, valid_to, issued_at, logo }
}

/** The last logo used: files never change, and five hundred certificates carry the same one. */
let keptLogo: { file_id: string; bytes: Buffer } | undefined

async function logoBytes(ctx: Ctx, logo: { file_id: string }): Promise<Buffer> {
  if (keptLogo?.file_id === logo.file_id) return keptLogo.bytes
  const file = await findFile(ctx, logo.file_id)
  if (!file) throw new Error('The logo of a certificate is not among the files')
  keptLogo = { file_id: logo.file_id, bytes: file.bytes }
  return file.bytes
}
