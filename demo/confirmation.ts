/** The confirmation can be printed. */
document.querySelector('#print')?.addEventListener('click', () => {
  print();
});
