/** Addresses of the records room. Mounted at /people, which the people room answers for otherwise. */
import { only } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as erasing from './handlers/erasing.ts'
import * as history from './handlers/history.ts'
import * as merging from './handlers/merging.ts'
import * as moving from './handlers/moving.ts'

export const records = room()

records.get('/:personId/history', only('coordinator'), history.showHistory)
records.get('/:personId/merge', only('coordinator'), merging.newMerge)
records.post('/:personId/merge', only('coordinator'), merging.createMerge)
records.get('/:personId/merges/:mergeId/undoing', only('coordinator'), merging.newUndoing)
records.post('/:personId/merges/:mergeId/undoing', only('coordinator'), merging.createUndoing)
records.get('/:personId/erasure', only('administrator'), erasing.newErasure)
records.post('/:personId/erasure', only('administrator'), erasing.createErasure)
records.post('/:personId/erasure/cancelling', only('administrator'), erasing.createCancelling)

/** Mounted at /organisations: a whole organisation's people to those that follow it. */
export const movings = room()

movings.get('/:organisationId/moving', only('coordinator'), moving.newMoving)
movings.post('/:organisationId/moving', only('coordinator'), moving.createMoving)
