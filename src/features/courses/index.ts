/** The door of the courses room: programmes, courses, versions, modules, enrolment, and Markdown as HTML. */
export { addProgramme, setIssuing } from './commands/programmes.ts'
export { addCourse, addLivePart, enrol, enrolAgain } from './commands/courses.ts'
export { saveDraft, startDraft } from './commands/drafts.ts'
export { addModule } from './commands/modules.ts'
export { moveToVersion, publishCourseVersion, recordChange } from './commands/publishing.ts'
export type { ChangeDecision } from './commands/publishing.ts'
export { renderMarkdown } from './markdown.ts'
export { fileNameFor, kindOfFile } from './file-kinds.ts'
export { blocksOf, keepingBlocks } from './blocks.ts'
export { kindWords, moduleContent, sizeWords } from './pages/modules.ts'
export type { KeptNotes } from './pages/modules.ts'
export {
  getCourse,
  getProgramme,
  listLivePartChoices,
  listProgrammes,
  listPublishedCourses,
} from './queries/courses.ts'
export type { CourseRow, ProgrammeRow, PublishedCourseRow } from './queries/courses.ts'
export { failureWords } from './links.ts'
export { listFailingLinks } from './queries/links.ts'
export type { FailingLinkRow } from './queries/links.ts'
export { listContentNeedingReview } from './queries/authoring.ts'
export type { ContentReviewRow } from './queries/authoring.ts'
export { readPublication } from './queries/publishing.ts'
export type { PublicationRow } from './queries/publishing.ts'
export { findEnrolment, listEnrolments, roundOf } from './queries/enrolments.ts'
export type { EnrolmentRow } from './queries/enrolments.ts'
export { getCourseVersion, getModule, listCourseLiveParts, listModuleFiles, listModules } from './queries/versions.ts'
export type { CourseVersionRow, ModuleFileRow, ModuleListRow, ModuleRow } from './queries/versions.ts'
export { changesFor, lastMinutesWords } from './rules.ts'
export type { ChangeFor, CourseKind, DoneWhen, ModuleKind } from './rules.ts'
export { addPackage, giveReadingKey } from './commands/packages.ts'
export { doneWhenWords, openedPackage, packageFrame } from './pages/packages.ts'
export { getPackage } from './queries/packages.ts'
export type { PackageRow } from './queries/packages.ts'
export type { PackageItem, Scorm } from './scorm/manifest.ts'
export { startingCmi } from './scorm/starting.ts'
