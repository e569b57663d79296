/** Reads a course out of the files of its folder; what cannot be taken is named by file and line. Pure. */
import type { Labelled, LookedAt } from '../../quizzes/index.ts'
import { drawFault, labelsOf, questionFromYaml } from '../../quizzes/index.ts'
import { cleanLines } from '../../../lib/text.ts'
import { isThing } from '../../../lib/thing.ts'
import type { ReadYaml } from '../../../lib/yaml.ts'
import { readYaml } from '../../../lib/yaml.ts'
import type { FileKind } from '../file-kinds.ts'
import { mostBytesOf } from '../file-kinds.ts'
import { courseSchema, faultsIn, moduleSchema } from './fields.ts'
import type { CourseFolder, FolderCourse, FolderModule, FolderPackage, FolderQuestion } from './folder.ts'
import {
  coursePath,
  filePath,
  modulePath,
  packagePath,
  picturePath,
  questionsPath,
  strangeReferences,
} from './folder.ts'

/** One sentence about one place of the folder. */
export interface FolderRemark {
  file: string
  line: number | null
  text: string
}

export interface FoundFile {
  size: number
  sha256: string
  /** As a picture of a question; or why it cannot be one. */
  picture: LookedAt | string
  /** Null for what a page cannot have. */
  kind: FileKind | null
  /** Below `packages/` only: what the package says of itself; or why it is none. */
  package?: FoundPackage | string
}

export interface FoundPackage {
  title: string
  edition: string
}

export interface ReadFolder {
  /** Null where there is a fault. */
  folder: CourseFolder | null
  faults: FolderRemark[]
  /** What will be other than in the folder. */
  notes: FolderRemark[]
}

export const mostTextBytes = 1_000_000
const mostBody = 200_000

export function readFolder(texts: ReadonlyMap<string, string>, found: ReadonlyMap<string, FoundFile>): ReadFolder {
  const faults: FolderRemark[] = []
  const notes: FolderRemark[] = []
  const refuse: Refuse = (file, line, text) => {
    faults.push({ file, line, text })
    return null
  }

  const course = readCourse(texts.get(coursePath) ?? '', refuse)
  const questions = readQuestions(texts.get(questionsPath), found, refuse)
  const modules = (course?.value.modules ?? []).flatMap((key, index) => {
    const path = modulePath(key)
    const text = texts.get(path)
    if (course!.value.modules.indexOf(key) !== index)
      return refuse(coursePath, course!.yaml.lineOf(['modules', index]), `‘${key}’ is there twice`) ?? []
    if (text === undefined)
      return refuse(coursePath, course!.yaml.lineOf(['modules', index]), `There is no file ${path}`) ?? []
    return readModule(key, text, found, refuse) ?? []
  })
  if (course) {
    for (const path of texts.keys())
      if (path.startsWith('modules/') && !course.value.modules.some((key) => modulePath(key) === path))
        refuse(path, null, `${coursePath} does not name it under modules: name it there, or take the file out`)
    checkTogether(course, modules, questions, refuse)
  }
  for (const { module, bodyLine } of modules) {
    for (const { line, reference } of strangeReferences(module.body, module.key, module.files))
      notes.push({
        file: modulePath(module.key),
        line: bodyLine + line - 1,
        text: `${reference} is not among the files of this page. It must be put right before the course is published`,
      })
  }
  const listed = new Set(modules.flatMap(({ module }) => module.files.map(({ file }) => filePath(module.key, file))))
  for (const { module } of modules) if (module.package) listed.add(packagePath(module.package.file))
  const asked = new Set(modules.flatMap(({ module }) => module.quiz?.questions ?? []))
  const shown = new Set(
    questions
      .flatMap(({ question }) => (asked.has(question.key) ? (question.pictures ?? []) : []))
      .map((one) => one.sha256),
  )
  for (const [path, { sha256 }] of found) {
    const isPicture = path.startsWith(picturePath(''))
    if (isPicture && !shown.has(sha256))
      notes.push({ file: path, line: null, text: 'No question that a quiz asks shows it, so it is left out' })
    if (!isPicture && !listed.has(path)) {
      const who = path.startsWith(packagePath('')) ? 'No module names it under package' : 'No page lists it under files'
      notes.push({ file: path, line: null, text: `${who}, so it is left out` })
    }
  }
  for (const { question, line } of questions)
    if (!asked.has(question.key))
      notes.push({ file: questionsPath, line, text: `No quiz asks ‘${question.key}’, so it is left out` })
  if (faults.length > 0 || !course) return { folder: null, faults, notes }
  return {
    folder: {
      course: course.value,
      modules: modules.map(({ module }) => module),
      questions: questions.map(({ question }) => question).filter(({ key }) => asked.has(key)),
    },
    faults,
    notes,
  }
}

/** Notes the fault; null, for whoever then has nothing to give. */
type Refuse = (file: string, line: number | null, text: string) => null

function readCourse(text: string, refuse: Refuse): { value: FolderCourse; yaml: ReadYaml } | null {
  const yaml = readYaml(text)
  for (const fault of yaml.faults) refuse(coursePath, fault.line, fault.text)
  if (yaml.faults.length > 0) return null
  const read = courseSchema.safeParse(yaml.value)
  if (!read.success) {
    for (const fault of faultsIn(read.error, yaml)) refuse(coursePath, fault.line, fault.text)
    return null
  }
  const { format: _format, ...course } = read.data
  const prerequisites = course.prerequisites.map((one) => ({
    course: one.course,
    programme: one.programme ?? course.programme,
  }))
  for (const [index, one] of prerequisites.entries())
    if (prerequisites.findIndex((twin) => isSameCourse(twin, one)) !== index)
      refuse(coursePath, yaml.lineOf(['prerequisites', index]), `The course ‘${one.course}’ comes first twice`)
  for (const [index, { title }] of course.live_parts.entries())
    if (course.live_parts.findIndex((part) => part.title.toLowerCase() === title.toLowerCase()) !== index)
      refuse(coursePath, yaml.lineOf(['live_parts', index]), `A live part called ‘${title}’ is there twice`)
  return { value: { ...course, prerequisites }, yaml }
}

const isSameCourse = (one: FolderCourse['prerequisites'][number], other: typeof one): boolean =>
  one.course.toLowerCase() === other.course.toLowerCase() &&
  one.programme.toLowerCase() === other.programme.toLowerCase()

interface Placed {
  module: FolderModule
  yaml: ReadYaml
  /** Where its text begins in the file. */
  bodyLine: number
}

function readModule(key: string, text: string, found: ReadonlyMap<string, FoundFile>, refuse: Refuse): Placed | null {
  const path = modulePath(key)
  const lines = text.split('\n')
  const end = lines.indexOf('---', 1)
  if (lines[0] !== '---' || end === -1)
    return refuse(
      path,
      1,
      'The file must begin with a line of three hyphens (---), lines such as “title: …”, and three hyphens again',
    )
  const yaml = readYaml(lines.slice(1, end).join('\n'), 2)
  for (const fault of yaml.faults) refuse(path, fault.line, fault.text)
  if (yaml.faults.length > 0) return null
  const read = moduleSchema.safeParse(yaml.value)
  if (!read.success) {
    for (const fault of faultsIn(read.error, yaml)) refuse(path, fault.line, fault.text)
    return null
  }
  const { quiz, package: packed, files, ...front } = read.data
  for (const kind of ['quiz', 'package'] as const) {
    const has = read.data[kind] !== null
    if (front.kind === kind && !has) refuse(path, 1, `A ${kind} needs lines under ‘${kind}’`)
    if (front.kind !== kind && has) refuse(path, yaml.lineOf([kind]), `Only a ${kind} has lines under ‘${kind}’`)
  }
  for (const name of ['instead_of', 'or_live'] as const)
    if (front.kind !== 'page' && front[name] !== null)
      refuse(path, yaml.lineOf([name]), `A ${front.kind} cannot have ‘${name}’`)
  const packageFault = packed && faultInPackage(packed, found)
  if (packageFault) refuse(path, yaml.lineOf(['package', packageFault.field]), packageFault.text)
  const rest = lines.slice(end + 1)
  const first = rest.findIndex((line) => line.trim() !== '')
  const body = cleanLines(rest.join('\n'))
  if (body.length > mostBody) refuse(path, null, 'The text must be 200,000 characters or fewer')
  for (const [index, { file }] of files.entries()) {
    const line = yaml.lineOf(['files', index])
    const there = found.get(filePath(key, file))
    if (files.findIndex((one) => one.file.toLowerCase() === file.toLowerCase()) !== index)
      refuse(path, line, `‘${file}’ is there twice`)
    else if (!there) refuse(path, line, `There is no file ${filePath(key, file)}`)
    else if (there.kind === null)
      refuse(
        path,
        line,
        `‘${file}’ is not a PDF, Word, Excel or PowerPoint file without macros, a PNG or JPEG, an MP4 or WebM video, an MP3 or M4A recording, or captions in WebVTT`,
      )
    else if (there.size > mostBytesOf(there.kind))
      refuse(path, line, `‘${file}’ is larger than ${mostBytesOf(there.kind) / 1_000_000} MB`)
  }
  return {
    yaml,
    bodyLine: end + 2 + Math.max(0, first),
    module: {
      key,
      ...front,
      files: files.map((file) => ({ ...file, name: file.name ?? file.file })),
      quiz: quiz && { ...quiz, blueprint: quiz.blueprint.length > 0 ? quiz.blueprint : null },
      package: packed && { ...packed, name: packed.name ?? packed.file },
      body,
    },
  }
}

function faultInPackage(
  { file, sha256, done_when, min_percent }: Pick<FolderPackage, 'file' | 'sha256' | 'done_when' | 'min_percent'>,
  found: ReadonlyMap<string, FoundFile>,
): { field: 'file' | 'sha256' | 'min_percent'; text: string } | null {
  const path = packagePath(file)
  const there = found.get(path)
  if (!there) return { field: 'file', text: `There is no file ${path}` }
  if (typeof there.package === 'string') return { field: 'file', text: `‘${file}’ cannot be used. ${there.package}` }
  if (sha256 !== null && sha256 !== there.sha256)
    return {
      field: 'sha256',
      text: `‘${file}’ has other bytes than when this was written. Take the file from the course it came from; if it is meant to be another one, take out this line`,
    }
  if (done_when === 'score' && min_percent === null)
    return { field: 'min_percent', text: 'Where a score decides, ‘min_percent’ must say which' }
  if (done_when !== 'score' && min_percent !== null)
    return { field: 'min_percent', text: 'Only where ‘done_when’ is score can there be a ‘min_percent’' }
  return null
}

function readQuestions(
  text: string | undefined,
  found: ReadonlyMap<string, FoundFile>,
  refuse: Refuse,
): { question: FolderQuestion; line: number }[] {
  if (text === undefined) return []
  const pictureNamed = (file: string) => {
    const there = found.get(picturePath(file))
    if (there === undefined) return `is not there: there is no file ${picturePath(file)}`
    if (typeof there.picture === 'string') return there.picture
    return { sha256: there.sha256, media_type: there.picture.media_type }
  }
  const yaml = readYaml(text)
  for (const fault of yaml.faults) refuse(questionsPath, fault.line, fault.text)
  if (yaml.faults.length > 0) return []
  if (!Array.isArray(yaml.value))
    return refuse(questionsPath, 1, 'The file must be a list of questions, each beginning with “- key:”') ?? []
  if (yaml.value.length > 1000) return refuse(questionsPath, null, 'The file must have 1,000 questions or fewer') ?? []
  const keys = new Set<string>()
  return yaml.value.flatMap((raw: unknown, index: number) => {
    const line = yaml.lineOf([index])
    if (!isThing(raw)) return refuse(questionsPath, line, 'A question must be lines such as “word: value”') ?? []
    const { key, ...rest } = raw
    if (typeof key !== 'string' || !/^[^\s@][^@]{0,79}(@\d{1,3})?$/.test(key))
      return refuse(questionsPath, line, 'A question needs a ‘key’ of its own, up to 80 characters') ?? []
    if (keys.has(key)) return refuse(questionsPath, line, `A question with the key ‘${key}’ is there twice`) ?? []
    keys.add(key)
    const read = questionFromYaml(rest, pictureNamed)
    if ('question' in read) return [{ question: { ...read.question, key }, line }]
    for (const fault of read.faults)
      refuse(questionsPath, yaml.lineOf([index, ...fault.path]), `‘${key}’: ${fault.text}`)
    return []
  })
}

/** What one file says of another. */
function checkTogether(
  { value: course }: { value: FolderCourse },
  modules: Placed[],
  questions: { question: FolderQuestion }[],
  refuse: Refuse,
): void {
  const known = new Map(questions.map(({ question }) => [question.key, question]))
  for (const [index, { module, yaml }] of modules.entries()) {
    const path = modulePath(module.key)
    const { title, or_live, quiz } = module
    const twin = modules.findIndex((one) => one.module.title.toLowerCase() === title.toLowerCase())
    if (twin !== index)
      refuse(path, yaml.lineOf(['title']), `${modulePath(modules[twin]!.module.key)} has this title too`)
    if (or_live && course.live_parts.every((part) => part.title.toLowerCase() !== or_live.part.toLowerCase()))
      refuse(path, yaml.lineOf(['or_live', 'part']), `${coursePath} has no live part called ‘${or_live.part}’`)
    if (!quiz) continue
    const missing = quiz.questions.flatMap((key, at) => (known.has(key) ? [] : [{ key, at }]))
    for (const { key, at } of missing)
      refuse(path, yaml.lineOf(['quiz', 'questions', at]), `There is no question ‘${key}’ in ${questionsPath}`)
    for (const [at, key] of quiz.questions.entries())
      if (quiz.questions.indexOf(key) !== at)
        refuse(path, yaml.lineOf(['quiz', 'questions', at]), `‘${key}’ is there twice`)
    if (missing.length > 0) continue
    const labelled = quiz.questions.map((key): Labelled => labelledOf(known.get(key)!))
    const fault = drawFault(quiz, labelled)
    if (fault)
      refuse(path, yaml.lineOf(['quiz', fault.field === 'question_ids' ? 'questions' : fault.field]), fault.text)
  }
}

const labelledOf = (question: FolderQuestion): Labelled => ({
  ...question,
  labels: labelsOf({ ...question, difficulty: question.difficulty ?? null, tags: question.tags ?? [] }),
})
