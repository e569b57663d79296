/** What reads an attendance report, for the upload page and for `npm run inspect`. */
export { codePages } from './encoding.ts'
export { mostBytes, readVendorReport } from './read.ts'
export { refusal } from './report.ts'
export type {
  DateOrder,
  Join,
  Question,
  ReadingOptions,
  Report,
  ReportMeeting,
  ReportPerson,
  Vendor,
} from './report.ts'
