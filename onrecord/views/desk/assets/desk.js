/* What the desk adds where scripts run: drawings open at the present, `/` goes to the search. */
(() => {
  'use strict';
  /* A picture that is wider than the window opens where something is: a life and a timeline at the
     present, a map amid what lies on it. The list of pages opens at the page. */
  const present = () => {
    for (const one of document.querySelectorAll('.pictured .scroll:has(.map)')) {
      const boxes = [...one.querySelectorAll('circle')].map(mark => mark.getBoundingClientRect());
      const middle = boxes.reduce((sum, box) => sum + box.left + box.width / 2, 0) / boxes.length;
      if (boxes.length) one.scrollLeft += middle - one.getBoundingClientRect().left - one.clientWidth / 2;
    }
    const here = document.querySelector('.bar nav [aria-current]');
    if (here) {
      const pages = here.closest('ul');
      pages.scrollLeft = here.offsetLeft - pages.offsetLeft - 16;
    }
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
