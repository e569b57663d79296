/** The holder's page on a badge of a certificate: whether anyone may see it, and with the name or without. */
import type { Request, Response } from 'express'
import { today, wordsForDate } from '../../../lib/time.ts'
import { isSelf } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { readSettings } from '../../../platform/settings.ts'
import type { CertificateRow } from '../../certification/index.ts'
import { getCertificate } from '../../certification/index.ts'
import { hideBadge, showBadge } from '../commands/choices.ts'
import { badgeForm } from '../forms.ts'
import { badgePage } from '../pages.ts'
import { findBadge, findWithdrawalSince } from '../queries.ts'

async function ownCertificate(req: Request): Promise<CertificateRow> {
  const certificate = await getCertificate(req.ctx, String(req.params.certificateId))
  if (!isSelf(req.ctx.actor, certificate.person_id)) throw new NotFound()
  return certificate
}

export async function showChoice(req: Request, res: Response): Promise<void> {
  const certificate = await ownCertificate(req)
  const badge = await findBadge(req.ctx, certificate.id)
  const withdrawn_at = badge?.is_shown ? await findWithdrawalSince(req.ctx, badge.made_at) : null
  const { force_name } = await readSettings(req.ctx)
  const site = { base_url: req.ctx.config.base_url, force_name }
  await renderPage(req, res, 'badges/show', {
    title: 'A badge of your certificate',
    back: { href: `/certificates/${certificate.id}`, text: `Certificate ${certificate.number}` },
    form: filledForm(badge?.shows_name ? { shows_name: 'yes' } : {}),
    badge: badgePage(certificate, badge, site, today(req.ctx.now)),
    withdrawn_words: withdrawn_at && wordsForDate(withdrawn_at),
  })
}

export async function createChoice(req: Request, res: Response): Promise<void> {
  const { id } = await ownCertificate(req)
  const read = readForm(badgeForm, req)
  const result = await showBadge(req.ctx, { certificate_id: id, shows_name: read.ok && read.values.shows_name })
  switch (result) {
    case 'shown':
      flash(req, 'success', 'Your badge is ready to take to other places')
      break
    case 'same':
      flash(req, 'notice', 'Nothing changed: your badge was like this already')
      break
    case 'not-valid':
      flash(req, 'notice', 'A badge can only be made of a certificate that is valid today')
      break
    case 'no-mailbox':
      flash(req, 'notice', 'A badge needs an email address by which other places know you')
      break
  }
  res.redirect(303, `/certificates/${id}/badge`)
}

export async function createRemoval(req: Request, res: Response): Promise<void> {
  const { id } = await ownCertificate(req)
  const result = await hideBadge(req.ctx, { certificate_id: id })
  switch (result) {
    case 'hidden':
      flash(req, 'success', 'Your badge is no longer shown')
      break
    case 'same':
      flash(req, 'notice', 'Your badge is not shown')
      break
  }
  res.redirect(303, `/certificates/${id}/badge`)
}
