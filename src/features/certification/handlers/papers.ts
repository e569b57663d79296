/** Whether an uploaded PDF is byte for byte ours; if not, what a true one says. The file is read in memory and kept nowhere. */
import { createHash } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import { today } from '../../../lib/time.ts'
import { emptyForm } from '../../../platform/http/form.ts'
import { countTry, network } from '../../../platform/http/limits.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { publicSentence, publicTags, verificationPage } from '../pages/certificates.ts'
import { isPdf, referencesIn } from '../pdf/reading.ts'
import type { CertificateRow } from '../queries/certificates.ts'
import { findByPdf, findByReference, findLatest } from '../queries/certificates.ts'
import { forNobodyToKeep, showForm } from './verification.ts'

/** Ours have some 60 kB. */
export const mostPaperBytes = 2_000_000

const paperLimit = { name: 'verify-paper', points: 10, seconds: 60 }

/** Before the file is read: it is the reading that costs. */
export const limitPapers: RequestHandler = async (req, res, next) => {
  forNobodyToKeep(res)
  await countTry(req.ctx.db, paperLimit, network(req))
  next()
}

export async function createPaperCheck(req: Request, res: Response): Promise<void> {
  const bytes = req.file?.buffer
  const fault = req.is_upload_too_large
    ? 'The file is larger than 2 MB, so it is none of our certificates'
    : !bytes || bytes.length === 0
      ? 'Select the PDF of a certificate'
      : isPdf(bytes)
        ? null
        : 'The file is not a PDF. Select the PDF as it came by email'
  if (fault !== null || !bytes) return showForm(req, res, emptyForm().withError('paper', fault ?? ''))
  const ours = await findByPdf(req.ctx, createHash('sha256').update(bytes).digest())
  if (ours) return showPaper(req, res, 'ours', ours)
  // The first reference that leads anywhere; looking up a few more tells nobody anything.
  for (const reference of (await referencesIn(bytes)).slice(0, 5)) {
    const certificate = await findByReference(req.ctx, reference)
    if (certificate) return showPaper(req, res, 'other', certificate)
  }
  await renderPage(req, res, 'certification/paper', { title: 'Not one of our files', found: 'none' })
}

async function showPaper(
  req: Request,
  res: Response,
  found: 'ours' | 'other',
  certificate: CertificateRow,
): Promise<void> {
  const page = verificationPage(certificate, today(req.ctx.now))
  const isReplaced = certificate.standing === 'superseded'
  const newest = isReplaced ? await findLatest(req.ctx, certificate) : undefined
  await renderPage(req, res, 'certification/paper', {
    title: `${found === 'ours' ? 'The file of' : 'Not the file of'} certificate ${certificate.number}`,
    found,
    certificate: page,
    tag: isReplaced ? publicTags.superseded : page.tag,
    sentence: isReplaced ? publicSentence(certificate, 'superseded') : page.sentence,
    newest_href: newest ? `/verify/${newest.reference}` : null,
  })
}
