/** The door of the certification room: who holds which certificate, and what it is worth on a day. */
export { issueCertificate } from './commands/issuing.ts'
export type { CertificateInput, IssueResult } from './commands/issuing.ts'
export { reinstateCertificate, revokeCertificate } from './commands/states.ts'
export { certificatePage, stateTags } from './pages.ts'
export { countNamesNeeded, getCertificate, listCertificates, listNamesNeeded } from './queries/certificates.ts'
export type { CertificateRow, NameNeededRow } from './queries/certificates.ts'
export { certificateState, certificateStates, expiringDays, isValid } from './rules.ts'
export type { CertificateState, StateFacts } from './rules.ts'
