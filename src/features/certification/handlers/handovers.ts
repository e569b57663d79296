/** Certificates that mail did not bring to their holder: printed, handed over, ticked off. */
import type { Request, Response } from 'express'
import { isId } from '../../../lib/ids.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { handOver, undoHandover } from '../commands/handovers.ts'
import { pickedForm } from '../forms.ts'
import { handedOverPage, handoversPage } from '../pages/handovers.ts'
import * as queries from '../queries/handovers.ts'

const latestShown = 20

export async function listHandovers(req: Request, res: Response): Promise<void> {
  const paging = readPaging(req, await queries.countHandovers(req.ctx), 100)
  await renderPage(req, res, 'certification/handovers', {
    title: 'Certificates to print or hand over',
    wide: true,
    back: { href: '/certificates', text: 'Certificates' },
    paging,
    waiting: handoversPage(await queries.listHandovers(req.ctx, paging)),
    handed_over: handedOverPage(await queries.listHandedOver(req.ctx, latestShown)),
  })
}

export async function createHandovers(req: Request, res: Response): Promise<void> {
  const { certificate_id } = pickedForm.parse({ ...(req.body as object), which: 'ticked' })
  const count = certificate_id.length === 0 ? 0 : await handOver(req.ctx, certificate_id)
  if (certificate_id.length === 0) flash(req, 'notice', 'Tick the certificates that were handed over')
  else if (count === 0) flash(req, 'notice', 'They had been ticked off already')
  else flash(req, 'success', `${count === 1 ? '1 certificate was' : `${count} certificates were`} handed over`)
  res.redirect(303, '/certificates/handovers')
}

export async function createUndoing(req: Request, res: Response): Promise<void> {
  const id = String(req.params.handoverId)
  if (!isId(id)) throw new NotFound()
  switch (await undoHandover(req.ctx, id)) {
    case 'undone':
      flash(req, 'success', 'Taken back: it waits to be handed over again')
      break
    case 'already':
      flash(req, 'notice', 'It had been taken back already')
  }
  res.redirect(303, '/certificates/handovers')
}
