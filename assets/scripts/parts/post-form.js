/** Sends a form's fields behind the page's back, and says in one word what became of them. */
export async function postForm(url, body) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      credentials: 'same-origin',
      redirect: 'manual',
      // A network that answers nothing is none.
      signal: AbortSignal.timeout(15_000),
      headers: { Accept: 'application/json' },
    })
    if (response.ok) return { outcome: 'kept', answer: await response.json() }
    return { outcome: refusal(response) }
  } catch {
    return { outcome: navigator.onLine ? 'failed' : 'offline' }
  }
}

function refusal({ type, status }) {
  // A redirect can only lead to the sign-in page.
  if (type === 'opaqueredirect' || status === 401 || status === 403) return 'signed-out'
  if (status === 409 || status === 410) return 'closed'
  // It may be somebody else's: who is signed in can have changed since the page was loaded.
  if (status === 404) return 'not-theirs'
  if (status === 400 || status === 422) return 'refused'
  return 'failed'
}
