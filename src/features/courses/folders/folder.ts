/** A course as a folder of files: what it says, and where everything stands in it. Pure. */
import { cleanLines } from '../../../lib/text.ts'
import type { AttemptRules, BlueprintRule, QuestionInput } from '../../quizzes/index.ts'
import type { CourseKind, DoneWhen } from '../rules.ts'

/** The kinds of module that a folder can hold. Another one begins here. */
export const folderKinds = ['page', 'quiz', 'package'] as const

export interface FolderCourse {
  title: string
  kind: CourseKind
  /** By its name. */
  programme: string
  summary: string
  owner: string
  order: 'fixed' | 'free'
  prerequisites: { course: string; programme: string }[]
  /** Without a percentage the course has the part and does not ask for it. */
  live_parts: { title: string; attendance_percent: number | null; last_minutes: number | null }[]
  /** Their keys, in order. */
  modules: string[]
}

export interface FolderFile {
  /** In the folder of its module: ASCII, each once. */
  file: string
  /** What people know it by. */
  name: string
  alt: string
  is_decorative: boolean
}

export interface FolderQuiz extends AttemptRules {
  pass_percent: number
  draw_count: number | null
  blueprint: BlueprintRule[] | null
  /** Keys of questions.yaml. */
  questions: string[]
}

export interface FolderPackage {
  /** In `packages/`: ASCII, each once. */
  file: string
  name: string
  /** Of the zip; nothing where a person wrote the folder. */
  sha256: string | null
  done_when: DoneWhen
  min_percent: number | null
}

export interface FolderModule {
  key: string
  kind: (typeof folderKinds)[number]
  title: string
  summary: string
  owner: string
  length_minutes: number
  law_as_at: string | null
  review_by: string | null
  opens_on: string | null
  content_notice: string | null
  has_exit_page: boolean
  instead_of: string | null
  or_live: { part: string; percent: number } | null
  files: FolderFile[]
  quiz: FolderQuiz | null
  package: FolderPackage | null
  /** Files of the page are named as they stand in the folder. */
  body: string
}

/** `key@2`: an older wording of a question of which the course asks several. */
export type FolderQuestion = QuestionInput & { key: string }

export interface CourseFolder {
  course: FolderCourse
  modules: FolderModule[]
  questions: FolderQuestion[]
}

export const coursePath = 'course.yaml'
export const questionsPath = 'questions.yaml'
export const modulePath = (key: string): string => `modules/${key}.md`
export const picturePath = (file: string): string => `questions/${file}`
export const packagePath = (file: string): string => `packages/${file}`
export const filePath = (key: string, file: string): string => `files/${key}/${file}`
/** As the text of a page names a file, so that readers of Markdown elsewhere find it too. */
const fileReference = (key: string, file: string): string => `../${filePath(key, file)}`

/** A name that every system can keep, each once among its own: `Plakat für alle.pdf` gives `Plakat-fur-alle.pdf`. */
export function plainFileNames(names: string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const plain = name
      .normalize('NFKD')
      .replace(/[\u0300-\u036f'’]/g, '')
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[-.]+|-+$/g, '')
    const [, stem = '', ending = ''] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/.exec(plain) ?? []
    for (let number = 1; ; number++) {
      const candidate = `${(stem.replace(/-+$/, '') || 'file').slice(0, 80)}${number === 1 ? '' : `-${number}`}${ending}`
      if (taken.has(candidate.toLowerCase())) continue
      taken.add(candidate.toLowerCase())
      return candidate
    }
  })
}

/** The text with each `/files/…` of its page as it stands in the folder. */
export function withReferences(body: string, key: string, files: { file: string; file_id: string }[]): string {
  const byId = new Map(files.map(({ file, file_id }) => [file_id, file]))
  return cleanLines(body).replace(
    /(?<![\w./:-])\/files\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/g,
    (whole, id: string) => {
      const file = byId.get(id)
      return file === undefined ? whole : fileReference(key, file)
    },
  )
}

/** The other way round; a file without an id stays as it stands in the folder. */
export function withFileIds(body: string, key: string, files: { file: string; file_id: string | undefined }[]): string {
  const known = files.filter(({ file_id }) => file_id !== undefined)
  if (known.length === 0) return body
  const byReference = new Map(known.map(({ file, file_id }) => [fileReference(key, file), file_id!]))
  // The longest first: a.png must not be found in a.png.pdf.
  const references = [...byReference.keys()].toSorted((a, b) => b.length - a.length)
  return body.replace(
    new RegExp(references.map((one) => one.replaceAll('.', '\\.')).join('|'), 'g'),
    (found) => `/files/${byReference.get(found)!}`,
  )
}

/** Places in a text that name a file which its page does not list. */
export function strangeReferences(
  body: string,
  key: string,
  files: { file: string }[],
): { line: number; reference: string }[] {
  const known = files.map(({ file }) => fileReference(key, file))
  return body.split('\n').flatMap((text, index) =>
    [...text.matchAll(/\.\.\/files\/[^\s()<>"'\]]+/g)]
      .map(([reference]) => reference)
      .filter((reference) => !known.some((one) => reference.startsWith(one)))
      .map((reference) => ({ line: index + 1, reference })),
  )
}
