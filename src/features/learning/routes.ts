/** Addresses of a learner's own modules and quizzes; the overview at /my-training belongs to home. */
import { anyone, only, signedIn } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as attempts from './handlers/attempts.ts'
import * as changes from './handlers/changes.ts'
import * as markingHandlers from './handlers/marking.ts'
import * as modules from './handlers/modules.ts'
import * as packages from './handlers/packages.ts'

export const learning = room()

learning.get('/attempts/:attemptId', signedIn, attempts.showAttempt)
learning.post('/attempts/:attemptId/answers', signedIn, attempts.createAnswers)
learning.post('/attempts/:attemptId/hand-in', signedIn, attempts.createHandIn)
learning.get('/changes/:versionId', signedIn, changes.showChange)
learning.post('/changes/:versionId/completion', signedIn, changes.createChangeReading)
learning.post('/:courseId/enrolment', signedIn, modules.createEnrolment)
learning.get('/:courseId/modules/:moduleId', signedIn, modules.showModule)
learning.post('/:courseId/modules/:moduleId/notes', signedIn, modules.createNote)
learning.post('/:courseId/modules/:moduleId/completion', signedIn, modules.createCompletion)
learning.post('/:courseId/modules/:moduleId/attempts', signedIn, modules.createAttempt)

learning.get('/:courseId/modules/:moduleId/package', signedIn, packages.showPackage)
learning.post('/:courseId/modules/:moduleId/package/opening', signedIn, packages.createPackageOpening)
learning.post('/:courseId/modules/:moduleId/package/token', signedIn, packages.createPackageToken)

/** On the host of packages alone, where nobody is signed in: the token in what is sent says for whom. */
export const packageCommits = room()

packageCommits.post('/', anyone, packages.createCommit)

/** What learners wrote in their own words, for those who mark it. */
export const marking = room()

const markers = only('trainer', 'coordinator')
marking.get('/', markers, markingHandlers.listMarking)
marking.get('/:attemptId', markers, markingHandlers.showMarking)
marking.post('/:attemptId', markers, markingHandlers.createMarking)
