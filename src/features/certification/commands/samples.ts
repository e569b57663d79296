/** Prints a certificate that nobody was awarded, to see how it looks: nothing is kept, and it says of itself that it is a sample. */
import { addMonths, today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { ProgrammeRow } from '../../courses/index.ts'
import type { Design } from '../design.ts'
import type { CertificateFacts } from '../pdf.ts'
import type { Look } from '../pdf/compiler.ts'
import { lookAt, measure, printCertificate } from '../pdf/printer.ts'
import { findLongestTexts } from '../queries/facts.ts'
import { freezeLooks, withPictures } from './facts.ts'

export interface Sample {
  programme: ProgrammeRow
  design: Design
  name: string
  language: 'en' | 'cy'
  /** With the longest names of organisations and courses on file, too. */
  is_longest?: boolean
}

export const printSample = async (ctx: Ctx, sample: Sample): Promise<Buffer> =>
  printCertificate(await factsOfSample(ctx, sample))

/** The same for the screen; throws where it could not be printed. */
export const lookAtSample = async (ctx: Ctx, sample: Sample): Promise<Look> => lookAt(await factsOfSample(ctx, sample))

/** How large its texts would be, with what would be set otherwise; throws where it could not be printed. */
export const measureSample = async (
  ctx: Ctx,
  sample: Sample,
  otherwise: Partial<CertificateFacts>,
): Promise<Look['sizes']> => measure({ ...(await factsOfSample(ctx, sample)), ...otherwise })

async function factsOfSample(
  ctx: Ctx,
  { programme, design, name, language, is_longest }: Sample,
): Promise<CertificateFacts> {
  const awarded_on = today(ctx.now)
  const longest = is_longest ? await findLongestTexts(ctx, programme.id) : null
  const looks = await freezeLooks(ctx, programme, design, language)
  return {
    ...looks,
    ...(await withPictures(ctx, looks)),
    language,
    number: `${programme.code}-SAMPLE`,
    name,
    course_title: longest?.course_title ?? 'Sample, awarded to nobody',
    organisation_name: longest?.organisation_name ?? 'Sample organisation',
    awarded_on,
    valid_to: addMonths(awarded_on, programme.validity_months),
    law_as_at: awarded_on,
    // Of the length of a true one, and nobody's.
    verify_url: `${ctx.config.base_url}/verify/${'A'.repeat(22)}`,
    issued_at: ctx.now,
  }
}
