/** Lines of the samples in the repository that do right what a finding names. A test looks for each in its file. */
export interface SampleLine {
  readonly file: string;
  readonly line: string;
}

const inPhp = (line: string): SampleLine => ({
  file: 'demo/integrations/php/src/Endpoint.php',
  line,
});

export const SAMPLES = {
  'no-store': inPhp("header('Cache-Control: no-store');"),
  'json-type': inPhp("self::send(200, 'application/json', $answer);"),
  problem: inPhp(
    "self::send($problem->status(), 'application/problem+json', $problem->body($instance));",
  ),
  'own-site': inPhp(
    "$site === null ? ($_SERVER['HTTP_ORIGIN'] ?? '') === $own[0] : $site === 'same-origin';",
  ),
  'request-type': inPhp("if ($type !== 'application/json') {"),
  'request-json': inPhp('if (!is_array($body) || array_is_list($body) && $body !== []) {'),
} as const satisfies Readonly<Record<string, SampleLine>>;
