/** Recalling the e-mail about a closed register, and sending it after all. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import { recallTelling, resumeTelling, tellsAfterMinutes } from '../commands/telling.ts'
import { getKeptPart } from './registers.ts'

export async function createRecall(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  switch (await recallTelling(req.ctx, part.part_id)) {
    case 'recalled':
      flash(req, 'success', 'The email is recalled: nobody is told of their attendance until you send it after all.')
      break
    case 'too-late':
      flash(req, 'notice', 'There is no email to recall: it has gone, or was recalled already.')
  }
  res.redirect(303, `/registers/${part.part_id}`)
}

export async function createTelling(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  switch (await resumeTelling(req.ctx, part.part_id)) {
    case 'planned':
      flash(req, 'success', `The email goes in ${tellsAfterMinutes} minutes. Until then you can recall it.`)
      break
    case 'already':
      flash(req, 'notice', 'The email is on its way already.')
      break
    case 'not-closed':
      flash(req, 'notice', 'Close the register first: then people are told of their attendance.')
  }
  res.redirect(303, `/registers/${part.part_id}`)
}
