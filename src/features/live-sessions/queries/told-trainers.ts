/** Reads what each trainer knows of the parts they train, and who of them was not told how these stand now. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import type { CalendarChanges } from '../rules.ts'
import { calendarChanges } from '../rules.ts'
import type { TrainerRow } from './parts.ts'
import type { HeldSession } from './recipients.ts'
import type { ToldPart } from './told.ts'
import { asTold } from './told.ts'

type Session = Pick<HeldSession, 'id' | 'mode' | 'place' | 'parts'>

/** What somebody who trains it, or did until now, knows of it; both ways they see their own parts alone. */
export interface KnownTrainer<Of> {
  trainer: TrainerRow & {
    /** Then the mails about their place keep their calendar, with the link to join. */
    has_place: boolean
    /** Parts of which an entry was sent to them: it is kept in step, whoever makes the change. */
    entry_part_ids: string[]
  }
  /** Without parts where they were told of none. */
  was: Of
  now: Of
}

/** Who knows other than it is now: they were given it, or it was taken from them, or it has changed. */
export interface UnsentTrainer<Of> extends KnownTrainer<Of> {
  changes: CalendarChanges
}

/** The session as one of its trainers has it: a part with trainers of its own is theirs alone. */
const asTrainedBy = <Of extends Session>(session: Of, personId: string): Of => ({
  ...session,
  parts: session.parts.filter((part) => part.trainer_ids.length === 0 || part.trainer_ids.includes(personId)),
})

export async function listKnownTrainers<Of extends Session>(ctx: Ctx, session: Of): Promise<KnownTrainer<Of>[]> {
  const trainers = await rows<KnownTrainer<Of>['trainer'] & { trains: boolean }>(
    ctx.db,
    `with told as (select person_id, live_session_part_id from told_trainer_parts where live_session_id = :id),
     training as (select person_id from live_session_trainers where live_session_id = :id)
     select p.id, p.full_name, p.email, p.language, p.id in (select person_id from training) as trains,
       exists (select from bookings b where b.live_session_id = :id and b.person_id = p.id and b.cancelled_at is null
         and b.booked_at is not null) as has_place,
       array(select e.live_session_part_id from calendar_entries e where e.person_id = p.id
         and (e.live_session_part_id in (select live_session_part_id from told where told.person_id = p.id)
           or e.live_session_part_id in (select l.id from live_session_parts l where l.live_session_id = :id)))
         as entry_part_ids
     from people p
     where p.disabled_at is null and p.id in (select person_id from training union select person_id from told)
     order by lower(p.full_name), p.id`,
    { id: session.id },
  )
  const told = Map.groupBy(
    await rows<Omit<ToldPart, 'booking_id'> & { person_id: string }>(
      ctx.db,
      `select person_id, live_session_part_id as id, position, starts_at, ends_at, mode, place
       from told_trainer_parts where live_session_id = ? order by person_id, starts_at, position`,
      [session.id],
    ),
    (part) => part.person_id,
  )
  return trainers.map(({ trains, ...trainer }) => {
    const known = told.get(trainer.id)
    return {
      trainer,
      was: known ? asTold(session, known) : { ...session, parts: [] },
      now: trains ? asTrainedBy(session, trainer.id) : { ...session, parts: [] },
    }
  })
}

export async function listUnsentTrainers<Of extends Session>(ctx: Ctx, session: Of): Promise<UnsentTrainer<Of>[]> {
  return (await listKnownTrainers(ctx, session)).flatMap((one) => {
    const changes = calendarChanges(one.was, one.now, ctx.now)
    return changes.any ? [{ ...one, changes }] : []
  })
}
