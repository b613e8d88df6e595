/* Progressive enhancement only: every page works without this file. It shows no words of its own; what it says
   comes from attributes the server has translated. */
(() => {
  'use strict';
  const root = document.documentElement;
  const errors = document.querySelector('.errors');
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const typing = target => target.closest('input, textarea, select, [contenteditable]');

  // Theme: the reader's system decides until the reader does.
  const stored = () => { try { return localStorage.getItem('theme'); } catch { return null; } };
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const chosen = stored();
  if (chosen === 'dark' || chosen === 'light') root.dataset.theme = chosen;
  const shown = () => root.dataset.theme || (dark.matches ? 'dark' : 'light');
  const toggles = all('[data-theme-toggle]');
  const mark = () => toggles.forEach(toggle => toggle.setAttribute('aria-pressed', shown() === 'dark'));
  toggles.forEach(toggle => toggle.addEventListener('click', () => {
    root.dataset.theme = shown() === 'dark' ? 'light' : 'dark';
    try { localStorage.setItem('theme', root.dataset.theme); } catch { /* private window: this page only */ }
    mark();
  }));
  dark.addEventListener('change', mark);
  mark();

  // A menu closes when the reader turns elsewhere.
  document.addEventListener('click', event => all('details.menu[open]').forEach(menu => {
    if (!menu.contains(event.target)) menu.open = false;
  }));
  document.addEventListener('keydown', event => {
    const menu = event.key === 'Escape' && document.querySelector('details.menu[open]');
    if (menu) { menu.open = false; menu.querySelector('summary').focus(); }
  });

  // Keys: / search, g and a letter, ? the list of keys, Ctrl or Cmd K the palette.
  const palette = document.getElementById('palette');
  const keys = document.getElementById('keys');
  let going = 0;
  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && palette) {
      event.preventDefault();
      if (!palette.open) openPalette();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector('dialog[open]')) return;
    if (going && event.timeStamp - going < 1500) {
      going = 0;
      const link = all('[data-go]').find(candidate => candidate.dataset.go === event.key);
      if (link) { event.preventDefault(); link.click(); }
      return;
    }
    if (event.key === 'g') going = event.timeStamp;
    const search = event.key === '/' && document.querySelector('[data-key="/"]');
    if (search) { event.preventDefault(); search.focus(); search.select(); }
    if (event.key === '?' && keys) keys.showModal();
  });

  // Palette: the links of the navigation and those the page marks; Enter on anything else searches.
  let entries = [], at = 0;
  const input = palette && palette.querySelector('input');
  const list = palette && palette.querySelector('ul');
  const none = palette && palette.querySelector('p');
  function openPalette() {
    const seen = new Set();
    entries = all('.nav a, .menu-list a, [data-palette]')
      .map(link => ({ href: link.href, text: link.dataset.palette || link.firstChild.parentNode.textContent.trim().replace(/\s+\d+$/, '') }))
      .filter(entry => !seen.has(entry.href + entry.text) && seen.add(entry.href + entry.text));
    input.value = '';
    palette.showModal();
    show();
  }
  function show() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const hits = entries.filter(entry => words.every(word => entry.text.toLowerCase().includes(word)));
    at = 0;
    list.replaceChildren(...hits.map((entry, i) => {
      const item = document.createElement('li');
      item.id = 'palette-' + i;
      item.role = 'option';
      item.textContent = entry.text;
      item.dataset.href = entry.href;
      return item;
    }));
    if (none) none.hidden = hits.length > 0;
    select();
  }
  function select() {
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', i === at));
    const item = list.children[at];
    if (item) { input.setAttribute('aria-activedescendant', item.id); item.scrollIntoView({ block: 'nearest' }); }
    else input.removeAttribute('aria-activedescendant');
  }
  if (palette) {
    input.addEventListener('input', show);
    palette.addEventListener('keydown', event => {
      const count = list.children.length;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        if (count) { at = (at + (event.key === 'ArrowDown' ? 1 : count - 1)) % count; select(); }
      }
      if (event.key === 'Enter') {
        event.preventDefault();
        const item = list.children[at];
        const search = document.querySelector('form[role=search]');
        if (item) location.href = item.dataset.href;
        else if (search && input.value.trim()) { search.querySelector('input').value = input.value; search.submit(); }
      }
    });
    list.addEventListener('click', event => {
      const item = event.target.closest('li');
      if (item) location.href = item.dataset.href;
    });
  }
  // What is on its way is looked at again until it has arrived; only that part of the page is replaced.
  const lookAgain = async part => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
      const next = answer.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(part.id);
      if (next && next.innerHTML !== part.innerHTML) part.replaceChildren(...next.childNodes);
      if (next) part.className = next.className;
    } catch { /* the network is away for a moment */ }
    if (part.classList.contains('look-again')) setTimeout(lookAgain, 1000, part);
  };
  all('.look-again').forEach(part => setTimeout(lookAgain, 1000, part));

  // A dialog closes on a click beside it.
  all('dialog').forEach(dialog => dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); }));
  all('[data-opens]').forEach(opener => opener.addEventListener('click', event => {
    const dialog = document.getElementById(opener.dataset.opens);
    if (dialog) { event.preventDefault(); dialog.showModal(); }
  }));

  // Charts: the pointer or the arrow keys read a point; the reading stands above the chart, so nothing is covered.
  all('.chart').forEach(figure => {
    const output = figure.querySelector('.chart-reading');
    if (output && output.dataset.hint && figure.querySelector('[data-reading]')) output.textContent = output.dataset.hint;
    all('svg', figure).forEach(svg => {
      const points = all('[data-reading]', svg);
      if (!points.length || !output) return;
      const cursor = svg.querySelector('.c-cursor');
      const xs = points.map(point => Number(point.getAttribute('cx')));
      let current = -1;
      const read = i => {
        if (i === current) return;
        if (current >= 0) points[current].classList.remove('shown');
        current = i;
        const point = points[i];
        point.classList.add('shown');
        output.textContent = point.dataset.reading;
        if (cursor) { cursor.setAttribute('transform', `translate(${xs[i]} 0)`); cursor.classList.add('shown'); }
      };
      const nearest = x => xs.reduce((best, candidate, i) => Math.abs(candidate - x) < Math.abs(xs[best] - x) ? i : best, 0);
      svg.tabIndex = 0;
      svg.addEventListener('pointermove', event => {
        const matrix = svg.getScreenCTM();
        if (matrix) read(nearest(new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse()).x));
      });
      svg.addEventListener('keydown', event => {
        const last = points.length - 1;
        const to = { ArrowLeft: current < 0 ? last : Math.max(0, current - 1), ArrowRight: current < 0 ? last : Math.min(last, current + 1), Home: 0, End: last }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        read(to);
      });
    });
  });

  // Repeated rows. The template's mark, '#' unless data-mark names another, becomes the first number that no row has:
  // the server takes no gaps beyond a few hundred.
  document.addEventListener('click', event => {
    const add = event.target.closest('[data-add]');
    const remove = event.target.closest('[data-remove]');
    if (add) {
      const holder = add.closest('[data-rows]');
      const template = holder && holder.querySelector(':scope > template');
      if (!template) return;
      event.preventDefault();
      const scratch = document.createElement('div');
      const mark = template.dataset.mark || '#';
      const name = template.content.querySelector('[name]').name;
      let number = 0;
      while (holder.querySelector(`[name="${name.replaceAll(mark, number)}"]`)) number++;
      scratch.innerHTML = template.innerHTML.replaceAll(mark, number);
      const row = scratch.firstElementChild;
      template.before(row);
      const first = row.querySelector('input:not([type=hidden]), select, textarea');
      if (first) first.focus();
      dirty(holder);
    } else if (remove) {
      const row = remove.closest('.row');
      const holder = row && row.closest('[data-rows]');
      if (!holder) return;
      event.preventDefault();
      dirty(holder);
      row.remove();
      const next = holder.querySelector(':scope > [data-add]');
      if (next) next.focus();
    }
  });

  // Leaving a form with unsaved changes: the browser asks, in its own words.
  let unsaved = false;
  function dirty(element) { if (element.closest('form[data-unsaved]')) unsaved = true; }
  document.addEventListener('input', event => dirty(event.target));
  document.addEventListener('submit', () => { unsaved = false; });

  // What takes longer than a moment shows that it is under way, until the next page is there.
  let waiting = 0;
  document.addEventListener('submit', event => {
    if (event.defaultPrevented) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => document.body.setAttribute('aria-busy', 'true'), 400);
  });
  addEventListener('pageshow', () => { clearTimeout(waiting); document.body.removeAttribute('aria-busy'); });
  addEventListener('beforeunload', event => { if (unsaved) event.preventDefault(); });

  // A new organization's time zone: the browser knows it better than the server, until somebody chooses.
  all('[data-own-zone] select').forEach(select => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!errors && [...select.options].some(option => option.value === own)) select.value = own;
  });

  // Copy: the button says what happened in the words it carries.
  all('[data-copy]').forEach(button => {
    button.hidden = !navigator.clipboard;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      if (button.dataset.copied) { button.textContent = button.dataset.copied; button.setAttribute('aria-live', 'polite'); }
    });
  });

  // The summary of errors takes the focus, so that it is read first; its links lead into the field.
  if (errors) {
    errors.focus();
    errors.addEventListener('click', event => {
      const link = event.target.closest('a[href^="#"]');
      const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!field) return;
      event.preventDefault();
      field.scrollIntoView({ block: 'center' });
      (field.matches('input, select, textarea') ? field : field.querySelector('input, select, textarea, button') || field).focus({ preventScroll: true });
    });
  }
})();
