/** Samples of the question bank, a file for each resource. */
import type { RoomSamples } from '../sample.ts'
import { fileSamples } from './quizzes/files.ts'
import { questionSamples } from './quizzes/questions.ts'
import { statisticsSamples } from './quizzes/statistics.ts'

export const quizSamples: RoomSamples = {
  pages: {
    ...statisticsSamples,
    ...questionSamples,
    ...fileSamples,
  },
}
