/** The door of the records room: a person's whole history, and two records made one. */
export { mergePeople, undoMerge } from './commands/merging.ts'
export type { UndoMergeResult } from './commands/merging.ts'
