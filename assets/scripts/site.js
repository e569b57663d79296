/** Runs on every page: starts the components that are there, and fetches a page's own script when it is needed. */
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
} from 'govuk-frontend'
import { SortableTable } from '@ministryofjustice/frontend'
import { forgetPage, forgetPages } from './parts/kept-pages.js'
import { askBeforeSigningOut, forgetAnswers } from './parts/unsent-answers.js'
import { warnBeforeSignInEnds } from './parts/sign-in-ends.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

/** GOV.UK's radios, without an attribute that a radio may not have (WAI-ARIA 1.2). */
class PlainRadios extends Radios {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input)
    input.removeAttribute('aria-expanded')
  }
}

const components = [
  [ExitThisPage],
  [ErrorSummary],
  [NotificationBanner],
  [ServiceNavigation],
  [SkipLink],
  [Button, { preventDoubleClick: true }],
  [PlainRadios],
  [Checkboxes],
  [CharacterCount],
  [PasswordInput],
  [Tabs],
  [SortableTable],
]

for (const [Component, config] of components)
  for (const element of document.querySelectorAll(`[data-module="${Component.moduleName}"]`))
    try {
      new Component(element, config)
    } catch (error) {
      // One broken component must not stop the others: every page works without any of them.
      console.error(error)
    }

const scripts = {
  autosave: '[data-autosave-url]',
  register: '[data-register]',
  'register-queue': '[data-register-queue]',
  progress: '[data-progress-url]',
  preview: '[data-preview-url]',
  design: '[data-design-url]',
  draft: '[data-draft-url]',
  editor: '[data-editor]',
  scenario: 'main [data-scenario]',
  keep: '[data-keep]',
  'live-room': '[data-room]',
  'package-page': '[data-package]',
  'room-refresh': '[data-room-refresh]',
}
const { search } = new URL(import.meta.url)
for (const [name, selector] of Object.entries(scripts))
  if (document.querySelector(selector)) void import(new URL(`${name}.js${search}`, import.meta.url).href)

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

// Signed out, however it came about: no register and no quiz stays on the device.
if (document.querySelector('.app-header') && !document.querySelector('form[action="/sign-out"]')) forgetPages()

// Handed in, or the time is up: nothing of it waits any more.
if (document.querySelector('[data-answers-over]')) {
  void forgetPage()
  forgetAnswers(location.pathname.split('/').at(-1))
}

for (const form of document.querySelectorAll('form[action="/sign-out"]')) askBeforeSigningOut(form)

warnBeforeSignInEnds()
