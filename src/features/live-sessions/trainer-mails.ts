/** What trainers are told about the sessions they train, with the entries for their calendar. */
import { actorId } from '../../platform/access.ts'
import type { Ctx } from '../../platform/context.ts'
import { entriesOf, facts, putWithEntries, tellCalendar } from './calendar-entries.ts'
import type { TrainerNewsKind } from './pages/changes.ts'
import { changeLines } from './pages/changes.ts'
import { elsewhereLine } from './pages/overlaps.ts'
import { rangesWords } from './pages/parts.ts'
import type { OverlapRow } from './queries/overlaps.ts'
import type { HeldSession } from './queries/recipients.ts'
import type { KnownTrainer } from './queries/told-trainers.ts'
import { calendarChanges } from './rules.ts'

export interface TrainerNews extends KnownTrainer<HeldSession> {
  /** All of it, where they train some of its parts. */
  whole?: HeldSession
  elsewhere?: OverlapRow[] | undefined
}

/** Who changes it knows it, and gets a mail only where an entry in their calendar has to follow. */
export const isReached = ({ trainer }: Pick<TrainerNews, 'trainer'>, me: string | null): boolean =>
  trainer.email !== null && (trainer.id !== me || (trainer.entry_part_ids.length > 0 && !trainer.has_place))

/** Who trains it, does so now or no longer does, hears of what somebody else changed, with the entries for their calendar. */
export async function tellTrainer(
  ctx: Ctx,
  kind: TrainerNewsKind,
  { trainer, was, now, whole = now, elsewhere = [] }: TrainerNews,
): Promise<void> {
  const me = actorId(ctx.actor)
  if (!isReached({ trainer }, me)) return
  const changes = calendarChanges(kind === 'trainer-new-date' ? { ...was, parts: [] } : was, now, ctx.now)
  const requested = now.parts.filter((part) => changes.requested.has(part.id))
  const dropped = was.parts.filter((part) => changes.dropped.has(part.id) && trainer.entry_part_ids.includes(part.id))
  const entries = trainer.has_place
    ? []
    : [
        ...entriesOf(ctx, 'REQUEST', { session: now, person: trainer, join_href: null }, requested),
        ...entriesOf(ctx, 'CANCEL', { session: was, person: trainer, join_href: null }, dropped),
      ]
  if (trainer.id === me) {
    for (const { method, ...entry } of entries) await tellCalendar(ctx, method, entry, { is_alone: true })
    return
  }
  const mail = {
    kind: `live-sessions.${kind}`,
    locals: {
      ...facts(ctx, kind === 'trainer-removed' ? was : now, trainer),
      was_words: rangesWords(was.parts),
      was_place: was.mode === 'in person' ? was.place : null,
      lines: changeLines(was, now, whole),
      elsewhere: elsewhere.map(elsewhereLine),
      has_entry: entries.length > 0,
    },
    stale_at: whole.ends_at,
  }
  await putWithEntries(ctx, mail, trainer, entries)
}
