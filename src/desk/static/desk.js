// Renews the result while somebody types. Without this script the form does the same with a button.

/** How long typing must rest, in milliseconds. */
const REST = 250;

const form = document.querySelector('#composer');
const result = document.querySelector('#result');
const announce = document.querySelector('#announce');

if (form instanceof HTMLFormElement && result !== null && announce !== null) {
  const text = form.elements.namedItem('text');
  const earlier = form.elements.namedItem('earlier');
  let timer;
  let last = new AbortController();

  const renew = async () => {
    last.abort();
    last = new AbortController();
    const body = new URLSearchParams({ text: text.value, earlier: earlier.value });
    try {
      const response = await fetch('/try', { method: 'POST', body, signal: last.signal });
      if (!response.ok) throw new Error(response.statusText);
      result.innerHTML = await response.text();
      announce.textContent = result.firstElementChild?.dataset.announce ?? '';
    } catch (error) {
      if (error.name === 'AbortError') return;
      announce.textContent = 'The desk did not answer.';
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(renew, REST);
  };

  text.addEventListener('input', soon);
  earlier.addEventListener('input', soon);
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      clearTimeout(timer);
      renew();
    }
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const sample = event.submitter?.dataset ?? {};
    if (sample.text !== undefined) {
      text.value = sample.text;
      earlier.value = sample.earlier;
    }
    clearTimeout(timer);
    renew();
  });
}
