/** Reads a form against its schema, and gives a template what it needs to show it again with nothing typed lost. */
import type { Request } from 'express'
import type { z } from 'zod'

export interface FieldError {
  field: string
  text: string
}

/** What was typed: a text, or several for checkboxes. */
export type Typed = Record<string, string | string[] | undefined>

export type ReadForm<Values> = { ok: true; values: Values; form: Form } | { ok: false; form: Form }

/** Unknown fields are ignored, because the schema names those that count. */
export function readForm<Schema extends z.ZodType>(schema: Schema, req: Request): ReadForm<z.infer<Schema>> {
  return checkForm(schema, (req.body ?? {}) as Typed)
}

/** The same for the query of a GET form: filters, searches. */
export function readQuery<Schema extends z.ZodType>(schema: Schema, req: Request): ReadForm<z.infer<Schema>> {
  return checkForm(schema, req.query as Typed)
}

function checkForm<Schema extends z.ZodType>(schema: Schema, typed: Typed): ReadForm<z.infer<Schema>> {
  const read = schema.safeParse(typed)
  if (read.success) return { ok: true, values: read.data, form: new Form(typed, []) }
  const errors: FieldError[] = []
  for (const issue of read.error.issues) {
    const field = issue.path.map(String).join('-') || 'form'
    if (!errors.some((error) => error.field === field)) errors.push({ field, text: issue.message })
  }
  return { ok: false, form: new Form(typed, errors) }
}

interface FieldOptions {
  label: string
  hint?: string
  classes?: string
  /** The label is the page's heading. */
  heading?: boolean
  [param: string]: unknown
}

interface Choice {
  value: string
  text: string
  hint?: string
}

/** Parameters for the GOV.UK components, with what was typed and what was wrong with it. */
export class Form {
  typed: Typed
  errors: FieldError[]

  constructor(typed: Typed, errors: FieldError[] = []) {
    this.typed = typed
    this.errors = errors
  }

  /** The same form with a further error, found by a command. */
  withError(field: string, text: string): Form {
    return new Form(this.typed, [...this.errors, { field, text }])
  }

  withErrors(errors: FieldError[]): Form {
    return new Form(this.typed, [...this.errors, ...errors])
  }

  value(name: string): string {
    const value = this.typed[name]
    return Array.isArray(value) ? (value[0] ?? '') : (value ?? '')
  }

  values(name: string): string[] {
    const value = this.typed[name]
    return value === undefined ? [] : Array.isArray(value) ? value : [value]
  }

  error(name: string): { text: string } | undefined {
    const error = this.errors.find((one) => one.field === name)
    return error && { text: error.text }
  }

  /** For govuk('input'), govuk('textarea'), govuk('character-count'), govuk('password-input'), govuk('file-upload'). */
  input(name: string, { label, hint, heading, ...params }: FieldOptions): Record<string, unknown> {
    return {
      id: name,
      name,
      label: heading ? { text: label, classes: 'govuk-label--l', isPageHeading: true } : { text: label },
      ...(hint ? { hint: { text: hint } } : {}),
      value: this.value(name),
      errorMessage: this.error(name),
      ...params,
    }
  }

  select(name: string, options: Choice[], { label, hint, ...params }: FieldOptions): Record<string, unknown> {
    const chosen = this.value(name)
    return {
      id: name,
      name,
      label: { text: label },
      ...(hint ? { hint: { text: hint } } : {}),
      items: options.map((option) => ({ ...option, selected: option.value === chosen })),
      errorMessage: this.error(name),
      ...params,
    }
  }

  /** For govuk('radios') and govuk('checkboxes'); the first choice carries the field's id, so that errors link to it. */
  choices(name: string, options: Choice[], { label, hint, heading, ...params }: FieldOptions): Record<string, unknown> {
    const chosen = this.values(name)
    return {
      idPrefix: name,
      name,
      fieldset: {
        legend: {
          text: label,
          classes: heading ? 'govuk-fieldset__legend--l' : 'govuk-fieldset__legend--s',
          isPageHeading: heading,
        },
      },
      ...(hint ? { hint: { text: hint } } : {}),
      items: options.map(({ hint: itemHint, ...option }) => ({
        ...option,
        ...(itemHint ? { hint: { text: itemHint } } : {}),
        checked: chosen.includes(option.value),
      })),
      errorMessage: this.error(name),
      ...params,
    }
  }

  /** For govuk('date-input'): fields name-day, name-month, name-year; the error stands at the day. */
  date(name: string, { label, hint, ...params }: FieldOptions): Record<string, unknown> {
    const error = this.error(`${name}-day`)
    return {
      id: name,
      fieldset: { legend: { text: label, classes: 'govuk-fieldset__legend--s' } },
      hint: { text: hint ?? 'For example, 27 3 2027' },
      errorMessage: error,
      items: (['day', 'month', 'year'] as const).map((part) => ({
        id: `${name}-${part}`,
        name: `${name}-${part}`,
        label: `${part.charAt(0).toUpperCase()}${part.slice(1)}`,
        value: this.value(`${name}-${part}`),
        classes: `${part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2'}${error ? ' govuk-input--error' : ''}`,
      })),
      ...params,
    }
  }
}

/** A form filled from what is stored, for an edit page. */
export const filledForm = (typed: Typed): Form => new Form(typed)
export const emptyForm = (): Form => new Form({})
