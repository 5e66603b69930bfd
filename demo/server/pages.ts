/** Which pages the demo has. Vite builds these files, the shop server fills and sends them. */
export const PAGES = {
  front: { path: '/', title: 'frontTitle' },
  shop: { path: '/demo/shop/', title: 'shopTitle' },
  onePage: { path: '/demo/one-page/', title: 'onePageTitle' },
  address: { path: '/demo/three-step/', title: 'stepAddressTitle' },
  payment: { path: '/demo/three-step/payment/', title: 'stepPaymentTitle' },
  review: { path: '/demo/three-step/review/', title: 'stepReviewTitle' },
  plainForm: { path: '/demo/plain-form/', title: 'plainFormTitle' },
  arrangedParts: { path: '/demo/arranged-parts/', title: 'arrangedPartsTitle' },
  shadowRoots: { path: '/demo/shadow-roots/', title: 'shadowRootsTitle' },
  twoElements: { path: '/demo/two-elements/', title: 'twoElementsTitle' },
  themed: { path: '/demo/themed/', title: 'themedTitle' },
  playground: { path: '/demo/playground/', title: 'playgroundTitle' },
  docs: { path: '/demo/docs/', title: 'docsTitle' },
  confirmation: { path: '/demo/confirmation/', title: 'confirmationTitle' },
  waterfall: { path: '/demo/waterfall/', title: 'waterfallTitle' },
  privacy: { path: '/demo/privacy/', title: 'privacyHeading' },
} as const;

export type PageName = keyof typeof PAGES;

/** The file of a page, below the root of the project and below the folder of the built demo. */
export function fileOf(page: PageName): string {
  return `${PAGES[page].path.slice(1)}index.html`;
}

export function pageAt(path: string): PageName | undefined {
  return (Object.keys(PAGES) as PageName[]).find((name) => PAGES[name].path === path);
}

/** For `build.rolldownOptions.input`. */
export function buildInputs(): Record<string, string> {
  return Object.fromEntries((Object.keys(PAGES) as PageName[]).map((name) => [name, fileOf(name)]));
}
