/* What the desk adds where scripts run: drawings open at the present, `/` goes to the search. */
(() => {
  'use strict';
  const present = () => {
    for (const one of document.querySelectorAll('.pictured .scroll')) {
      if (one.querySelector('.timeline, .drawing.agreement, .drawing.case')) one.scrollLeft = one.scrollWidth;
    }
  };
  const field = element => element.closest('input, select, textarea, [contenteditable]');
  document.addEventListener('keydown', event => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || field(event.target)) return;
    if (document.documentElement.classList.contains('js')) return; // a reading has a search of its own
    event.preventDefault();
    document.getElementById('desk-q').focus();
  });
  /* Choices close when the pointer goes elsewhere, or with Escape. */
  const close = but => {
    for (const one of document.querySelectorAll('.choices[open]')) if (!one.contains(but)) one.open = false;
  };
  document.addEventListener('click', event => close(event.target));
  document.addEventListener('keydown', event => { if (event.key === 'Escape') close(null); });
  document.addEventListener('htmx:beforeRequest', () => {
    document.getElementById('desk-answer')?.setAttribute('aria-busy', 'true');
  });
  document.addEventListener('htmx:afterSettle', () => {
    present();
    const count = document.querySelectorAll('#desk-answer .entry').length;
    document.getElementById('desk-say').textContent = `${count} shown.`;
  });
  present();
})();
