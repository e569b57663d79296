/** What of the roster a person may see: pure. */
import type { Actor } from '../../platform/access.ts'
import { hasRole } from '../../platform/access.ts'

/** Null: all of it. A lead sees the organisations they lead. */
export const ledBy = (actor: Actor): string[] | null =>
  hasRole(actor, 'coordinator') ? null : actor.kind === 'person' ? actor.leads : []

/** Coordinators write to champions; a lead knows their own people's addresses from elsewhere. */
export const canSeeAddresses = (actor: Actor): boolean => hasRole(actor, 'coordinator')
