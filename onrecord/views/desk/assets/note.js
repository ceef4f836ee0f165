/* Words selected in the report go into the field whose button is pressed; without it words are
   written or copied into the fields. */
(() => {
  'use strict';
  const form = document.querySelector('form.by-hand');
  if (!form) return;
  /* How far a place is into the report, in code points. */
  const place = (node, offset) => {
    const line = (node.nodeType === 1 ? node : node.parentElement)?.closest('.report p[data-start]');
    if (!line) return null;
    const before = document.createRange();
    before.setStart(line, 0);
    before.setEnd(node, offset);
    return Number(line.dataset.start) + [...before.toString()].length;
  };
  let last = null;
  document.addEventListener('selectionchange', () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const from = place(range.startContainer, range.startOffset);
    const to = place(range.endContainer, range.endOffset);
    if (from === null || to === null || to <= from) return;
    const text = range.toString();
    const lead = [...text].length - [...text.trimStart()].length;
    const tail = [...text].length - [...text.trimEnd()].length;
    const across = range.startContainer.parentElement?.closest('p') !== range.endContainer.parentElement?.closest('p');
    last = { start: from + lead, end: to - tail, text: text.trim(), across };
  });
  for (const button of form.querySelectorAll('.into')) {
    button.hidden = false;
    button.addEventListener('mousedown', event => event.preventDefault());
    button.addEventListener('click', () => {
      const field = form.elements[button.dataset.into];
      if (!last || !last.text) { field.focus(); return; }
      const words = last.across ? `@${last.start}-${last.end}` : `${last.text}@${last.start}`;
      const several = field.nodeName === 'TEXTAREA' && field.value.trim();
      field.value = several ? `${field.value.trimEnd()}\n${words}` : words;
      field.focus();
    });
  }
  /* Only the fields that the kind has. */
  const kind = form.elements.kind;
  const fit = () => {
    for (const row of form.querySelectorAll('[data-for]')) {
      row.hidden = !row.dataset.for.split(' ').includes(kind.value);
    }
    for (const group of form.querySelectorAll('optgroup')) {
      const mine = group.label === kind.selectedOptions[0].textContent;
      group.disabled = !mine;
      group.hidden = !mine;
    }
    const label = form.elements.label;
    if (label.selectedOptions[0]?.parentElement.disabled) label.value = '';
  };
  kind.addEventListener('change', fit);
  fit();
})();
