/** The door of the attendance room: who was there, for how long, and how a closed register is corrected. */
export { recordCheckIn, recordJoinClick, recordPresence } from './commands/evidence.ts'
export { closeRegister, recordCorrection, saveMarks } from './commands/registers.ts'
export type { CloseRegisterResult, CorrectionInput, PersonMark } from './commands/registers.ts'
export { getRegisterPart, listAttendance, listRegister } from './queries.ts'
export type { AttendanceRow, RegisterPartRow, RegisterRow } from './queries.ts'
export { attendedPercent, lengthOf, marks, needsMinutes } from './rules.ts'
export type { Mark, Marked } from './rules.ts'
