/** Makes the PDF of a certificate, once and for good. */
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { insertFiles } from '../../../platform/files/store.ts'
import { putJob } from '../../../platform/jobs/put.ts'
import { getPerson } from '../../people/index.ts'
import { mailCertificate } from '../mails.ts'
import { printCertificate } from '../pdf/printer.ts'
import type { CertificateRow } from '../queries/certificates.ts'
import { getCertificateForUpdate, listNamesNeeded, listUnprinted } from '../queries/certificates.ts'
import { nameToPrint } from '../rules.ts'
import { factsToPrint } from './facts.ts'

export type ToPrint = Pick<CertificateRow, 'id' | 'number' | 'awarded_on' | 'valid_to' | 'issued_at' | 'facts'>

/** Renders and keeps the PDF with that name on it; returns the id of the file. */
export async function keepPdf(ctx: Ctx, certificate: ToPrint, printed_name: string): Promise<string> {
  const [id] = await keepPdfs(ctx, [{ certificate, printed_name }])
  return id!
}

/** The same for several at once, in their order. */
export async function keepPdfs(ctx: Ctx, papers: { certificate: ToPrint; printed_name: string }[]): Promise<string[]> {
  if (papers.length === 0) return []
  const orders = []
  for (const { certificate, printed_name } of papers) orders.push(await factsToPrint(ctx, certificate, printed_name))
  const printed = await Promise.all(orders.map(printCertificate))
  const files = await insertFiles(
    ctx,
    papers.map(({ certificate }, index) => ({
      file_name: `certificate-${certificate.number}.pdf`,
      media_type: 'application/pdf',
      bytes: printed[index]!,
    })),
  )
  await ctx.db('certificate_pdfs').insert(
    papers.map(({ certificate, printed_name }, index) => ({
      certificate_id: certificate.id,
      file_id: files[index]!.id,
      printed_name,
      sha256: files[index]!.sha256,
      made_at: ctx.now,
    })),
  )
  return files.map(({ id }) => id)
}

/** Prints and mails what waited for the person's printable name; does nothing where there is still none. */
export async function printWaiting(ctx: Ctx, personId: string): Promise<void> {
  for (const waiting of await listUnprinted(ctx, personId))
    await inTransaction(ctx, async (ctx) => {
      const certificate = await getCertificateForUpdate(ctx, waiting.certificate_id)
      const person = await getPerson(ctx, personId)
      const name = nameToPrint(person)
      if (name === null || certificate.pdf_file_id !== null) return
      const fileId = await keepPdf(ctx, { ...certificate, valid_to: certificate.paper_valid_to }, name)
      await recordAudit(ctx, {
        action: 'certification.print',
        subject_kind: 'certificate',
        subject_id: certificate.id,
        after: { printed_name: name, file_id: fileId },
      })
      await mailCertificate(ctx, { ...person, person_id: person.id }, certificate, fileId)
    })
}

/** That somebody took the PDFs of several people away, and what for. */
export async function recordPapers(ctx: Ctx, input: { certificate_ids: string[]; purpose: string }): Promise<void> {
  await inTransaction(ctx, (ctx) =>
    recordAudit(ctx, {
      action: 'certification.download-papers',
      subject_kind: 'roster',
      subject_id: null,
      after: { count: input.certificate_ids.length, certificate_ids: input.certificate_ids },
      reason: input.purpose,
    }),
  )
}

/** Puts a job for each person who waits for a PDF and whose name can be printed now, however it came to be so. */
export async function putPrints(ctx: Ctx): Promise<void> {
  const ready = (await listNamesNeeded(ctx)).filter((waiting) => nameToPrint(waiting) !== null)
  for (const { person_id } of ready)
    await putJob(ctx, 'certification.print', { personId: person_id }, { key: `certification.print ${person_id}` })
}
