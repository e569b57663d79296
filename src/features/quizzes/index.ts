/** The door of the quizzes room: the bank, quiz versions, attempts. An engine that knows no course. */
export { addQuestion } from './commands/questions.ts'
export { bringQuestions } from './commands/brought-questions.ts'
export { compareWithBank, listAskedQuestions } from './queries/brought-questions.ts'
export type { AskedQuestion, BroughtQuestion } from './queries/brought-questions.ts'
export { questionFromYaml, questionToYaml } from './question-files/as-yaml.ts'
export { addQuizVersion } from './commands/quiz-versions.ts'
export { countings, defaultRules, feedbacks, graceSeconds, isOver, ruleSentences } from './attempt-rules.ts'
export type { AttemptRules } from './attempt-rules.ts'
export { checkAnswer, handIn, saveAnswers, startAttempt, tellStep } from './commands/attempts.ts'
export type {
  AnswersInput,
  CheckAnswerResult,
  HandInResult,
  StartAttemptResult,
  TellStepResult,
} from './commands/attempts.ts'
export { rescore, wordOfEffects } from './commands/rescorings.ts'
export { getRescoringTarget, listRescoringEffects } from './queries/rescorings.ts'
export type { RescoringEffect } from './queries/rescorings.ts'
export { isKept, rescoringModes } from './rescoring.ts'
export { markWritten } from './commands/marking.ts'
export type { MarkWrittenResult, WrittenMarkInput } from './commands/marking.ts'
export { countToMark, getWrittenAttempt, listToMark } from './queries/marking.ts'
export type { ToMarkRow, WrittenAnswer, WrittenAttempt } from './queries/marking.ts'
export { findAttemptOwner, getAnswerSheet, getAttempt, listQuizStandings } from './queries/attempts.ts'
export type { AnswerSheet, Attempt, AttemptQuestion, QuizStanding } from './queries/attempts.ts'
export { letters, partField, readGiven, wordOfGiven, writeGiven } from './answers.ts'
export { sentenceParts } from './kinds/kind.ts'
export type { AnswerFault } from './kinds/kind.ts'
export { kindOf, questionKinds } from './kinds/list.ts'
export type { QuestionKind } from './kinds/list.ts'
export { getQuizVersion, listQuizQuestions, listQuizVersions } from './queries/quiz-versions.ts'
export type { QuizQuestionRow, QuizVersionRow } from './queries/quiz-versions.ts'
export { getQuestionText, listQuestionChoices } from './queries/questions.ts'
export { blueprintFields, drawFault, labelsOf, labelWords } from './drawing.ts'
export type { BlueprintRule, DrawPlan, Labelled } from './drawing.ts'
export { strands } from './subjects.ts'
export { percentOf, type QuestionInput } from './rules.ts'
