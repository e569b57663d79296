/** What the register's script sends: a batch of marks, at once or once there is a network again; and settling conflicts. */
import type { Request, Response } from 'express'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { readForm } from '../../../platform/http/form.ts'
import { saveDeviceMarks, settleMark } from '../commands/device-marks.ts'
import { deviceMarksForm, markOf, settlementForm } from '../forms.ts'
import { batchAnswer } from '../pages/device-marks.ts'
import { listMarks, listRegister } from '../queries/registers.ts'
import { lengthOf, needsMinutes } from '../rules/marks.ts'
import { conflictsOf } from '../rules/merging.ts'
import { getKeptPart } from './registers.ts'

/** Always JSON: only a script sends this, the form beside it goes to the register itself. */
export async function createDeviceMarks(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  const read = readForm(deviceMarksForm, req)
  if (!read.ok) return void res.status(422).json({ error: 'unreadable' })
  const { marks, device_id, sent_at } = read.values
  const saved = await saveDeviceMarks(req.ctx, { part_id: part.part_id, device_id, sent_at, marks })
  const register = await listRegister(req.ctx, part.part_id)
  const conflicts = conflictsOf(await listMarks(req.ctx, part.part_id)).size
  res.json(batchAnswer({ part, register, saved, conflicts, now: req.ctx.now }))
}

export async function createSettlement(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  const read = readForm(settlementForm, req)
  const mark = read.ok ? markOf(read.values.mark) : undefined
  if (!read.ok || !mark) throw new NotFound()
  const { person_id, minutes } = read.values
  if (needsMinutes(mark) && (minutes === null || minutes > lengthOf(part))) throw new NotFound()
  const settled = { part_id: part.part_id, person_id, mark, minutes: needsMinutes(mark) ? minutes : null }
  switch (await settleMark(req.ctx, settled)) {
    case 'settled':
      flash(req, 'success', 'Settled.')
      break
    case 'closed':
      flash(req, 'notice', 'Nothing was saved: this register is closed.')
      break
    case 'own-mark':
      flash(req, 'notice', 'You do not mark yourself: another trainer of the session or a coordinator does.')
  }
  res.redirect(303, `/registers/${part.part_id}`)
}
