/** Reads what each trainer knows of the parts they train, and who of them was not told how these stand now. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import type { CalendarChanges } from '../rules.ts'
import { calendarChanges } from '../rules.ts'
import type { HeldSession, RecipientRow } from './recipients.ts'
import { listTrainers } from './parts.ts'
import type { ToldPart } from './told.ts'
import { asTold } from './told.ts'

type Session = Pick<HeldSession, 'id' | 'mode' | 'place' | 'parts'>

/** Somebody who trains it and knows other than it is now; both ways they see their own parts alone. */
export interface UnsentTrainer<Of> {
  trainer: RecipientRow
  was: Of
  now: Of
  changes: CalendarChanges
}

/** The session as one of its trainers has it: a part with trainers of its own is theirs alone. */
export const asTrainedBy = <Of extends Session>(session: Of, personId: string): Of => ({
  ...session,
  parts: session.parts.filter((part) => part.trainer_ids.length === 0 || part.trainer_ids.includes(personId)),
})

export async function listUnsentTrainers<Of extends Session>(ctx: Ctx, session: Of): Promise<UnsentTrainer<Of>[]> {
  const told = Map.groupBy(
    await rows<Omit<ToldPart, 'booking_id'> & { person_id: string }>(
      ctx.db,
      `select person_id, live_session_part_id as id, position, starts_at, ends_at, mode, place
       from told_trainer_parts where live_session_id = ? order by person_id, starts_at, position`,
      [session.id],
    ),
    (part) => part.person_id,
  )
  if (told.size === 0) return []
  return (await listTrainers(ctx, session.id)).flatMap((trainer) => {
    const known = told.get(trainer.id)
    if (!known) return []
    const was = asTold(session, known)
    const now = asTrainedBy(session, trainer.id)
    const changes = calendarChanges(was, now, ctx.now)
    return changes.any ? [{ trainer, was, now, changes }] : []
  })
}
