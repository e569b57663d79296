/** Renders the components of GOV.UK Frontend and MoJ Frontend from their own macros, compiled once and kept. */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import nunjucks from 'nunjucks'

/** What assets/sass/site.scss styles. Never the header and footer: the crown belongs to gov.uk services only. */
export const govukComponents = [
  'back-link',
  'breadcrumbs',
  'button',
  'character-count',
  'checkboxes',
  'date-input',
  'details',
  'error-message',
  'error-summary',
  'exit-this-page',
  'fieldset',
  'file-upload',
  'hint',
  'input',
  'inset-text',
  'label',
  'notification-banner',
  'pagination',
  'panel',
  'password-input',
  'phase-banner',
  'radios',
  'select',
  'service-navigation',
  'skip-link',
  'summary-list',
  'table',
  'tabs',
  'tag',
  'task-list',
  'textarea',
  'warning-text',
] as const

export const mojComponents = [
  'alert',
  'badge',
  'filter',
  'pagination',
  'search',
  'sortable-table',
  'sub-navigation',
  'ticket-panel',
] as const

export type GovukComponent = (typeof govukComponents)[number]
export type MojComponent = (typeof mojComponents)[number]

type Params = Record<string, unknown>
type Macro = (params: Params, keywords?: Params) => { toString(): string }

/** Those whose few parameters come back on every page, in the page frame above all: their HTML is kept. */
const kept = new Set<string>(['exit-this-page', 'service-navigation', 'skip-link', 'tag'])
const keptAtMost = 500

const require = createRequire(import.meta.url)
const roots = [require.resolve('govuk-frontend'), require.resolve('@ministryofjustice/frontend')].map((entry) =>
  dirname(dirname(entry)),
)
const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(roots, { noCache: false }), {
  autoescape: true,
})
// The types know only some of the runtime; SafeString is how a macro receives HTML that is already safe.
const { SafeString } = nunjucks.runtime
const macros = new Map<string, Macro>()
const pages = new Map<string, string>()

/** `caller` is HTML put where a `{% call %}` block would go: the inside of a fieldset, a panel, a banner. */
export function govuk(component: GovukComponent, params: Params = {}, caller?: string): string {
  if (!govukComponents.includes(component)) throw new Error(unknown('GOV.UK', component, govukComponents))
  if (!kept.has(component) || caller !== undefined) return render('govuk', component, params, caller)
  const key = component + JSON.stringify(params)
  const known = pages.get(key)
  if (known !== undefined) return known
  const html = render('govuk', component, params)
  if (pages.size >= keptAtMost) pages.clear()
  pages.set(key, html)
  return html
}

export function moj(component: MojComponent, params: Params = {}, caller?: string): string {
  if (!mojComponents.includes(component)) throw new Error(unknown('MoJ', component, mojComponents))
  // MoJ's sortable table has no macro: it is a GOV.UK table that a script makes sortable.
  if (component === 'sortable-table') {
    const attributes = { ...(params.attributes as Params | undefined), 'data-module': 'moj-sortable-table' }
    return render('govuk', 'table', { ...params, attributes })
  }
  return render('moj', component, params, caller)
}

function render(family: 'govuk' | 'moj', component: string, params: Params, caller?: string): string {
  const macro = findMacro(`${family}/components/${component}/macro.njk`)
  const html = new SafeString(caller ?? '')
  const rendered = caller === undefined ? macro(params) : macro(params, { __keywords: true, caller: () => html })
  return rendered.toString().trim()
}

function findMacro(file: string): Macro {
  const known = macros.get(file)
  if (known) return known
  const template = environment.getTemplate(file, true) as unknown as {
    getExported(done: (error: Error | null, exported: Record<string, Macro>) => void): void
  }
  let macro: Macro | undefined
  template.getExported((error, exported) => {
    if (error) throw error
    macro = Object.values(exported)[0]
  })
  if (!macro) throw new Error(`${file} has no macro`)
  macros.set(file, macro)
  return macro
}

function unknown(family: string, component: string, known: readonly string[]): string {
  return `There is no ${family} component "${component}" here. There are: ${known.join(', ')}.`
}
