/** The shape in which courses are written down as reference data. */

export interface CourseSeed {
  programme: {
    slug: string
    name: string
    /** Short code that begins a certificate number, such as 'HCC'. */
    code: string
    description: string
    validity_months: number
    /** From so many days before its end a certificate can be renewed. */
    renewal_days: number
    grace_months: number
    /** One sentence printed on the certificate below the name: what the person did. */
    certificate_wording: string
  }
  title: string
  kind: 'initial' | 'refresher'
  summary: string
  order: 'fixed' | 'free'
  owner: string
  reviewer: string
  live_parts: { key: string; title: string; attendance_percent: number }[]
  modules: (PageModuleSeed | QuizModuleSeed)[]
}

interface ModuleBase {
  key: string
  title: string
  summary: string
  owner: string
  /** The day on which what it says about the law was last checked. */
  law_as_at: string
  review_by: string
  length_minutes: number
  content_notice: string | null
  /** True where the module deals with the experience of people who were targeted. */
  exit_page: boolean
}

export interface PageModuleSeed extends ModuleBase {
  kind: 'page'
  /** Markdown file in the folder of the course. */
  file: string
}

export interface QuizModuleSeed extends ModuleBase {
  kind: 'quiz'
  pass_percent: number
  /** null: no limit. */
  attempts_allowed: number | null
  /** null: every question; critical questions are drawn always. */
  draw_count: number | null
  questions: QuestionSeed[]
}

export interface QuestionSeed {
  key: string
  kind: 'one' | 'several' | 'true-false'
  text: string
  /** Must be right to pass, whatever the score. */
  critical: boolean
  points: number
  /** 'disability', 'race', 'religion', 'sexual-orientation', 'transgender', or null where all are meant. */
  strand: string | null
  /** What the learner can do who answers it. */
  objective: string
  explanation: string
  options: { text: string; right: boolean; feedback: string }[]
}
