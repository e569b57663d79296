/** Jobs of the quizzes room: by night pictures go that no question shows. */
import type { JobHandlers, RegularJob } from '../../platform/jobs/work.ts'
import { dropUnusedPictures } from './commands/pictures.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'quizzes.drop-pictures': Record<string, never>
  }
}

export const quizJobs: JobHandlers = {
  'quizzes.drop-pictures': (ctx) => dropUnusedPictures(ctx),
}

export const quizRegularJobs: RegularJob[] = [['quizzes.drop-pictures', '25 3 * * *']]
