/** Addresses of the attendance room: registers for who trains and coordinates, everyone's own attendance, the join page for whoever holds its link. */
import { anyone, only, signedIn } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as closing from './handlers/closing.ts'
import * as deviceMarks from './handlers/device-marks.ts'
import * as evaluations from './handlers/evaluations.ts'
import * as join from './handlers/join.ts'
import * as kept from './handlers/kept-sessions.ts'
import * as own from './handlers/own.ts'
import * as register from './handlers/registers.ts'
import * as matches from './handlers/report-matches.ts'
import { takeReports } from './handlers/report-upload.ts'
import * as reports from './handlers/reports.ts'
import * as rules from './handlers/rules.ts'
import * as telling from './handlers/telling.ts'
import * as walkIns from './handlers/walk-ins.ts'

const keepers = only('trainer', 'coordinator')

/** Mounted at /registers. */
export const registers = room()

registers.get('/', keepers, kept.listRegisters)
registers.get('/:partId', keepers, register.showRegister)
registers.post('/:partId', keepers, register.updateRegister)
registers.post('/:partId/marks', keepers, deviceMarks.createDeviceMarks)
registers.post('/:partId/settlements', keepers, deviceMarks.createSettlement)
registers.get('/:partId/rule', keepers, rules.showRule)
registers.post('/:partId/rule', keepers, rules.createRule)
registers.get('/:partId/closing', keepers, closing.newClosing)
registers.post('/:partId/closing', keepers, closing.createClosing)
registers.post('/:partId/mail', keepers, telling.createTelling)
registers.post('/:partId/mail-recall', keepers, telling.createRecall)
registers.get('/:partId/walk-ins/new', keepers, walkIns.newWalkIn)
registers.post('/:partId/walk-ins', keepers, walkIns.createWalkIn)
registers.get('/:partId/reports', keepers, reports.showReports)
registers.get('/:partId/reports/new', keepers, reports.newReports)
registers.post('/:partId/reports/drafts', keepers, takeReports, reports.createDrafts)
registers.get('/:partId/reports/drafts/:batchId', keepers, reports.showDrafts)
registers.post('/:partId/reports/drafts/:batchId/keeping', keepers, reports.createReports)
registers.post('/:partId/reports/drafts/:batchId/discarding', keepers, reports.createDiscarding)
registers.post('/:partId/reports/decisions', keepers, matches.createDecision)
registers.get('/:partId/reports/decisions/:decisionId/undoing', keepers, matches.newUndoing)
registers.post('/:partId/reports/decisions/:decisionId/undoing', keepers, matches.createUndoing)

/** Mounted at /attendance: one's own. */
export const ownAttendance = room()

ownAttendance.get('/:partId', signedIn, own.showOwn)
ownAttendance.post('/:partId/claims', signedIn, own.createClaim)

/** Mounted at /join. */
export const joinPages = room()

joinPages.get('/:token', anyone, join.showJoin)
joinPages.post('/:token/click', anyone, join.createJoinClick)
joinPages.get('/:token/materials/:materialId', anyone, join.showJoinMaterial)
joinPages.get('/:token/evaluation', anyone, evaluations.showEvaluation)
joinPages.post('/:token/evaluation', anyone, evaluations.createEvaluation)

/** Mounted at /live-sessions. */
export const sessionEvaluations = room()

sessionEvaluations.get('/:liveSessionId/evaluation', keepers, evaluations.showEvaluationResults)
