"""What a page shows, asked of the browser itself: each is a script that answers in JSON."""

# Every element that tells a field: whose it is, the path, the value, and what people read.
FIELDS = """
() => [...document.querySelectorAll('[data-field]')].map(e => {
  const owner = e.closest('[data-kind]') ??
    e.closest('[data-terms]')?.querySelector('[data-kind=statement]');
  return {
    id: owner?.id ?? '', kind: owner?.dataset.kind ?? '', path: e.dataset.field,
    value: e.dataset.value ?? e.textContent, span: e.dataset.span ?? null,
    text: e.textContent, drawn: e.querySelector('svg') !== null,
  };
})
"""

# The letters of the text that each fact is marked on, as ranges into the report's text.
MARKED = """
() => {
  const found = {};
  let at = 0;
  for (const line of document.querySelectorAll('[data-line]')) {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      const length = [...node.data].length;
      const ids = node.parentElement.closest('[data-f]')?.dataset.f ?? '';
      for (const id of ids.split(' ').filter(Boolean)) (found[id] ??= []).push([at, at + length]);
      at += length;
    }
    at += 1;
  }
  return found;
}
"""

PARTS = """
() => {
  const found = [];
  let at = 0;
  for (const line of document.querySelectorAll('[data-line]')) {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      const length = [...node.data].length;
      const part = node.parentElement.closest('[data-part]')?.dataset.part ??
        (line.matches('h1') ? 'headline' : '');
      found.push([at, at + length, part.split(' ').pop()]);
      at += length;
    }
    at += 1;
  }
  return found;
}
"""

LINES = "() => [...document.querySelectorAll('[data-line]')].map(e => e.textContent)"

# What is copied when all of the report is selected.
COPIED = """
() => {
  getSelection().selectAllChildren(document.querySelector('#report'));
  const copied = getSelection().toString();
  getSelection().removeAllRanges();
  return copied;
}
"""

IDS = "() => [...document.querySelectorAll('[id]')].map(e => e.id)"
LINKS = "() => [...document.querySelectorAll('a, use')].map(e => e.getAttribute('href'))"

# What runs or loads, other than the page's own script and style.
FOREIGN = """
() => [
  ...[...document.querySelectorAll('script, style')].slice(2),
  ...document.querySelectorAll('img, iframe, object, embed, form, base, link, audio, video, [src]'),
  ...[...document.querySelectorAll('*')].filter(e =>
    [...e.attributes].some(a => a.name.startsWith('on') || a.name === 'style')),
].map(e => e.outerHTML.slice(0, 90))
"""

# Elements that reach out of the window sideways and are not in a part that scrolls.
SIDEWAYS = """
() => {
  const root = document.scrollingElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  return [...document.querySelectorAll('body *')]
    .filter(e => !e.closest('.wide') && e.getBoundingClientRect().right > root.clientWidth + 0.5)
    .map(e => `${e.tagName} ${e.id} ${e.className.baseVal ?? e.className}`)
    .concat(`${root.scrollWidth} > ${root.clientWidth}`).slice(-4);
}
"""

# What is to be hit by a finger and is smaller than 24 px; words within lines of text are let be.
SMALL = """
() => [...document.querySelectorAll('a, button, input, summary, label:has(input)')]
  .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.hidden'))
  .filter(e => !e.matches('input[type=checkbox], [data-f], .skip'))
  .flatMap(e => [...e.getClientRects()].slice(0, 1).map(box => [e, box]))
  .filter(([e, box]) => box.height < 23.9 || (box.width < 23.9 && !e.matches('.ln, .digest a')))
  .filter(([e]) => !inText(e))
  .map(([e, box]) => `${e.outerHTML.slice(0, 70)} ${box.width} x ${box.height}`);

function inText(e) {
  const around = e.parentElement.closest('p, li, dd, td, th, small, span, h3');
  return e.matches('.meta a, .by a, .known a, td a, .address a, dd a, .chain a') && around;
}
"""

# How the label of each fact is set, and where its mark stands beside its line.
LABELS = """
() => [...document.querySelectorAll('.fact[data-kind]')].map(fact => {
  const pick = fact.querySelector('.pick');
  const pieces = [];
  const walker = document.createTreeWalker(pick, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    if (!node.data.trim() || node.parentElement.closest('svg')) continue;
    const style = getComputedStyle(node.parentElement);
    pieces.push({ text: node.data, weight: +style.fontWeight, style: style.fontStyle });
  }
  const own = [...fact.querySelectorAll('.mark')].find(e => e.closest('.fact') === fact);
  const mark = own?.getBoundingClientRect();
  return {
    id: fact.id, kind: fact.dataset.kind, text: pick.textContent, pieces,
    inLife: fact.parentElement.matches('.life'), alone: fact.matches(':only-child'),
    offset: mark ? mark.left - fact.getBoundingClientRect().left : null,
    drawn: own?.querySelector('use').getAttribute('href') ?? null,
  };
})
"""

# The columns of the digest: their headings, and of each entry its links, mark and look.
DIGEST = """
() => [...document.querySelectorAll('.digest > div')].map(column => ({
  name: column.querySelector('h2').textContent,
  entries: [...column.querySelectorAll('li:not(.more)')].map(entry => ({
    text: entry.textContent,
    mark: entry.querySelector('use')?.getAttribute('href') ?? '',
    ids: [...entry.querySelectorAll('a')].map(a => a.getAttribute('href').slice(1)),
    bold: [...entry.querySelectorAll('*')].some(e => getComputedStyle(e).fontWeight >= 600),
  })),
}))
"""

# Whether an element is to be seen in the window now.
IN_VIEW = """
selector => {
  const e = document.querySelector(selector);
  if (!e) return false;
  const box = e.getBoundingClientRect();
  return box.height > 0 && box.top < innerHeight && box.bottom > 0 && e.checkVisibility();
}
"""

LIT = """
() => [...document.querySelectorAll('[data-f]')]
  .filter(e => getComputedStyle(e).backgroundColor !== 'rgba(0, 0, 0, 0)')
  .map(e => e.dataset.f)
"""

COLOURS = """
() => Object.fromEntries(['page', 'sheet', 'ink', 'soft', 'mark', 'link', 'alert', 'rule',
  ...['statement', 'encounter', 'agreement', 'case', 'time', 'place', 'actor']
    .flatMap(kind => [kind, kind + '-tint'])]
  .map(name => [name, getComputedStyle(document.documentElement).getPropertyValue('--' + name)]))
"""
