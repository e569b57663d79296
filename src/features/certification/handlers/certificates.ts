/** Pages of one certificate: its HTML twin, its PDF, and taking it back or giving it back. */
import type { Request, Response } from 'express'
import { today } from '../../../lib/time.ts'
import { isSelf } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { findFile } from '../../../platform/files/store.ts'
import { sendDownload } from '../../../platform/http/download.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { reinstateCertificate, revokeCertificate } from '../commands/states.ts'
import { reinstatementForm, revocationForm } from '../forms.ts'
import { certificatePage, groundlessPage, historyPage, namesNeededPage } from '../pages/certificates.ts'
import * as policy from '../policy.ts'
import type { CertificateRow } from '../queries/certificates.ts'
import * as queries from '../queries/certificates.ts'
import * as grounds from '../queries/grounds.ts'

async function seenCertificate(ctx: Ctx, id: string): Promise<CertificateRow> {
  const certificate = await queries.getCertificate(ctx, id)
  const memberOf = await queries.listOrganisationIds(ctx, certificate.person_id)
  if (!policy.canSeeCertificate(ctx.actor, certificate, memberOf)) throw new NotFound()
  return certificate
}

const certificateId = (req: Request) => String(req.params.certificateId)

export async function showCertificate(req: Request, res: Response): Promise<void> {
  const certificate = await seenCertificate(req.ctx, certificateId(req))
  const seesReasons = policy.canSeeReasons(req.ctx.actor, certificate)
  const changes = seesReasons ? await queries.listStateChanges(req.ctx, certificate.id) : []
  const isOwn = isSelf(req.ctx.actor, certificate.person_id)
  const mayChange = policy.canChangeState(req.ctx.actor)
  const groundless = mayChange ? await grounds.findGroundless(req.ctx, certificate.id) : undefined
  await renderPage(req, res, 'certification/show', {
    title: `Certificate ${certificate.number}`,
    back: isOwn ? { href: '/my-training', text: 'My training' } : { href: '/roster', text: 'Roster' },
    certificate: certificatePage(certificate, today(req.ctx.now)),
    holder: { full_name: certificate.full_name, href: `/people/${certificate.person_id}` },
    history: changes.length > 1 ? historyPage(changes) : [],
    may_change: mayChange,
    groundless: groundless ? groundlessPage([groundless])[0] : null,
    is_own: isOwn,
  })
}

export async function showPdf(req: Request, res: Response): Promise<void> {
  const certificate = await seenCertificate(req.ctx, certificateId(req))
  const file = certificate.pdf_file_id && (await findFile(req.ctx, certificate.pdf_file_id))
  if (!file) throw new NotFound()
  sendDownload(res, file)
}

export async function newRevocation(req: Request, res: Response): Promise<void> {
  await showRevocation(req, res, await queries.getCertificate(req.ctx, certificateId(req)), emptyForm())
}

async function showRevocation(req: Request, res: Response, found: CertificateRow, form: Form): Promise<void> {
  const certificate = certificatePage(found, today(req.ctx.now))
  await renderPage(req, res, 'certification/revocation', {
    title: `Revoke certificate ${certificate.number}`,
    back: { href: certificate.href, text: `Certificate ${certificate.number}` },
    form,
    certificate,
    holder: { full_name: found.full_name, has_mailbox: found.email !== null },
  })
}

export async function createRevocation(req: Request, res: Response): Promise<void> {
  const certificate = await queries.getCertificate(req.ctx, certificateId(req))
  const read = readForm(revocationForm, req)
  if (!read.ok) return showRevocation(req, res, certificate, read.form)
  const result = await revokeCertificate(req.ctx, { certificate_id: certificate.id, ...read.values })
  switch (result) {
    case 'revoked':
      flash(req, 'success', `Certificate ${certificate.number} of ${certificate.full_name} is revoked`)
      break
    case 'already':
      flash(req, 'notice', `Certificate ${certificate.number} was revoked already`)
  }
  res.redirect(303, `/certificates/${certificate.id}`)
}

export async function newReinstatement(req: Request, res: Response): Promise<void> {
  await showReinstatement(req, res, await queries.getCertificate(req.ctx, certificateId(req)), emptyForm())
}

async function showReinstatement(req: Request, res: Response, found: CertificateRow, form: Form): Promise<void> {
  const certificate = certificatePage(found, today(req.ctx.now))
  await renderPage(req, res, 'certification/reinstatement', {
    title: `Give certificate ${certificate.number} back`,
    back: { href: certificate.href, text: `Certificate ${certificate.number}` },
    form,
    certificate,
    holder: { full_name: found.full_name, has_mailbox: found.email !== null },
  })
}

export async function createReinstatement(req: Request, res: Response): Promise<void> {
  const certificate = await queries.getCertificate(req.ctx, certificateId(req))
  const read = readForm(reinstatementForm, req)
  if (!read.ok) return showReinstatement(req, res, certificate, read.form)
  const result = await reinstateCertificate(req.ctx, { certificate_id: certificate.id, ...read.values })
  switch (result) {
    case 'reinstated':
      flash(req, 'success', `Certificate ${certificate.number} of ${certificate.full_name} counts again`)
      break
    case 'not-revoked':
      flash(req, 'notice', `Certificate ${certificate.number} is not revoked`)
  }
  res.redirect(303, `/certificates/${certificate.id}`)
}

export async function listNamesNeeded(req: Request, res: Response): Promise<void> {
  await renderPage(req, res, 'certification/names-needed', {
    title: 'Certificates that wait for a printable name',
    wide: true,
    waiting: namesNeededPage(await queries.listNamesNeeded(req.ctx)),
  })
}

export async function listGroundless(req: Request, res: Response): Promise<void> {
  await renderPage(req, res, 'certification/without-ground', {
    title: 'Certificates whose ground is gone',
    wide: true,
    found: groundlessPage(await grounds.listGroundless(req.ctx)),
  })
}
