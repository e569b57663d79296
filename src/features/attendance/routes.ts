/** Addresses of the attendance room: registers for who trains and coordinates, the join page for whoever holds its link. */
import { anyone, only } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as join from './handlers/join.ts'
import * as handlers from './handlers/registers.ts'

const keepers = only('trainer', 'coordinator')

/** Mounted at /registers. */
export const registers = room()

registers.get('/', keepers, handlers.listRegisters)
registers.get('/:partId', keepers, handlers.showRegister)
registers.post('/:partId', keepers, handlers.updateRegister)
registers.get('/:partId/closing', keepers, handlers.newClosing)
registers.post('/:partId/closing', keepers, handlers.createClosing)
registers.get('/:partId/walk-ins/new', keepers, handlers.newWalkIn)
registers.post('/:partId/walk-ins', keepers, handlers.createWalkIn)

/** Mounted at /join. */
export const joinPages = room()

joinPages.get('/:token', anyone, join.showJoin)
joinPages.post('/:token/click', anyone, join.createJoinClick)
