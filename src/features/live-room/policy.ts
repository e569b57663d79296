/** Who may come into a live room, and who runs it: pure. */
import type { Actor } from '../../platform/access.ts'
import { canKeep } from '../live-sessions/index.ts'

interface Place {
  trainer_ids: string[]
  has_place: boolean
}

/** The trainers of the session, and every coordinator. */
export const canRun = (actor: Actor, room: Place): boolean => canKeep(actor, room.trainer_ids)

/** They, and whoever has a place; who waits for one has none yet. */
export const canEnter = (actor: Actor, room: Place): boolean => room.has_place || canRun(actor, room)

/** Whoever stands before the picture that leads there: without a place they read what to do, and are taken no code. */
export const canSeeCheckIn = (actor: Actor, room: Place & { opened_at: Date | null }): boolean =>
  room.opened_at !== null || canEnter(actor, room)
