/** Writes a course as the texts of its folder: the same course gives the same bytes. Pure. */
import type { Thing } from '../../../lib/thing.ts'
import { writeYaml, writeYamlList } from '../../../lib/yaml.ts'
import { spare } from '../../../lib/yaml-fields.ts'
import { defaultRules, questionToYaml } from '../../quizzes/index.ts'
import type { CourseFolder, FolderModule, FolderPackage, FolderQuiz } from './folder.ts'
import { coursePath, modulePath, questionsPath } from './folder.ts'

export const folderFormat = 'upstander course 1'

export function writeFolder({ course, modules, questions }: CourseFolder): { name: string; text: string }[] {
  const { title, kind, programme, summary, owner, order, prerequisites, live_parts } = course
  return [
    {
      name: coursePath,
      text: writeYaml(
        spare({
          format: folderFormat,
          ...{ title, kind, programme, summary, owner, order },
          prerequisites: prerequisites.map((one) =>
            spare({ ...one, programme: one.programme === programme ? '' : one.programme }),
          ),
          live_parts: live_parts.map((part) => spare({ ...part })),
          modules: modules.map(({ key }) => key),
        }),
      ),
    },
    ...modules.map((module) => ({ name: modulePath(module.key), text: moduleText(module) })),
    ...(questions.length === 0
      ? []
      : [
          {
            name: questionsPath,
            text: writeYamlList(questions.map(({ key, ...question }) => ({ key, ...questionToYaml(question) }))),
          },
        ]),
  ]
}

function moduleText({ key: _key, body, files, quiz, package: packed, or_live, ...module }: FolderModule): string {
  const { kind, title, summary, owner, length_minutes, law_as_at, review_by, opens_on, content_notice } = module
  const front = spare({
    ...{ title, kind, summary, owner, length_minutes, law_as_at, review_by, opens_on, content_notice },
    ...{ has_exit_page: module.has_exit_page, instead_of: module.instead_of, or_live },
    files: files.map(({ file, name, alt, is_decorative }) =>
      spare({ file, name: name === file ? '' : name, alt: is_decorative ? '' : alt, is_decorative }),
    ),
    quiz: quiz && quizThing(quiz),
    package: packed && packageThing(packed),
  })
  return `---\n${writeYaml(front)}---\n${body === '' ? '' : `\n${body}\n`}`
}

function packageThing({ file, name, sha256, done_when, min_percent }: FolderPackage): Thing {
  return spare({
    ...{ file, name: name === file ? '' : name, sha256 },
    done_when: done_when === 'completed' ? '' : done_when,
    min_percent,
  })
}

function quizThing({ pass_percent, draw_count, blueprint, questions, ...rules }: FolderQuiz): Thing {
  const { attempts_allowed, delay_hours, counts, feedback, time_limit_minutes } = rules
  return spare({
    ...{ pass_percent, attempts_allowed, delay_hours },
    counts: counts === defaultRules.counts ? '' : counts,
    feedback: feedback === defaultRules.feedback ? '' : feedback,
    ...{ time_limit_minutes, draw_count },
    blueprint: blueprint?.map(({ label, count }) => ({ label, count })) ?? [],
    questions,
  })
}
