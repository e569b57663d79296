/** What a certificate says: frozen at the moment it is issued, and the same as the printer wants it. */
import { createHash } from 'node:crypto'
import { addMonths, today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { findFile } from '../../../platform/files/store.ts'
import { readSettings } from '../../../platform/settings.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { CurrentOrganisation } from '../../people/index.ts'
import { currentOrganisations } from '../../people/index.ts'
import type { ProgrammeRow } from '../../courses/index.ts'
import type { Design } from '../design.ts'
import { wordsOfPaper } from '../design.ts'
import type { CertificateFacts } from '../pdf.ts'
import { readDesign } from '../queries/designs.ts'
import type { FactSource } from '../queries/facts.ts'
import { findLogo, listFactSources } from '../queries/facts.ts'
import type { CertificateDays, FrozenFacts, FrozenPicture, LogoType, StateFacts } from '../rules.ts'
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

export interface Asked {
  person_id: string
  course_version_id: string
  reference: string
  /** What it renews. */
  latest?: StateFacts | undefined
}

/** Reads everything that certificates will say of these people and course versions as they are now, in the order given. */
export async function freezeFacts(ctx: Ctx, asked: Asked[]): Promise<NewFacts[]> {
  const sources = await listFactSources(ctx, asked)
  const organisations = await currentOrganisations(
    ctx,
    asked.map((one) => one.person_id),
  )
  const looks = await looksOf(ctx, sources)
  return asked.map((one) => {
    const source = sources.find((s) => s.person_id === one.person_id && s.course_version_id === one.course_version_id)
    if (!source) throw new NotFound()
    return factsOf(ctx, one, {
      source,
      organisation: organisations.get(one.person_id),
      looks: looks.get(lookOf(source))!,
    })
  })
}

const lookOf = ({ programme_id, language }: FactSource) => `${programme_id} ${language}`

/** Read once for all papers of a programme in a language. */
async function looksOf(ctx: Ctx, sources: FactSource[]): Promise<Map<string, Looks>> {
  const looks = new Map<string, Looks>()
  for (const source of sources)
    if (!looks.has(lookOf(source)))
      looks.set(
        lookOf(source),
        await freezeLooks(ctx, source, await readDesign(ctx, source.programme_id), source.language),
      )
  return looks
}

function factsOf(
  ctx: Ctx,
  asked: Asked,
  { source, organisation, looks }: { source: FactSource; organisation: CurrentOrganisation | undefined; looks: Looks },
): NewFacts {
  const printed_name = nameToPrint(source)
  const awarded_on = today(ctx.now)
  const from = asked.latest ? renewedFrom(asked.latest, awarded_on) : awarded_on
  const { person_id, full_name, email, language } = source
  return {
    holder: { person_id, full_name, email, language },
    printed_name,
    code: source.code,
    programme_id: source.programme_id,
    organisation_id: organisation?.organisation_id ?? null,
    awarded_on,
    days: daysOf(awarded_on, addMonths(from, source.validity_months), source),
    facts: {
      language: source.language,
      name: printed_name ?? source.full_name,
      ...looks,
      course_title: printableText(source.course_title) || source.code,
      course_version: source.course_version,
      content_hash: source.content_hash.toString('hex'),
      organisation_name: printableText(organisation?.organisation_name ?? '') || null,
      // Nobody was taught the law of a day after their award, whatever a version says that was written since.
      law_as_at: source.law_as_at && source.law_as_at > awarded_on ? awarded_on : source.law_as_at,
      verify_url: `${ctx.config.base_url}/verify/${asked.reference}`,
    },
  }
}

export type Looks = Pick<
  FrozenFacts,
  'programme_name' | 'wording' | 'design' | 'force_name' | 'signatory_name' | 'signatory_title' | 'colour' | 'logo'
>

/** What a paper made today looks like and says of itself: the programme's design, and the force's settings where it has none. */
export async function freezeLooks(
  ctx: Ctx,
  programme: Pick<ProgrammeRow, 'name' | 'name_cy' | 'certificate_wording' | 'certificate_wording_cy' | 'code'>,
  design: Design,
  language: 'en' | 'cy',
): Promise<Looks> {
  const settings = await readSettings(ctx)
  return {
    ...wordsOfPaper(programme, design, language),
    force_name: printableText(settings.force_name),
    signatory_name: printableText(design.signatory_name ?? settings.signatory_name),
    signatory_title: printableText(design.signatory_title ?? settings.signatory_title),
    colour: settings.brand_colour,
    logo: await freezeLogo(ctx),
  }
}

async function freezeLogo(ctx: Ctx): Promise<FrozenFacts['logo']> {
  const logo = await findLogo(ctx)
  if (!logo || !isLogoType(logo.media_type)) return null
  return {
    file_id: logo.file_id,
    sha256: logo.sha256.toString('hex'),
    media_type: logo.media_type as LogoType,
    alt: printableText(logo.alt),
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
  return { ...printed, name: printedName, number, awarded_on, valid_to, issued_at, ...(await withPictures(ctx, facts)) }
}

/** The pictures themselves in place of where they are kept. */
export async function withPictures(
  ctx: Ctx,
  { logo, design }: Pick<FrozenFacts, 'logo' | 'design'>,
): Promise<{ logo: CertificateFacts['logo']; design: CertificateFacts['design'] }> {
  const printed = async (picture: FrozenPicture) => ({
    media_type: picture.media_type,
    bytes: await pictureBytes(ctx, picture),
  })
  return {
    logo: logo && { alt: logo.alt, ...(await printed(logo)) },
    design: design && {
      ...design,
      signature: design.signature && (await printed(design.signature)),
      endorsers: await Promise.all(design.endorsers.map(async (one) => ({ name: one.name, ...(await printed(one)) }))),
    },
  }
}

/** The last pictures used, by what they must be: files never change, and five hundred certificates carry the same ones. */
const kept = new Map<string, Buffer>()
const mostKept = 8

/** The picture as it was when it was chosen, to the bit; with any other, no paper is made. */
async function pictureBytes(ctx: Ctx, { file_id, sha256 }: FrozenPicture): Promise<Buffer> {
  const key = `${file_id} ${sha256}`
  const known = kept.get(key)
  if (known) return known
  const file = await findFile(ctx, file_id)
  if (!file) throw new Error(`The picture ${file_id} of a certificate is not among the files`)
  if (createHash('sha256').update(file.bytes).digest('hex') !== sha256)
    throw new Error(
      `The picture ${file_id} (${file.file_name}) of a certificate is not the one that was uploaded: its SHA-256 differs. Nothing was issued; upload the picture again`,
    )
  if (kept.size >= mostKept) kept.clear()
  kept.set(key, file.bytes)
  return file.bytes
}
