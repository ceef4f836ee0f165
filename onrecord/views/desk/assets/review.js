/* Review with single keys, and with words selected; everything works without it, by its buttons. */
(() => {
  'use strict';
  const STORED = 'onrecord-single-keys';
  const single = document.getElementById('single-keys');
  const remembered = () => { try { return localStorage.getItem(STORED); } catch { return null; } };
  if (single) {
    single.closest('[hidden]').hidden = false;
    single.checked = remembered() !== 'off';
    single.addEventListener('change', () => {
      try { localStorage.setItem(STORED, single.checked ? 'on' : 'off'); } catch { /* for this page */ }
    });
  }
  const mend = document.querySelector('form.mend');
  if (mend) document.querySelector('.mending').hidden = false;

  /* How far a place is into its line, in code points, as the report counts. */
  const place = (node, offset) => {
    const line = (node.nodeType === 1 ? node : node.parentElement)?.closest('.report p[data-start]');
    if (!line) return null;
    const before = document.createRange();
    before.setStart(line, 0);
    before.setEnd(node, offset);
    return { line, at: Number(line.dataset.start) + [...before.toString()].length };
  };
  const chosen = () => {
    const selection = document.getSelection();
    if (!mend || !selection || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const from = place(range.startContainer, range.startOffset);
    const to = place(range.endContainer, range.endOffset);
    if (!from || !to || to.at <= from.at) return null;
    const article = from.line.closest('article');
    if (article !== to.line.closest('article')) return null;
    const text = range.toString();
    const lead = [...text].length - [...text.trimStart()].length;
    const tail = [...text].length - [...text.trimEnd()].length;
    return { article, start: from.at + lead, end: to.at - tail, text: text.trim() };
  };
  const open = words => {
    const fields = mend.elements;
    fields.key.value = words.article.dataset.ofKey;
    fields.report.value = words.article.dataset.report;
    fields.counted.value = words.article.dataset.counted;
    fields.start.value = words.start;
    fields.end.value = words.end;
    document.getElementById('mended').textContent = words.text;
    mend.hidden = false;
    document.getElementById('slot').focus();
  };
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !single?.checked) return;
    if (event.target.closest('input, select, textarea')) return;
    const key = event.key.toLowerCase();
    const words = key === 'c' ? chosen() : null;
    if (words) {
      event.preventDefault();
      open(words);
      return;
    }
    const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!target) return;
    event.preventDefault();
    target.click();
    if (target.hash) document.querySelector(target.hash)?.parentElement.querySelector('input:not([type=hidden]), select')?.focus();
  });
})();
