/** An attempt that is open, one in own words that waits to be marked, a question of the bank with a picture, and a file of some. */
import { createHash } from 'node:crypto'
import { newId } from '../../../src/lib/ids.ts'
import { addTestFile } from './files.ts'
import type { Side } from './side.ts'

export async function addSideQuizzes({ db, at, name, learner, trainer, asker, seeded }: Side) {
  const attempt = newId()
  const question = await db('quiz_version_questions')
    .where({ quiz_version_id: seeded.quiz_version_id })
    .first('question_version_id')
  const askedQuestion = await db('question_versions').where({ id: question!.question_version_id }).first('question_id')
  await db('attempts').insert({
    id: attempt,
    quiz_version_id: seeded.quiz_version_id,
    person_id: learner.id,
    number: 1,
    seed: name,
    started_at: at,
    max_points: 1,
  })
  await db('attempt_questions').insert({
    attempt_id: attempt,
    question_version_id: question!.question_version_id,
    position: 1,
    shown_ids: ['1', '2'],
  })

  const questionFile = newId()
  await db('question_files').insert({
    id: questionFile,
    file_id: await addTestFile(db, at, `${name}.gift`, 'application/octet-stream'),
    uploaded_by: trainer.id,
    uploaded_at: at,
  })

  const questionId = newId()
  const questionVersion = newId()
  await db('questions').insert({ id: questionId, key: name.toLowerCase(), created_at: at })
  await db('question_versions').insert({
    id: questionVersion,
    question_id: questionId,
    number: 1,
    kind: 'true-false',
    text: `${name} question`,
    points: 1,
    content: JSON.stringify({
      options: ['True', 'False'].map((text) => ({ text, is_right: text === 'True', feedback: '' })),
    }),
    created_at: at,
  })
  const [writtenQuestion, writtenVersion, writtenAttempt] = [newId(), newId(), newId()]
  await db('questions').insert({ id: writtenQuestion, key: `${name.toLowerCase()}-written`, created_at: at })
  await db('question_versions').insert({
    id: writtenVersion,
    question_id: writtenQuestion,
    number: 1,
    kind: 'text',
    text: `${name} written`,
    points: 1,
    content: JSON.stringify({ rubric: [{ criterion: 'Listens', points: 1 }] }),
    created_at: at,
  })
  await db('attempts').insert({
    id: writtenAttempt,
    quiz_version_id: seeded.quiz_version_id,
    person_id: asker.id,
    number: 1,
    seed: name,
    started_at: at,
    max_points: 1,
  })
  const written = { attempt_id: writtenAttempt, question_version_id: writtenVersion }
  await db('attempt_questions').insert({ ...written, position: 1, shown_ids: [] })
  await db('answers').insert({ ...written, given: ['I listen'], saved_at: at })
  await db('attempts').where({ id: writtenAttempt }).update({ handed_in_at: at })
  const sha256 = createHash('sha256').update(`${name} picture`).digest('hex')
  const picture = {
    sha256,
    media_type: 'image/png' as const,
    bytes: Buffer.from(`${name} picture`),
    width: 2,
    height: 2,
  }
  await db('question_pictures').insert({ ...picture, kept_at: at })
  await db('question_version_pictures').insert({
    ...{ question_version_id: writtenVersion, position: 1, sha256, place: 'text' },
    ...{ alt: 'A chair', is_decorative: false },
  })

  return {
    questionId,
    quizId: seeded.quiz_id,
    writtenAttemptId: writtenAttempt,
    askedQuestionId: askedQuestion!.question_id,
    questionFileId: questionFile,
    sha256,
    attemptId: attempt,
  }
}
