/** How a holder renews: what is open to them, and the button that begins it. */
import type { Request, Response } from 'express'
import { isId } from '../../../lib/ids.ts'
import { today } from '../../../lib/time.ts'
import { isSelf } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { listPublishedCourses } from '../../courses/index.ts'
import { startRenewal } from '../commands/renewal.ts'
import { renewalPage } from '../pages/renewal.ts'
import type { CertificateRow } from '../queries/certificates.ts'
import { getCertificate } from '../queries/certificates.ts'
import { renewalCourses } from '../rules.ts'

async function ownCertificate(req: Request): Promise<CertificateRow> {
  const certificate = await getCertificate(req.ctx, String(req.params.certificateId))
  if (!isSelf(req.ctx.actor, certificate.person_id)) throw new NotFound()
  return certificate
}

export async function showRenewal(req: Request, res: Response): Promise<void> {
  const certificate = await ownCertificate(req)
  const on = today(req.ctx.now)
  const courses = renewalCourses(certificate, await listPublishedCourses(req.ctx), on)
  await renderPage(req, res, 'certification/renewal', {
    title: 'Renew your certificate',
    back: { href: '/my-training', text: 'My training' },
    ...renewalPage(certificate, courses, on),
  })
}

export async function createRenewal(req: Request, res: Response): Promise<void> {
  const certificate = await ownCertificate(req)
  const course_id = String(req.body?.course_id ?? '')
  const result = isId(course_id)
    ? await startRenewal(req.ctx, { certificate_id: certificate.id, course_id })
    : 'not-open'
  switch (result) {
    case 'started':
      flash(req, 'success', 'Your refresher has begun. Everything you need to do is below')
      break
    case 'carried-on':
      flash(req, 'notice', 'You have begun it already. Carry on below')
      break
    case 'renewed':
      flash(req, 'success', 'You had done everything already. Your certificate is renewed')
      break
    case 'not-open':
      flash(req, 'notice', 'This certificate cannot be renewed in this way now')
      return res.redirect(303, `/certificates/${certificate.id}/renewal`)
  }
  res.redirect(303, '/my-training')
}
