/** Pages of one certificate, its HTML twin and its PDF, and the lists of those that need somebody. */
import type { Request, Response } from 'express'
import { today } from '../../../lib/time.ts'
import { isSelf } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { findFile } from '../../../platform/files/store.ts'
import { sendDownload } from '../../../platform/http/download.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { getPerson } from '../../people/index.ts'
import { otherwiseNamed } from '../commands/reissuing.ts'
import { certificatePage, groundlessPage, historyPage, namesNeededPage } from '../pages/certificates.ts'
import * as policy from '../policy.ts'
import type { CertificateRow } from '../queries/certificates.ts'
import * as queries from '../queries/certificates.ts'
import * as grounds from '../queries/grounds.ts'
import type { Act } from '../rules.ts'
import { nameToPrint, refusalOf } from '../rules.ts'

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
    changes: changeLinks(req.ctx, certificate),
    newer_href: certificate.superseded_by && `/certificates/${certificate.superseded_by}`,
    reissue_href: await reissueHref(req.ctx, certificate),
    may_change: mayChange,
    groundless: groundless ? groundlessPage([groundless])[0] : null,
    is_own: isOwn,
  })
}

/** The changes of state that this person may make to it today, the gravest last. */
function changeLinks(ctx: Ctx, certificate: CertificateRow): { href: string; text: string }[] {
  const href = `/certificates/${certificate.id}`
  const offered: [Act, boolean, string, string][] = [
    ['reinstate', policy.canChangeState(ctx.actor), 'reinstatement', 'Give this certificate back'],
    ['extend', policy.canChangeState(ctx.actor), '', 'Extend this certificate'],
    ['suspend', policy.canChangeState(ctx.actor), 'suspension', 'Suspend this certificate'],
    ['revoke', policy.canChangeState(ctx.actor), 'revocation', 'Revoke this certificate'],
    ['withdraw', policy.canWithdraw(ctx.actor, certificate), 'withdrawal', 'Give up this certificate'],
  ]
  return offered
    .filter(([act, may]) => may && refusalOf(act, certificate, today(ctx.now)) === null)
    .map(([act, , path, text]) => ({
      href:
        act === 'extend'
          ? `/certificates/changes/new?act=extend&which=ticked&certificate_id=${certificate.id}`
          : `${href}/${path}`,
      text,
    }))
}

/** Where it can be made again, if its paper has another name than its holder has now. */
async function reissueHref(ctx: Ctx, certificate: CertificateRow): Promise<string | null> {
  if (!policy.canReissue(ctx.actor, certificate)) return null
  const name = nameToPrint(await getPerson(ctx, certificate.person_id))
  const isOther = name !== null && certificate.pdf_file_id !== null && otherwiseNamed([certificate], name).length > 0
  return isOther ? `/certificates/${certificate.id}/reissue` : null
}

export async function showPdf(req: Request, res: Response): Promise<void> {
  const certificate = await seenCertificate(req.ctx, certificateId(req))
  const file = certificate.pdf_file_id && (await findFile(req.ctx, certificate.pdf_file_id))
  if (!file || certificate.is_erased) throw new NotFound()
  sendDownload(res, file)
}

/** The signature on its paper, for whoever may see the paper. */
export async function showSignature(req: Request, res: Response): Promise<void> {
  const { facts } = await seenCertificate(req.ctx, certificateId(req))
  const file = facts.design?.signature && (await findFile(req.ctx, facts.design.signature.file_id))
  if (!file) throw new NotFound()
  sendDownload(res, file, 'inline')
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
