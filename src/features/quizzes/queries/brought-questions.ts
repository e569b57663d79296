/** What the bank has already of questions that come with a course from elsewhere. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { isSameQuestion } from '../question-files/as-yaml.ts'
import type { QuestionInput } from '../rules.ts'
import { picturesOf } from './pictures.ts'

export interface BroughtQuestion {
  /** In the bank word for word; there under this key but otherwise; or not there. */
  standing: 'known' | 'changed' | 'new'
  question_id: string | null
  /** The version that says the same, where there is one. */
  version_id: string | null
  /** Of that version, else of the latest. */
  number: number | null
  /** How the bank asks it now. */
  text_now: string | null
}

interface VersionRow extends QuestionInput {
  key: string
  question_id: string
  version_id: string
  number: number
}

/** In the order of the questions. */
export async function compareWithBank(
  ctx: Ctx,
  questions: (QuestionInput & { key: string })[],
): Promise<BroughtQuestion[]> {
  const versions = await rows<VersionRow>(
    ctx.db,
    `select q.key, q.id as question_id, v.id as version_id, v.number, v.kind, v.text, v.explanation, v.points,
       v.is_critical, v.content, q.strand, q.objective, q.difficulty, q.tags, ${picturesOf('v')} as pictures
     from questions q join question_versions v on v.question_id = q.id
     where q.key = any (?) order by v.number desc`,
    [questions.map(({ key }) => key)],
  )
  const byKey = Map.groupBy(versions, ({ key }) => key)
  return questions.map(({ key, ...question }) => {
    const own = byKey.get(key) ?? []
    const [latest] = own
    if (!latest) return { standing: 'new', question_id: null, version_id: null, number: null, text_now: null }
    const same = own.find((version) => isSameQuestion(version, question))
    return {
      standing: same ? 'known' : 'changed',
      question_id: latest.question_id,
      version_id: same?.version_id ?? null,
      number: (same ?? latest).number,
      text_now: latest.text,
    }
  })
}

export interface AskedQuestion extends QuestionInput {
  quiz_version_id: string
  question_version_id: string
  key: string
  number: number
}

/** What quiz versions ask today, in their order: a question that was put right as it is now. */
export async function listAskedQuestions(ctx: Ctx, quizVersionIds: string[]): Promise<AskedQuestion[]> {
  return rows<AskedQuestion>(
    ctx.db,
    `select vq.quiz_version_id, v.id as question_version_id, q.key, v.number, v.kind, v.text, v.explanation, v.points,
       v.is_critical, v.content, q.strand, q.objective, q.difficulty, q.tags, ${picturesOf('v')} as pictures
     from quiz_version_questions vq
     join asked_versions av on av.quiz_version_id = vq.quiz_version_id and av.question_version_id = vq.question_version_id
     join question_versions v on v.id = av.asked_version_id
     join questions q on q.id = v.question_id
     where vq.quiz_version_id = any (?) order by vq.quiz_version_id, vq.position`,
    [quizVersionIds],
  )
}
