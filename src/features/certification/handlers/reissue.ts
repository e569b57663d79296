/** Asks before a person's certificates are made again under the name they have now, and does it. */
import type { Request, Response } from 'express'
import { today } from '../../../lib/time.ts'
import { isSelf } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { getPerson } from '../../people/index.ts'
import { otherwiseNamed, reissueForName } from '../commands/reissuing.ts'
import { certificatePage } from '../pages/certificates.ts'
import * as policy from '../policy.ts'
import type { CertificateRow } from '../queries/certificates.ts'
import { getCertificate, listCertificates } from '../queries/certificates.ts'
import { nameToPrint } from '../rules.ts'

async function reissuable(req: Request): Promise<CertificateRow> {
  const certificate = await getCertificate(req.ctx, String(req.params.certificateId))
  if (!policy.canReissue(req.ctx.actor, certificate)) throw new NotFound()
  return certificate
}

export async function newReissue(req: Request, res: Response): Promise<void> {
  const certificate = await reissuable(req)
  const person = await getPerson(req.ctx, certificate.person_id)
  const name = nameToPrint(person)
  const old = name === null ? [] : otherwiseNamed(await listCertificates(req.ctx, person.id), name)
  await renderPage(req, res, 'certification/reissue', {
    title: 'Make certificates again under another name',
    back: { href: `/certificates/${certificate.id}`, text: `Certificate ${certificate.number}` },
    name,
    has_mailbox: person.email !== null,
    is_own: isSelf(req.ctx.actor, person.id),
    certificates: old.map((one) => certificatePage(one, today(req.ctx.now))),
    action: `/certificates/${certificate.id}/reissue`,
    leave_href: `/certificates/${certificate.id}`,
  })
}

export async function createReissue(req: Request, res: Response): Promise<void> {
  const certificate = await reissuable(req)
  const done = await reissueForName(req.ctx, certificate.person_id)
  switch (done.result) {
    case 'reissued':
      flash(
        req,
        'success',
        done.certificate_ids.length === 1
          ? 'The certificate was made again'
          : `${done.certificate_ids.length} certificates were made again`,
      )
      return res.redirect(303, `/certificates/${await latestLike(req, certificate)}`)
    case 'same-name':
      flash(req, 'notice', 'Every certificate has the name of today already')
      break
    case 'unprintable':
      flash(req, 'notice', 'Our fonts cannot print the name of today. Give a printable name first')
  }
  res.redirect(303, `/certificates/${certificate.id}`)
}

/** Of several made again the one that follows the one they came from. */
async function latestLike(req: Request, old: CertificateRow): Promise<string> {
  const all = await listCertificates(req.ctx, old.person_id)
  return (all.find((one) => one.programme_id === old.programme_id && one.is_latest) ?? old).id
}
