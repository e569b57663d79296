/** The door of the certification room: who holds which certificate, and what it is worth on a day. */
export { issueCertificate } from './commands/issuing.ts'
export { changeStanding } from './commands/states.ts'
export type { StandingInput } from './commands/states.ts'
export { settleParted } from './commands/parting.ts'
export { listCrampedBy } from './commands/fitting.ts'
export { besidePapers, type CrampedPapers } from './fit.ts'
export { warmPrinter } from './pdf/printer.ts'
export { isPrintablePicture } from './pdf/trial.ts'
export { manyPage } from './pages/changes.ts'
export { actPage, classChoices } from './pages/standing.ts'
export { certificatePage, publicSentence, stateTags } from './pages/certificates.ts'
export {
  countNamesNeeded,
  findByReference,
  getCertificate,
  listCertificates,
  listNamesNeeded,
  listStateChanges,
} from './queries/certificates.ts'
export type { CertificateRow } from './queries/certificates.ts'
export { countUnansweredChecks, countWaitingChecks } from './queries/yearly-checks.ts'
export { countToRelease } from './queries/releases.ts'
export { countHandovers } from './queries/handovers.ts'
export { countGroundless } from './queries/grounds.ts'
export { becameOf, lastStateOf, stateSql, validToSql } from './queries/state-sql.ts'
export { certificateState, certificateStates, isValid, renewalCourses } from './rules.ts'
export type { CertificateState, StateFacts } from './rules.ts'
