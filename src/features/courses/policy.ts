/** Who may write courses and who may read their files: pure. */
import { only } from '../../platform/access.ts'
import type { Actor } from '../../platform/access.ts'
import { hasRole } from '../../platform/access.ts'

/** Trainers write courses; coordinators may too. */
export const authors = only('trainer', 'coordinator')
export const coordinators = only('coordinator')

export const isAuthor = (actor: Actor): boolean => hasRole(actor, 'trainer', 'coordinator')

/** What people are certified in is the coordinators' to decide. */
export const canEditProgrammes = (actor: Actor): boolean => hasRole(actor, 'coordinator')
