/* Adds to the page what links alone cannot: hover, keys, the next fact on the same words, the
   sheet on a phone, and finding a fact. The page is whole without it. */
(() => {
  'use strict';
  const root = document.documentElement;
  const by = id => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const CHOSEN = '.fact, .thing';
  const facts = all(CHOSEN);
  const single = by('single');
  const search = by('find');
  let now = null;

  root.classList.add('js');

  const has = (element, name, id) => (element.dataset[name] || '').split(' ').includes(id);
  const wordsOf = id => all(`[data-f~="${id}"]`);
  const factOf = element => element.closest(CHOSEN);
  const shown = element => !element.closest('[hidden], details:not([open])');

  function address(hash) {
    try {
      history.replaceState(null, '', hash || location.pathname + location.search);
    } catch { /* a page inside another has no address of its own */ }
  }

  function forget() {
    for (const element of all('.lit')) element.classList.remove('lit', 'whose', 'turning');
    for (const element of all('.now')) element.classList.remove('now');
    for (const element of all('[aria-current]')) element.removeAttribute('aria-current');
    delete root.dataset.lit;
    delete root.dataset.from;
    by('say').textContent = '';
    document.querySelector('.close').hidden = true;
    now = null;
  }

  function light(fact) {
    const lit = wordsOf(fact.id);
    for (const element of lit) {
      element.classList.add('lit');
      element.classList.toggle('whose', has(element, 's', fact.id));
      element.classList.toggle('turning', has(element, 'k', fact.id));
    }
    return lit;
  }

  /* Beside each other, the pane that was not used scrolls by the least. */
  function reveal(lit) {
    const beside = matchMedia('(min-width: 63.8125em)').matches;
    const from = root.dataset.from;
    const other = from === 'words' ? now : lit.find(e => e.classList.contains('turning')) || lit[0];
    if (other && beside) other.scrollIntoView({ block: 'nearest' });
    if (from === 'keys') now.scrollIntoView({ block: 'nearest' });
  }

  function choose(fact, from, hash = fact && '#' + fact.id) {
    forget();
    if (!fact) return address('');
    for (let part = fact; (part = part.parentElement?.closest('details'));) part.open = true;
    now = fact;
    root.dataset.lit = fact.dataset.kind;
    root.dataset.from = from;
    fact.classList.add('now');
    fact.querySelector('.pick').setAttribute('aria-current', 'true');
    const lit = light(fact);
    reveal(lit);
    document.querySelector('.close').hidden = from !== 'words';
    address(hash);
    const name = fact.querySelector('.pick').textContent.replace(/\s+/g, ' ').trim();
    by('say').textContent = `${fact.dataset.kind}: ${name}.` +
      (lit.length ? ' Its words are marked in the report.' : '');
  }

  /* The innermost fact on these words, or the one after the chosen one; coded events stay out. */
  function next(element) {
    const here = element.dataset.f.split(' ').map(by).filter(fact => fact && !fact.dataset.of);
    return here[(here.indexOf(now) + 1) % here.length];
  }

  function toWords(fact) {
    const lit = wordsOf(fact.id);
    const goal = lit.find(e => e.tagName === 'A' && has(e, 'k', fact.id)) || lit[0];
    if (!goal) return;
    if (goal.tagName !== 'A') goal.tabIndex = -1;
    goal.focus({ preventScroll: true });
    goal.scrollIntoView({ block: 'center' });
  }

  /* On a phone the sheet must not lie over the words that it tells of. */
  function uncover(words) {
    if (getComputedStyle(now).position !== 'fixed') return;
    const under = words.getBoundingClientRect().bottom - now.getBoundingClientRect().top;
    if (under > 0) scrollBy(0, under + 16);
  }

  document.addEventListener('click', event => {
    const words = event.target.closest('[data-f]');
    const link = event.target.closest('a');
    const fact = factOf(event.target);
    if (!getSelection().isCollapsed && !link) return;
    if (words) {
      const found = next(words);
      if (!found) return;
      event.preventDefault();
      choose(found, 'words');
      uncover(words);
    } else if (link) {
      const hash = link.getAttribute('href');
      const goal = hash.startsWith('#') ? by(hash.slice(1)) : null;
      if (goal && location.protocol === 'about:') {
        /* in a frame made of text, a fragment would lead to the page around it */
        event.preventDefault();
        goal.scrollIntoView({ block: 'nearest' });
        goal.focus({ preventScroll: true });
      }
      /* a fact's own link moves nothing: the fact is where it was pressed */
      if (goal && goal === fact) event.preventDefault();
      if (goal?.matches(CHOSEN)) choose(goal, 'fact');
      else if (hash.startsWith('#w-') && fact) choose(fact, 'fact');
    } else if (event.target.closest('.close')) {
      const back = now;
      choose(null);
      if (back) toWords(back);
    } else if (fact && !event.target.closest('summary, input, label, button')) choose(fact, 'fact');
    else if (now && !event.target.closest('nav, details, input')) choose(null);
  });

  document.addEventListener('pointerover', event => {
    for (const element of all('.hint')) element.classList.remove('hint');
    const words = event.target.closest('[data-f]');
    const fact = words ? by(words.dataset.f.split(' ')[0]) : factOf(event.target);
    if (fact) for (const element of wordsOf(fact.id)) element.classList.add('hint');
  });

  function go(step) {
    const there = facts.filter(shown);
    if (!there.length) return;
    const at = there.indexOf(now);
    const place = at < 0 ? (step > 0 ? 0 : there.length - 1) : (at + step + there.length) % there.length;
    choose(there[place], 'keys');
    now.querySelector('.pick').focus({ preventScroll: true });
  }

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    w: () => now && toWords(now),
    f: () => now && (now.querySelector('.pick').focus(), now.scrollIntoView({ block: 'nearest' })),
    '/': () => search.focus(),
    '?': () => { by('keys').open = true; by('keys').querySelector('summary').focus(); },
  };

  document.addEventListener('keydown', event => {
    const typing = event.target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]');
    if (event.key === 'Escape') {
      if (typing && search.value) { search.value = ''; find(); } else choose(null);
      return;
    }
    if (event.key === 'Enter' && event.target.matches('[data-f]:not(a)')) event.target.click();
    if (typing || !single.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  /* Facts that do not hold all the words that are looked for step aside, and it is said. */
  function find() {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const fact of facts) {
      const text = fact.textContent.toLowerCase();
      const kept = wanted.every(word => text.includes(word));
      fact.hidden = !kept;
      if (kept) left += 1;
    }
    const said = by('found');
    said.hidden = !wanted.length;
    said.textContent = `${left} of ${facts.length} have these words. `;
    const clear = document.createElement('button');
    clear.type = 'button';
    clear.textContent = 'Clear';
    clear.addEventListener('click', () => { search.value = ''; find(); search.focus(); });
    said.append(clear);
    by('say').textContent = wanted.length ? said.textContent.replace('Clear', '') : '';
  }
  search.addEventListener('input', find);

  function arrive() {
    const there = by(location.hash.replace(/^#(w-)?/, ''));
    if (there !== now && there?.matches(CHOSEN)) choose(there, 'fact', location.hash);
  }
  addEventListener('hashchange', arrive);
  /* the browser itself goes to the address's place, after this script */
  addEventListener('load', () => now && reveal(wordsOf(now.id)));
  arrive();
})();
