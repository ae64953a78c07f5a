// Two small comforts; every page works without them.

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
