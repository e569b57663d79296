/** Addresses of the question bank: trainers write it, coordinators look after it. */
import { only, signedIn } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as exports from './handlers/exports.ts'
import * as pictures from './handlers/pictures.ts'
import * as files from './handlers/question-files.ts'
import * as statistics from './handlers/statistics.ts'
import * as questions from './handlers/questions.ts'

const authors = only('trainer', 'coordinator')

export const quizzes = room()

quizzes.get('/', authors, questions.listQuestions)
quizzes.get('/new', authors, questions.newQuestion)
quizzes.post('/', authors, questions.takeQuestion, questions.createQuestion)
quizzes.get('/files/new', authors, files.newQuestionFile)
quizzes.get('/files/template.xlsx', authors, files.showTemplate)
quizzes.post('/files', authors, files.takeQuestionFile, files.createQuestionFile)
quizzes.get('/files/:questionFileId', authors, files.showQuestionFile)
quizzes.post('/files/:questionFileId', authors, files.createQuestionsOfFile)
quizzes.get('/export', authors, exports.showExport)
quizzes.get('/export/gift', authors, exports.downloadGift)
quizzes.get('/export/spreadsheet', authors, exports.downloadSpreadsheet)
quizzes.get('/export/moodle-xml', authors, exports.downloadMoodleXml)
quizzes.get('/statistics', authors, statistics.listStatistics)
quizzes.get('/statistics/:quizId', authors, statistics.showStatistics)
quizzes.get('/statistics/:quizId/statistics.csv', authors, statistics.downloadStatistics)
quizzes.get('/statistics/:quizId/questions/:questionId', authors, statistics.showQuestionStatistics)
quizzes.get('/pictures/:sha256', signedIn, pictures.showPicture)
quizzes.get('/:questionId/pictures', authors, pictures.listPictures)
quizzes.post('/:questionId/pictures', authors, pictures.takePicture, pictures.createPicture)
quizzes.post('/:questionId/pictures/words', authors, pictures.updatePictures)
quizzes.get('/:questionId', authors, questions.showQuestion)
quizzes.get('/:questionId/edit', authors, questions.editQuestion)
quizzes.post('/:questionId', authors, questions.updateQuestion)
quizzes.get('/:questionId/retirement', authors, questions.confirmRetirement)
quizzes.post('/:questionId/retirement', authors, questions.createRetirement)
quizzes.post('/:questionId/restoration', authors, questions.createRestoration)
