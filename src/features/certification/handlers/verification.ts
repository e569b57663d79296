/**
 * The public check of a certificate. Whatever is wrong, the answer is the same page after the same work: a reference or
 * number that cannot be one is looked up in the shape of one, and a name is always compared.
 */
import { createHash } from 'node:crypto'
import type { Request, Response } from 'express'
import { parseCertificateNumber, sameSecret } from '../../../lib/codes.ts'
import { isSecret } from '../../../lib/ids.ts'
import { foldForSearch } from '../../../lib/text.ts'
import { today } from '../../../lib/time.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { countTry, network } from '../../../platform/http/limits.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { verificationForm } from '../forms.ts'
import { publicSentence, publicTags, verificationPage } from '../pages/certificates.ts'
import type { CertificateRow } from '../queries/certificates.ts'
import { findByNumber, findByReferenceCounted, findLatest } from '../queries/certificates.ts'

const referenceLimit = { name: 'verify', points: 60, seconds: 60 }
const formLimit = { name: 'verify-form', points: 20, seconds: 60 }

// Of the right shape, and nobody's: a real reference is random, a real number begins with 1.
const noReference = 'AAAAAAAAAAAAAAAAAAAAAA'
const noNumber = 'NONE'

export const forNobodyToKeep = (res: Response) => res.setHeader('X-Robots-Tag', 'noindex, nofollow, noarchive')

export async function showVerification(req: Request, res: Response): Promise<void> {
  forNobodyToKeep(res)
  const asked = String(req.params.reference)
  const reference = isSecret(asked) ? asked : noReference
  const certificate = await findByReferenceCounted(req.ctx, referenceLimit, { reference, network: network(req) })
  if (!certificate)
    return renderPage(
      req,
      res,
      'certification/verification-none',
      { title: 'No such certificate', back: { href: '/verify', text: 'Check a certificate' } },
      { status: 404 },
    )
  if (certificate.standing === 'superseded') return showReplaced(req, res, certificate)
  await renderPage(req, res, 'certification/verification', {
    title: `Certificate ${certificate.number}`,
    back: { href: '/verify', text: 'Check another certificate' },
    certificate: verificationPage(certificate, today(req.ctx.now)),
  })
}

/** Leads on to the certificate that counts, and says nothing of what the old paper says: the name on it may be a former one. */
async function showReplaced(req: Request, res: Response, certificate: CertificateRow): Promise<void> {
  const newest = await findLatest(req.ctx, certificate)
  await renderPage(req, res, 'certification/verification-replaced', {
    title: `Certificate ${certificate.number}`,
    back: { href: '/verify', text: 'Check another certificate' },
    tag: publicTags.superseded,
    sentence: publicSentence(certificate, 'superseded'),
    newest_href: `/verify/${newest!.reference}`,
  })
}

export async function newVerification(req: Request, res: Response): Promise<void> {
  forNobodyToKeep(res)
  await showForm(req, res, emptyForm())
}

export const showForm = (req: Request, res: Response, form: Form) =>
  renderPage(req, res, 'certification/verify', { title: 'Check a certificate', form })

/** By POST, so that names stay out of addresses and logs. */
export async function createVerification(req: Request, res: Response): Promise<void> {
  forNobodyToKeep(res)
  await countTry(req.ctx.db, formLimit, network(req))
  const read = readForm(verificationForm, req)
  const typed = read.ok ? read.values : { number: null, name: null }
  const certificate = await findByNumber(req.ctx, parseCertificateNumber(typed.number ?? '')?.number ?? noNumber)
  const printed = nameMark(certificate?.printed_name ?? certificate?.facts.name ?? '')
  const isRight = sameSecret(nameMark(typed.name ?? ''), printed) && certificate?.is_erased === false
  if (!isRight)
    return showForm(
      req,
      res,
      read.form.withError('number', 'No such certificate. Check the number and the name, as they are printed.'),
    )
  res.redirect(303, `/verify/${certificate.reference}`)
}

/** Names are the same whatever their case, accents, hyphens and spaces. */
const nameMark = (name: string): Buffer =>
  createHash('sha256')
    .update(foldForSearch(name.slice(0, 1000)).replaceAll(' ', ''))
    .digest()
