<?php

declare(strict_types=1);

namespace KlarnaCheckout;

/**
 * The token endpoint of `<klarna-checkout>` over Klarna Payments: `session`, `session/update`, `order` and
 * `authorization/cancel` for pages of this shop, and `hooks/klarna` for Klarna.
 */
final class Endpoint
{
    private const CALLS = ['session', 'session_update', 'order', 'authorization_cancel'];
    private const CAPABILITIES = ['update' => 'in_place', 'order' => true, 'cancel' => true];
    public const MOST_BYTES = 65_536;
    /** So many new sessions of one shopper within these seconds: Klarna limits the whole shop. */
    private const MOST_SESSIONS = 10;
    private const SESSIONS_WITHIN = 10;

    private readonly Notifications $notifications;

    /**
     * @param string $endpoint as shoppers and Klarna see it, absolute: `https://shop.example/klarna`, or with `{call}`
     * as in the element's attribute
     * @param \Closure(string, array<string, mixed>): void $log
     */
    public function __construct(
        private readonly string $endpoint,
        private readonly Klarna $klarna,
        private readonly Orders $orders,
        private readonly Shop $shop,
        private readonly \Closure $log,
    ) {
        $this->notifications = new Notifications($endpoint, $klarna, $orders, $shop, $log);
    }

    /**
     * Answers the current request.
     *
     * @param string $call such as `session/update`, or `session_update` as it comes from `{call}`
     */
    public function serve(string $call): void
    {
        header('Cache-Control: no-store');
        header('X-Content-Type-Options: nosniff');
        try {
            $answer = $this->answer(str_replace('/', '_', $call));
            $answer === null ? http_response_code(204) : self::send(200, 'application/json', $answer);
        } catch (\Throwable $error) {
            // What nobody foresaw says nothing outside: its text may hold anything.
            $problem = $error instanceof Problem ? $error : new Problem('internal', 'See the log under this instance');
            $instance = 'urn:uuid:' . vsprintf('%s%s-%s-%s-%s-%s%s%s', str_split(bin2hex(random_bytes(16)), 4));
            ($this->log)($problem->kind, [
                'instance' => $instance,
                'call' => $call,
                'detail' => $problem->getMessage(),
                'cause' => (string) ($error instanceof Problem ? $error->getPrevious()?->getMessage() : $error),
            ]);
            if ($problem->kind === 'method_not_allowed') {
                header('Allow: POST');
            }
            if ($problem->retryAfter !== null) {
                header("Retry-After: {$problem->retryAfter}");
            }
            self::send($problem->status(), 'application/problem+json', $problem->body($instance));
        }
    }

    private function answer(string $call): ?array
    {
        $isHook = $call === 'hooks_klarna';
        if (!$isHook && !in_array($call, self::CALLS, true)) {
            throw new Problem('not_found', 'No call of the contract has this path');
        }
        if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
            throw new Problem('method_not_allowed', 'This call is made with POST');
        }
        if ($isHook) {
            $this->notifications->receive();
            return null;
        }
        $this->guard();
        $body = $this->body();
        return match ($call) {
            'session' => $this->session($body),
            'session_update' => $this->update($body),
            'order' => $this->order($body),
            'authorization_cancel' => $this->cancel($body),
        };
    }

    /** Only pages of this shop may call, with a request that no other site can make a browser send. */
    private function guard(): void
    {
        $type = strtolower(trim(explode(';', $_SERVER['CONTENT_TYPE'] ?? '')[0]));
        if ($type !== 'application/json') {
            throw new Problem('unsupported_media_type', 'Content-Type must be application/json');
        }
        $site = $_SERVER['HTTP_SEC_FETCH_SITE'] ?? null;
        preg_match('~^https?://[^/?#]+~i', $this->endpoint, $own);
        // Browsers that do not say the site still say the origin of a POST.
        $isOwn = $site === null ? ($_SERVER['HTTP_ORIGIN'] ?? '') === $own[0] : $site === 'same-origin';
        if (!$isOwn) {
            throw new Problem('forbidden', 'Sec-Fetch-Site or Origin shows that the page is not one of this shop');
        }
    }

    private function body(): array
    {
        $text = file_get_contents('php://input', length: self::MOST_BYTES + 1);
        if (strlen($text) > self::MOST_BYTES) {
            throw new Problem('payload_too_large', 'The body may have ' . self::MOST_BYTES . ' bytes');
        }
        $body = json_decode($text, true, 16);
        if (!is_array($body) || array_is_list($body) && $body !== []) {
            throw new Problem('invalid_request', 'The body is not a JSON object');
        }
        return $body;
    }

    private function session(array $body): array
    {
        $locale = self::localeOf($body);
        $current = $this->shop->recall();
        $order = $this->cart($locale);
        // A shop empties its cart when the order is placed: then its session alone remembers which it was.
        $reference = $order['merchant_reference1'] ?? $current['reference'] ?? throw self::noOrder();
        ['holder' => $holder, 'standing' => $standing, 'spent' => $spent] = $this->orders->now($reference);
        if ($holder !== null) {
            if ($standing === 'placed' && $order !== null && Orders::digest($order) !== $holder['digest']) {
                throw $this->orders->reused($holder);
            }
            return ['capabilities' => self::CAPABILITIES]
                + ['order' => $standing === 'placed' ? $this->placed($holder) : ['status' => 'unknown']];
        }
        $isOwn = ($current['reference'] ?? '') === $reference && !in_array($current['session_id'], $spent, true);
        $known = $isOwn ? $this->klarna->readSession($current['session_id']) : null;
        if (($known['state'] ?? '') === 'placed') {
            // The ledger knows of no order, Klarna does: nothing is sold again.
            $this->orders->open->learnOfSession($reference, $current['session_id']);
            return ['capabilities' => self::CAPABILITIES, 'order' => ['status' => 'pending', 'redirect_url' => $current['confirmation']]];
        }
        $order ?? throw self::noOrder();
        $session = isset($known['client_token']) && self::isSame($current, $order)
            ? ['session_id' => $current['session_id']] + $known
            : $this->open($order);
        return self::tokenOf($session) + ['session_id' => $session['session_id'], 'capabilities' => self::CAPABILITIES];
    }

    private function update(array $body): array
    {
        $current = $this->shop->recall();
        $order = $this->cart(self::localeOf($body)) ?? throw self::noOrder();
        if ($this->orders->now($order['merchant_reference1'])['holder'] !== null) {
            throw new Problem('duplicate', 'This purchase is placed, or may be; its session takes no changes');
        }
        if ($current !== [] && self::isSame($current, $order)) {
            return ['reload' => 'none'];
        }
        // Country, currency and language are fixed when a session is opened.
        $isSameMarket = $current !== [] && $current['reference'] === $order['merchant_reference1']
            && $current['market'] === self::marketOf($order);
        if ($isSameMarket) {
            try {
                $this->klarna->updateSession($current['session_id'], $order);
                $this->remember($current['session_id'], $order, $this->openedLately());
                return ['reload' => 'load'];
            } catch (Problem $problem) {
                if ($problem->status() >= 500) {
                    // Klarna may have taken it: which cart the session stands for is not known.
                    $this->shop->remember(['digest' => ''] + $current);
                }
                // Nothing was authorized on a session that is gone, so that a new one takes its place silently.
                $problem->kind === 'session_expired' || throw $problem;
            }
        }
        return ['reload' => 'init'] + self::tokenOf($this->open($order));
    }

    private function order(array $body): array
    {
        if (!preg_match('/^[\x20-\x7e]{1,255}$/D', $_SERVER['HTTP_IDEMPOTENCY_KEY'] ?? '')) {
            throw new Problem('invalid_request', 'The header Idempotency-Key is missing');
        }
        return $this->placed($this->placeOrder(self::tokenIn($body)));
    }

    /**
     * Places the order of this visitor's cart with a token that came some other way than by `POST order`, such as with
     * the shop's own form.
     *
     * @return array the attempt; `outcome.placement` has `status` and, unless that is `unconfirmed`, `orderId`
     * @throws Problem
     */
    public function placeOrder(string $token): array
    {
        $current = $this->shop->recall() ?: throw new Problem('session_expired', 'This visitor has no session');
        $order = $this->cart($current['locale']);
        if ($order === null || Orders::digest($order) !== $current['digest']) {
            return $this->placedBefore($current, $order, $token);
        }
        try {
            return $this->orders->place($current['session_id'], $token, $order);
        } catch (Problem $problem) {
            if ($problem->kind === 'order_mismatch') {
                // The carts agree here, and not at Klarna: an update was lost on its way.
                $this->shop->remember(['digest' => ''] + $current);
            }
            throw $problem;
        }
    }

    /** The cart is not the one of the session: changed, or emptied since its order was placed. */
    private function placedBefore(array $current, ?array $order, string $token): array
    {
        ['holder' => $holder, 'standing' => $standing] = $this->orders->now($current['reference']);
        if ($standing === 'placed') {
            if ($holder['tokenHash'] === Orders::tokenHash($token)) {
                return $holder;
            }
            $this->orders->giveBack($current['session_id'], $token);
            return ($order['merchant_reference1'] ?? '') === $current['reference']
                ? throw $this->orders->reused($holder)
                : $holder;
        }
        throw $holder !== null
            ? new Problem('outcome_unknown', 'An earlier attempt has no known end')
            : new Problem('order_mismatch', 'The cart is not the one of the session');
    }

    private function cancel(array $body): ?array
    {
        $token = self::tokenIn($body);
        $current = $this->shop->recall() ?: throw new Problem('session_expired', 'This visitor has no session');
        ['holder' => $holder] = $this->orders->now($current['reference']);
        if ($holder !== null && $holder['tokenHash'] === Orders::tokenHash($token)) {
            throw new Problem('duplicate', 'An order was placed with this token, or may have been');
        }
        $this->klarna->cancelAuthorization($current['session_id'], $token);
        return null;
    }

    /** The shop's order with what this endpoint adds to it. */
    private function cart(string $locale): ?array
    {
        $order = $this->shop->order();
        return $order === null ? null : $this->notifications->addTo($order, $locale);
    }

    private function open(array $order): array
    {
        $opened = $this->openedLately();
        if (count($opened) >= self::MOST_SESSIONS) {
            $wait = $opened[0] + self::SESSIONS_WITHIN - time();
            throw new Problem('rate_limited', 'This shopper opens sessions too quickly', retryAfter: max(1, $wait));
        }
        $session = $this->klarna->createSession($order + ['intent' => 'buy']);
        $this->remember($session['session_id'], $order, [...$opened, time()]);
        return $session;
    }

    /** @return list<int> when this shopper's newest sessions were opened */
    private function openedLately(): array
    {
        $opened = array_map(intval(...), explode(' ', $this->shop->recall()['opened'] ?? ''));
        return array_values(array_filter($opened, static fn (int $at) => $at > time() - self::SESSIONS_WITHIN));
    }

    /** @param list<int> $opened */
    private function remember(string $sessionId, array $order, array $opened): void
    {
        $this->shop->remember([
            'session_id' => $sessionId,
            'reference' => $order['merchant_reference1'],
            'digest' => Orders::digest($order),
            'market' => self::marketOf($order),
            'locale' => $order['locale'],
            'confirmation' => $order['merchant_urls']['confirmation'],
            'opened' => implode(' ', $opened),
        ]);
    }

    /** What the browser learns of a placed order. Whoever waits for an unconfirmed one waits as for a pending one. */
    private function placed(array $attempt): array
    {
        $placement = $attempt['outcome']['placement'];
        $redirect = $placement['redirectUrl'] ?? '';
        $isKlarna = preg_match('~^https://(?:[a-z0-9-]+\.)*klarna\.com/~i', $redirect);
        return array_filter([
            'status' => $placement['status'] === 'completed' ? 'completed' : 'pending',
            'order_id' => $placement['orderId'] ?? null,
            'redirect_url' => $isKlarna ? $redirect : $attempt['order']['merchant_urls']['confirmation'],
        ]);
    }

    private static function isSame(array $current, array $order): bool
    {
        return $current['digest'] === Orders::digest($order) && $current['market'] === self::marketOf($order);
    }

    private static function marketOf(array $order): string
    {
        return "{$order['purchase_country']} {$order['purchase_currency']} {$order['locale']}";
    }

    private static function tokenOf(array $session): array
    {
        return array_intersect_key($session, ['client_token' => 1, 'payment_method_categories' => 1, 'expires_at' => 1]);
    }

    /** `de`, or `de-AT`; scripts and variants, which Klarna does not know, are left out. */
    private static function localeOf(array $body): string
    {
        if (!is_array($body['consent'] ?? null)) {
            throw new Problem('consent_required', 'consent is missing', ['consent']);
        }
        $locale = $body['locale'] ?? null;
        $pattern = '/^([a-z]{2})(?:[-_][a-z]{4})?(?:[-_]([a-z]{2}))?(?:[-_][a-z0-9]{4,8})*$/iD';
        if (!is_string($locale) || !preg_match($pattern, $locale, $match)) {
            throw new Problem('invalid_request', 'locale is not readable', ['locale']);
        }
        return strtolower($match[1]) . (isset($match[2]) ? '-' . strtoupper($match[2]) : '');
    }

    private static function tokenIn(array $body): string
    {
        $token = $body['authorization_token'] ?? null;
        return is_string($token) && preg_match('/^[\x21-\x7e]{1,4096}$/D', $token)
            ? $token
            : throw new Problem('invalid_request', 'authorization_token is missing', ['authorization_token']);
    }

    private static function noOrder(): Problem
    {
        return new Problem('no_order', 'This visitor has no cart to pay for');
    }

    private static function send(int $status, string $type, array $body): void
    {
        http_response_code($status);
        header("Content-Type: $type");
        echo json_encode($body, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
    }
}
