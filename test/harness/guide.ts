/** The code samples of the guides, to be built into a page. */

/**
 * @param guide - name of a file in `docs/guides/`, without its ending
 * @param words - what the sample is known by
 */
export async function guideSample(
  guide: string,
  kind: 'html' | 'js',
  words: string,
): Promise<string> {
  const text = await (await fetch(`/docs/guides/${guide}.md`)).text();
  const fences = [...text.matchAll(/```(\w+)\n([^]*?)```/g)];
  const [, , sample] = fences.find(([, of, body]) => of === kind && body?.includes(words)) ?? [];
  if (!sample) throw new Error(`The guide ${guide} has no ${kind} with ${words}`);
  return sample;
}

/** Runs a sample as a script of the page. A `const` of a page can be said once only, so it keeps its names to itself. */
export function runSample(sample: string, page: Element): void {
  const script = document.createElement('script');
  script.textContent = `{${sample}}`;
  page.append(script);
}
