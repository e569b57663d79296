/** What a folder would make of a course: what is new, what is different, what cannot be as it says. Pure. */
import type { BroughtQuestion } from '../../quizzes/index.ts'
import type { ComparedModule, ComparedVersion } from '../differences.ts'
import type { CourseFolder, FolderModule, FolderPackage, FolderQuestion } from './folder.ts'
import { coursePath, filePath, packagePath, withFileIds } from './folder.ts'
import type { FolderRemark, FoundFile, FoundPackage } from './read.ts'

interface Here {
  found: ReadonlyMap<string, FoundFile>
  fileIdOf: (module: FolderModule, file: FolderModule['files'][number]) => string | undefined
  /** By the key of the folder. */
  bank: ReadonlyMap<string, BroughtQuestion>
  /** In the order of the database; those that are not here are left out. */
  prerequisites: { title: string }[]
}

/** The folder as its draft will be, in the words in which versions are compared. */
export function comparedFolder({ course, modules, questions }: CourseFolder, here: Here): ComparedVersion {
  const byKey = new Map(questions.map((question) => [question.key, question]))
  return {
    summary: course.summary,
    is_fixed_order: course.order === 'fixed',
    prerequisites: here.prerequisites.map(({ title }) => title),
    live_parts: course.live_parts
      .filter((part) => part.attendance_percent !== null)
      .map(
        (part) =>
          `${part.title} ${part.attendance_percent}%${part.last_minutes === null ? '' : `, last ${part.last_minutes} minutes`}`,
      ),
    modules: modules.map((module): ComparedModule => {
      const { key, kind, title, summary, content_notice, has_exit_page, law_as_at, owner, review_by } = module
      return {
        ...{ key, kind, title, summary, content_notice, has_exit_page, law_as_at, owner, review_by },
        body: withFileIds(
          module.body,
          key,
          module.files.map((file) => ({ file: file.file, file_id: here.fileIdOf(module, file) })),
        ),
        length_minutes: module.length_minutes,
        instead_of: module.instead_of,
        package: module.package && packageLine(module.package, here.found.get(packagePath(module.package.file))!),
        opens_on: module.opens_on,
        or_live: module.or_live && `${module.or_live.part}, ${module.or_live.percent}%`,
        files: module.files.map(
          ({ file, name }) => `${name} (${here.found.get(filePath(key, file))!.sha256.slice(0, 8)})`,
        ),
        quiz: module.quiz && quizLines(module.quiz, byKey, here.bank),
      }
    }),
  }
}

/** As versions are compared in the database, word for word. */
function packageLine({ done_when, min_percent }: FolderPackage, { package: found, sha256 }: FoundFile): string {
  const { title, edition } = found as FoundPackage
  const rule = done_when === 'score' ? `the score is ${min_percent}% or more` : done_when
  return `${title}, SCORM ${edition} (${sha256.slice(0, 16)}), done when ${rule}`
}

function quizLines(
  quiz: NonNullable<FolderModule['quiz']>,
  questions: Map<string, FolderQuestion>,
  bank: Here['bank'],
): string[] {
  return [
    `Pass mark: ${quiz.pass_percent}%`,
    `Tries: ${quiz.attempts_allowed ?? 'any'}`,
    `Wait: ${quiz.delay_hours === null ? 'none' : `${quiz.delay_hours} hours`}`,
    `Counts: ${quiz.counts}`,
    `Told: ${quiz.feedback}`,
    `Time: ${quiz.time_limit_minutes === null ? 'no limit' : `${quiz.time_limit_minutes} minutes`}`,
    `Drawn: ${quiz.draw_count ?? 'all'}`,
    `Blueprint: ${quiz.blueprint?.map(({ count, label }) => `${count} of ${label}`).join(', ') ?? 'none'}`,
    ...quiz.questions.map((key) => {
      const { text, is_critical } = questions.get(key)!
      const known = bank.get(key)
      const version =
        known?.standing === 'known' ? `version ${known.number}` : known?.standing === 'new' ? 'new' : 'changed'
      return `${text}${is_critical ? ' (critical)' : ''} [${version}]`
    }),
  ]
}

/** What of the folder says something else than the course it goes to, and stays as it is there. */
export function notesOnCourse(
  { course }: CourseFolder,
  here: { course: { title: string; kind: string; programme_name: string } | null; prerequisites: { title: string }[] },
): FolderRemark[] {
  const note = (text: string): FolderRemark => ({ file: coursePath, line: null, text })
  const missing = course.prerequisites.filter((one) => here.prerequisites.every(({ title }) => title !== one.course))
  return [
    ...(here.course && here.course.title !== course.title
      ? [note(`The course keeps its title, ‘${here.course.title}’. The folder says ‘${course.title}’`)]
      : []),
    ...(here.course && here.course.programme_name !== course.programme
      ? [
          note(
            `The course stays in its programme, ‘${here.course.programme_name}’. The folder says ‘${course.programme}’`,
          ),
        ]
      : []),
    ...(here.course && here.course.kind !== course.kind
      ? [
          note(
            `The course stays a ${here.course.kind === 'initial' ? 'first course' : 'refresher'}. The folder says otherwise`,
          ),
        ]
      : []),
    ...missing.map((one) =>
      note(
        `There is no published course ‘${one.course}’ in ‘${one.programme}’ here, so it will not come first. Choose what does in the details of the draft`,
      ),
    ),
  ]
}
