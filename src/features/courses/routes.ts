/** Addresses of the courses room: /courses and /files. */
import { anyone, signedIn } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as courseHandlers from './handlers/courses.ts'
import * as edits from './handlers/edits.ts'
import * as editing from './handlers/editing.ts'
import * as files from './handlers/files.ts'
import * as folders from './handlers/folders.ts'
import * as liveParts from './handlers/live-parts.ts'
import * as modules from './handlers/modules.ts'
import * as packageModules from './handlers/package-modules.ts'
import * as packages from './handlers/packages.ts'
import * as pageModules from './handlers/page-modules.ts'
import * as quizModules from './handlers/quiz-modules.ts'
import * as readingFiles from './handlers/reading-files.ts'
import * as versions from './handlers/versions.ts'
import { authors } from './policy.ts'

export const courses = room()

courses.get('/', authors, courseHandlers.listCourses)
courses.get('/new', authors, courseHandlers.newCourse)
courses.post('/', authors, courseHandlers.createCourse)
courses.post('/preview', authors, modules.previewMarkdown)
courses.get('/folders/new', authors, folders.newFolder)
courses.post('/folders', authors, folders.takeFolder, folders.createFolder)
courses.get('/folders/:courseFolderId', authors, folders.showFolder)
courses.post('/folders/:courseFolderId', authors, folders.createImport)
courses.get('/:courseId', authors, courseHandlers.showCourse)
courses.get('/:courseId/edit', authors, courseHandlers.editCourse)
courses.post('/:courseId', authors, courseHandlers.updateCourse)
courses.get('/:courseId/live-parts/:livePartId/edit', authors, liveParts.editLivePart)
courses.post('/:courseId/live-parts/:livePartId', authors, liveParts.updateLivePart)
courses.post('/:courseId/live-parts', authors, courseHandlers.createLivePart)
courses.post('/:courseId/drafts', authors, courseHandlers.createDraft)

courses.get('/versions/:versionId', authors, versions.showVersion)
courses.get('/versions/:versionId/folder.zip', authors, folders.downloadFolder)
courses.get('/versions/:versionId/edit', authors, versions.editVersion)
courses.post('/versions/:versionId', authors, versions.updateVersion)
courses.post('/versions/:versionId/details/edits', authors, edits.ofDraftDetails.createEdit)
courses.post('/versions/:versionId/details/edits/removal', authors, edits.ofDraftDetails.createEditRemoval)
courses.post('/versions/:versionId/review', authors, versions.createReview)
courses.post('/versions/:versionId/review/return', authors, versions.createReviewReturn)
courses.get('/versions/:versionId/removal', authors, versions.newVersionRemoval)
courses.post('/versions/:versionId/removal', authors, versions.createVersionRemoval)
courses.get('/versions/:versionId/pages/new', authors, pageModules.newPageModule)
courses.post('/versions/:versionId/pages', authors, pageModules.createPageModule)
courses.get('/versions/:versionId/quizzes/new', authors, quizModules.newQuizModule)
courses.post('/versions/:versionId/quizzes', authors, quizModules.createQuizModule)
courses.post('/versions/:versionId/quizzes/edits', authors, edits.ofNewQuiz.createEdit)
courses.post('/versions/:versionId/quizzes/edits/removal', authors, edits.ofNewQuiz.createEditRemoval)

courses.get('/versions/:versionId/packages/new', authors, packageModules.newPackageModule)
courses.post('/versions/:versionId/packages', authors, packageModules.readUpload, packageModules.createPackageModule)
courses.post('/versions/:versionId/packages/edits', authors, edits.ofNewPackage.createEdit)
courses.post('/versions/:versionId/packages/edits/removal', authors, edits.ofNewPackage.createEditRemoval)

courses.get('/modules/:moduleId', authors, modules.showModule)
courses.get('/modules/:moduleId/edit', authors, editing.editModule)
courses.post('/modules/:moduleId', authors, packageModules.readUpload, editing.updateModule)
courses.get('/modules/:moduleId/package', authors, packages.previewPackage)
courses.post('/modules/:moduleId/package/opening', authors, packages.openPreview)
courses.post('/modules/:moduleId/edits', authors, edits.ofModule.createEdit)
courses.post('/modules/:moduleId/edits/removal', authors, edits.ofModule.createEditRemoval)
courses.post('/modules/:moduleId/position', authors, modules.createModulePosition)
courses.get('/modules/:moduleId/removal', authors, modules.newModuleRemoval)
courses.post('/modules/:moduleId/removal', authors, modules.createModuleRemoval)
courses.get('/modules/:moduleId/files', authors, files.listFiles)
courses.post('/modules/:moduleId/files', authors, files.readUpload, files.createFile)
courses.get('/modules/:moduleId/files/:fileId/removal', authors, files.newFileRemoval)
courses.post('/modules/:moduleId/files/:fileId/removal', authors, files.createFileRemoval)

/** On the host of packages alone, where nobody is signed in: the key in the address says who may. */
export const packageFiles = room()

packageFiles.get('/:key/*path', anyone, packages.showPackageFile)

export const courseFiles = room()

courseFiles.get('/:fileId', signedIn, readingFiles.showFile)
