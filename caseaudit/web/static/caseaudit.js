// Small comforts; every page works without them.

// A follow-up box is plain visible HTML until this runs: data-reveal-when="name=value other-value" shows it for those values.
for (const box of document.querySelectorAll('[data-reveal-when]')) {
  const [name, values] = box.dataset.revealWhen.split('=')
  const wanted = values.split(' ')
  const form = box.closest('form')
  const sync = () => {
    const chosen = form.querySelector(`input[name="${CSS.escape(name)}"]:checked`)
    box.hidden = !(chosen && wanted.includes(chosen.value))
  }
  form.addEventListener('change', event => { if (event.target.name === name) sync() })
  sync()
  // Going back in the browser puts the radios as they were only after this has run.
  window.addEventListener('pageshow', sync)
}

// Someone who cannot see the page hears what went wrong first.
const summary = document.querySelector('.govuk-error-summary')
if (summary) {
  summary.focus()
}

// A link may lead to a row inside closed details: they are opened on the way.
const openOnTheWay = () => {
  const row = location.hash.length > 1 && document.getElementById(location.hash.slice(1))
  if (!row) return
  for (let box = row.closest('details'); box; box = box.parentElement.closest('details')) box.open = true
  row.scrollIntoView()
}
addEventListener('hashchange', openOnTheWay)
openOnTheWay()

// Actions are judged while they are typed: the form says where to ask, and its boxes where to put what is said.
for (const form of document.querySelectorAll('form[data-check-address]')) {
  const line = form.querySelector('[data-said-line]')
  let waiting, asking
  const put = (box, html) => { if (box && box.innerHTML !== html) box.innerHTML = html }
  const ask = async () => {
    if (asking) asking.abort()
    asking = new AbortController()
    const typed = new FormData(form)
    for (const name of ['file', 'pasted', 'do']) typed.delete(name)
    try {
      const answer = await fetch(form.dataset.checkAddress, { method: 'POST', body: typed, signal: asking.signal, redirect: 'error' })
      if (!answer.ok) throw new Error(answer.status)
      const said = await answer.json()
      said.rows.forEach((html, at) => put(form.querySelector(`[data-said-of="${at}"]`), html))
      put(form.querySelector('[data-said-whole]'), said.whole)
      if (line.textContent !== said.sentence) line.textContent = said.sentence
    } catch (wrong) {
      if (wrong.name !== 'AbortError') line.textContent = 'The actions could not be checked just now. What you typed is still here; save to keep it.'
    }
  }
  form.addEventListener('input', event => {
    if (event.target.type === 'file' || event.target.name === 'pasted') return
    clearTimeout(waiting)
    waiting = setTimeout(ask, 800)
  })
}
