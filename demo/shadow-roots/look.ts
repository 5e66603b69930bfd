/** A page's stylesheets do not reach into its shadow roots: each of them adopts a copy. */
const look = new CSSStyleSheet();
look.replaceSync(
  [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .map((rule) => rule.cssText)
    .join('\n'),
);

function dress(root: Document | ShadowRoot): void {
  for (const { shadowRoot } of root.querySelectorAll('div')) {
    if (!shadowRoot) continue;
    shadowRoot.adoptedStyleSheets.push(look);
    dress(shadowRoot);
  }
}

dress(document);
