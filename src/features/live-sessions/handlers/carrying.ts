/** Finds what comes with a new session, by where its form was filled from: a session the reader keeps, or a template. */
import type { Request } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import type { Typed } from '../../../platform/http/form.ts'
import type { Carried, CarriedQuota } from '../carrying.ts'
import { nothingCarried, onlyChosen, quotasOn } from '../carrying.ts'
import { carryingForm } from '../forms/carrying.ts'
import { lateWords } from '../pages/carrying.ts'
import { canKeep } from '../policy.ts'
import { carriedOfSession, findCarriedOfTemplate } from '../queries/carrying.ts'
import { findLiveSession } from '../queries/live-sessions.ts'
import { listTrainers } from '../queries/parts.ts'

export interface Source {
  name: string
  carried: Carried
}

/** Null where the form was filled from nothing, or from what is gone or not the reader's. */
export async function findSource(req: Request, typed: Typed): Promise<Source | null> {
  const { copy_of, from_template } = carryingForm.parse(typed)
  if (from_template !== null) return (await findCarriedOfTemplate(req.ctx, from_template)) ?? null
  const session = copy_of === null ? undefined : await findLiveSession(req.ctx, copy_of)
  if (!session) return null
  const trainerIds = (await listTrainers(req.ctx, session.id)).map((trainer) => trainer.id)
  if (!canKeep(req.ctx.actor, trainerIds)) return null
  return { name: session.title, carried: await carriedOfSession(req.ctx, session) }
}

/** What was ticked of it. */
export async function readCarried(req: Request, typed: Typed): Promise<Carried> {
  const source = await findSource(req, typed)
  return source ? onlyChosen(source.carried, carryingForm.parse(typed).carries) : nothingCarried
}

/** After saving: what could not come along. */
export async function warnOfMissing(req: Request, typed: Typed, starts: Date[]): Promise<void> {
  const { copy_of, from_template, carries } = carryingForm.parse(typed)
  if ((copy_of ?? from_template) !== null && carries.length > 0 && !(await findSource(req, typed)))
    flash(req, 'notice', 'What the session was filled from is gone. Check its reminders, materials and kept places.')
  const { quotas } = await readCarried(req, typed)
  const late = new Set<CarriedQuota>(starts.flatMap((start) => quotasOn(quotas, start, req.ctx.now).late))
  const words = lateWords([...late])
  if (words) flash(req, 'notice', words)
}
