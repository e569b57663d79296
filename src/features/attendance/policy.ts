/** Whose registers are whose: pure. */
import type { Actor } from '../../platform/access.ts'
import { isSelf } from '../../platform/access.ts'
import { canKeep } from '../live-sessions/index.ts'

/** The trainers of the session, and every coordinator. */
export const canKeepRegister = (actor: Actor, part: { trainer_ids: string[] }): boolean =>
  canKeep(actor, part.trainer_ids)

/** Nobody says of themselves whether they were there: another trainer of the session, or a coordinator, does. */
export const canMark = (actor: Actor, personId: string): boolean => !isSelf(actor, personId)
