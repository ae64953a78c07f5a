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
