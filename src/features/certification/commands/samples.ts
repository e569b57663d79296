/** Prints a certificate that nobody was awarded, to see how it looks: nothing is kept, and it says of itself that it is a sample. */
import { addMonths, today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { findFile } from '../../../platform/files/store.ts'
import { readSettings } from '../../../platform/settings.ts'
import type { ProgrammeRow } from '../../courses/index.ts'
import { printCertificate } from '../pdf/printer.ts'
import type { LogoType } from '../rules.ts'
import { isLogoType, printableText } from '../rules.ts'

export async function printSample(
  ctx: Ctx,
  of: { programme: ProgrammeRow; name: string; language: 'en' | 'cy' },
): Promise<Buffer> {
  const settings = await readSettings(ctx)
  const { programme } = of
  const awarded_on = today(ctx.now)
  const logo = settings.logo_file_id ? await findFile(ctx, settings.logo_file_id) : undefined
  return printCertificate({
    language: of.language,
    number: `${programme.code}-SAMPLE`,
    name: of.name,
    programme_name:
      printableText(of.language === 'cy' ? (programme.name_cy ?? programme.name) : programme.name) || programme.code,
    course_title: 'Sample, awarded to nobody',
    wording: printableText(
      of.language === 'cy'
        ? (programme.certificate_wording_cy ?? programme.certificate_wording)
        : programme.certificate_wording,
    ),
    organisation_name: 'Sample organisation',
    awarded_on,
    valid_to: addMonths(awarded_on, programme.validity_months),
    force_name: printableText(settings.force_name),
    signatory_name: printableText(settings.signatory_name),
    signatory_title: printableText(settings.signatory_title),
    colour: settings.brand_colour,
    logo:
      logo && isLogoType(logo.media_type)
        ? { media_type: logo.media_type as LogoType, alt: printableText(settings.logo_alt), bytes: logo.bytes }
        : null,
    law_as_at: awarded_on,
    // Of the length of a true one, and nobody's.
    verify_url: `${ctx.config.base_url}/verify/${'A'.repeat(22)}`,
    issued_at: ctx.now,
  })
}
