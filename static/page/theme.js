// theme.js: the reader's choice of theme. This script alone is waited for before
// anything is painted, so that no page is seen in the other theme first.
'use strict';
try {
  const theme = localStorage.getItem('zerotoai.theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch { /* storage may be forbidden: the system's choice serves */ }
