/** Pages that suspend one certificate, give it back, revoke it, or give it up: asked first, with what follows. */
import type { Request, Response } from 'express'
import { today, wordsForDate } from '../../../lib/time.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import type { Handler } from '../../../platform/http/router.ts'
import { renderPage } from '../../../platform/http/render.ts'
import type { StandingInput } from '../commands/states.ts'
import { changeStanding, markOf } from '../commands/states.ts'
import { standingForms } from '../forms.ts'
import { certificatePage } from '../pages/certificates.ts'
import { actPage, classChoices, refusalWords } from '../pages/standing.ts'
import type { OneAct } from '../pages/standing.ts'
import * as policy from '../policy.ts'
import type { CertificateRow } from '../queries/certificates.ts'
import { getCertificate } from '../queries/certificates.ts'
import type { Refusal } from '../rules.ts'
import { refusalOf } from '../rules.ts'

/** The last part of the address of each act. */
const paths: Record<OneAct, string> = {
  suspend: 'suspension',
  reinstate: 'reinstatement',
  revoke: 'revocation',
  withdraw: 'withdrawal',
}

async function changeable(req: Request, act: OneAct): Promise<CertificateRow> {
  const certificate = await getCertificate(req.ctx, String(req.params.certificateId))
  const may = act === 'withdraw' ? policy.canWithdraw(req.ctx.actor, certificate) : policy.canChangeState(req.ctx.actor)
  if (!may) throw new NotFound()
  return certificate
}

async function show(req: Request, res: Response, act: OneAct, found: CertificateRow, form: Form): Promise<void> {
  const on = today(req.ctx.now)
  const certificate = certificatePage(found, on)
  const page = actPage(act, {
    number: found.number,
    // As it is now, not as it was printed: it may have been extended.
    valid_words: wordsForDate(found.valid_to),
    full_name: found.full_name,
    has_mailbox: found.email !== null,
    is_over: found.valid_to < on,
  })
  const refusal = refusalOf(act, found, on)
  await renderPage(req, res, 'certification/standing', {
    title: page.title,
    back: { href: certificate.href, text: `Certificate ${certificate.number}` },
    form,
    act: page,
    action: `${certificate.href}/${paths[act]}`,
    certificate,
    holder: { full_name: found.full_name },
    refusal: refusal && refusalWords[refusal],
    expected: markOf([{ certificate: found, refusal }]),
    class_choices: act === 'revoke' ? classChoices : null,
  })
}

const doneWords: Record<OneAct, (number: string, name: string) => string> = {
  suspend: (number, name) => `Certificate ${number} of ${name} is suspended`,
  reinstate: (number, name) => `Certificate ${number} of ${name} is given back`,
  revoke: (number, name) => `Certificate ${number} of ${name} is revoked`,
  withdraw: (number) => `You have given up certificate ${number}`,
}

export const newStanding =
  (act: OneAct): Handler =>
  async (req, res) =>
    show(req, res, act, await changeable(req, act), emptyForm())

export const createStanding =
  (act: OneAct): Handler =>
  async (req, res) => {
    const certificate = await changeable(req, act)
    const read = readForm(standingForms[act], req)
    if (!read.ok) return show(req, res, act, certificate, read.form)
    const input = { act, certificate_ids: [certificate.id], ...read.values } as StandingInput
    const seen = [req.body?.expected].flat()[0]
    // What cannot be done any more is said in its own words below.
    const isOpen = refusalOf(act, certificate, today(req.ctx.now)) === null
    const expected = isOpen && typeof seen === 'string' ? seen : undefined
    const result = await changeStanding(req.ctx, { ...input, expected })
    if (result === 'moved-on') {
      const [on, now] = [today(req.ctx.now), await changeable(req, act)]
      const refusal = refusalOf(act, now, on)
      if (refusal !== null) return stays(req, res, now, refusal)
      const text = `Somebody else changed this certificate meanwhile: ${certificatePage(now, on).state_sentence} Read again what would happen`
      return show(req, res, act, now, read.form.withError('reason', text))
    }
    const [changed] = result
    if (changed!.refusal !== null) return stays(req, res, certificate, changed!.refusal)
    flash(req, 'success', doneWords[act](certificate.number, certificate.full_name))
    res.redirect(303, `/certificates/${certificate.id}`)
  }

function stays(req: Request, res: Response, { id, number }: CertificateRow, refusal: Refusal): void {
  flash(req, 'notice', `Certificate ${number} stays as it is. ${refusalWords[refusal]}`)
  res.redirect(303, `/certificates/${id}`)
}
