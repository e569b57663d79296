/** Who may do what with a live session and its bookings: pure. */
import { hasRole, isSelf } from '../../platform/access.ts'
import type { Actor } from '../../platform/access.ts'

export const canSchedule = (actor: Actor): boolean => hasRole(actor, 'trainer', 'coordinator')

/** Trainers keep the sessions they train, coordinators all of them. */
export const canKeep = (actor: Actor, trainerIds: string[]): boolean =>
  hasRole(actor, 'coordinator') || isTrainerAmong(actor, trainerIds)

/** A draft is seen by those who keep it and whoever made it, every other session by everyone. */
export const canSee = (
  actor: Actor,
  session: { opened_at: Date | null; created_by: string | null },
  trainerIds: string[],
): boolean =>
  session.opened_at !== null ||
  canKeep(actor, trainerIds) ||
  (session.created_by !== null && isSelf(actor, session.created_by))

/** What people need is for those who train them, and for nobody else. */
export const isTrainerAmong = (actor: Actor, trainerIds: string[]): boolean =>
  actor.kind === 'person' && hasRole(actor, 'trainer') && trainerIds.includes(actor.id)

/** Oneself; a lead's current members; anyone, for a coordinator. */
export const canBookFor = (actor: Actor, person: { id: string; organisation_ids: string[] }): boolean =>
  isSelf(actor, person.id) ||
  hasRole(actor, 'coordinator') ||
  (actor.kind === 'person' && person.organisation_ids.some((id) => actor.leads.includes(id)))

/** Somebody else's booking, although another course comes first: with a reason. */
export const canBookEarly = (actor: Actor): boolean => hasRole(actor, 'coordinator')

export const canBookColleagues = (actor: Actor): boolean => hasRole(actor, 'lead', 'coordinator')
