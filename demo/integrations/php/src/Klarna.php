<?php

declare(strict_types=1);

namespace KlarnaCheckout;

/** Klarna Payments (v1) over curl. Every call has a time limit; what is not 2xx is thrown in the contract's words. */
final class Klarna
{
    /** Seconds. The element waits 10 s for a session and 60 s for an order. */
    private const HARMLESS = 9;
    private const BINDING = 45;
    private const CONNECT = 4;

    /**
     * @param string $url such as `https://api.playground.klarna.com`
     * @param \Closure(string, array<string, mixed>): void $log takes a line, and what belongs to it
     */
    public function __construct(
        private readonly string $url,
        private readonly string $username,
        private readonly string $password,
        private readonly \Closure $log,
    ) {
    }

    /** Proves that an address was made by somebody who has the shop's credentials. @param array<string, string> $query */
    public function seal(array $query): string
    {
        return hash_hmac('sha256', http_build_query($query), "address $this->password");
    }

    /** @return array{session_id: string, client_token: string, payment_method_categories?: list<array>} */
    public function createSession(array $order): array
    {
        $json = $this->call('create', 'POST', 'payments/v1/sessions', $order)['json'];
        foreach (['session_id', 'client_token'] as $member) {
            if (!is_string($json[$member] ?? null)) {
                throw new Problem('upstream_unavailable', "Klarna's answer lacks $member");
            }
        }
        return $json;
    }

    public function updateSession(string $id, array $order): void
    {
        $reply = $this->call('update', 'POST', 'payments/v1/sessions/' . rawurlencode($id), $order);
        if ($reply['status'] !== 204) {
            throw new Problem('upstream_unavailable', "Klarna answered {$reply['status']} to update");
        }
    }

    /** @return array{state: 'open'|'placed'|'gone', authorization_token?: string, client_token?: string} */
    public function readSession(string $id): array
    {
        try {
            $json = $this->call('read', 'GET', 'payments/v1/sessions/' . rawurlencode($id))['json'];
            return ['state' => ($json['status'] ?? '') === 'complete' ? 'placed' : 'open'] + $json;
        } catch (Problem $problem) {
            return match ($problem->kind) {
                'duplicate' => ['state' => 'placed'],
                'session_expired' => ['state' => 'gone'],
                default => throw $problem,
            };
        }
    }

    /**
     * Spends an authorization token on an order. Where it cannot be known if Klarna took it, that is `outcome_unknown`.
     *
     * @return array{status: 'completed'|'pending', orderId: string, redirectUrl?: string}
     */
    public function placeOrder(string $token, array $order): array
    {
        $path = 'payments/v1/authorizations/' . rawurlencode($token) . '/order';
        $json = $this->call('order', 'POST', $path, $order)['json'];
        if (!is_string($json['order_id'] ?? null)) {
            throw new Problem('outcome_unknown', "Klarna's answer lacks order_id");
        }
        $fraud = $json['fraud_status'] ?? '';
        if ($fraud === 'REJECTED') {
            throw new Problem('declined', 'Klarna rejected the order');
        }
        return ['status' => $fraud === 'PENDING' ? 'pending' : 'completed', 'orderId' => $json['order_id']]
            + array_filter(['redirectUrl' => $json['redirect_url'] ?? null], is_string(...));
    }

    /** Whether Klarna has deleted it: `false` for a token that this session does not hold. */
    public function cancelAuthorization(string $sessionId, string $token): bool
    {
        if (($this->readSession($sessionId)['authorization_token'] ?? $token) !== $token) {
            return false;
        }
        try {
            $this->call('cancel', 'DELETE', 'payments/v1/authorizations/' . rawurlencode($token));
            return true;
        } catch (Problem $problem) {
            return $problem->kind === 'authorization_expired' ? false : throw $problem;
        }
    }

    /** @return ?array{status: 'completed'|'pending'|'rejected', reference: string} null where Klarna has no such order */
    public function readOrder(string $orderId): ?array
    {
        try {
            $json = $this->call('read-order', 'GET', 'ordermanagement/v1/orders/' . rawurlencode($orderId))['json'];
        } catch (Problem $problem) {
            return $problem->kind === 'invalid_order' ? null : throw $problem;
        }
        $isDead = ($json['fraud_status'] ?? '') === 'REJECTED'
            || in_array($json['status'] ?? '', ['CANCELLED', 'EXPIRED'], true);
        $status = ($json['fraud_status'] ?? '') === 'PENDING' ? 'pending' : 'completed';
        return ['status' => $isDead ? 'rejected' : $status, 'reference' => (string) ($json['merchant_reference1'] ?? '')];
    }

    /** @return array{status: int, json: array} */
    private function call(string $operation, string $method, string $path, ?array $body = null): array
    {
        $isBinding = $operation === 'order';
        $headers = [];
        $curl = curl_init(rtrim($this->url, '/') . '/' . $path);
        curl_setopt_array($curl, [
            CURLOPT_CUSTOMREQUEST => $method,
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_USERPWD => "{$this->username}:{$this->password}",
            CURLOPT_TIMEOUT => $isBinding ? self::BINDING : self::HARMLESS,
            CURLOPT_CONNECTTIMEOUT => self::CONNECT,
            CURLOPT_HTTPHEADER => ['Accept: application/json', 'Content-Type: application/json', 'Expect:'],
            CURLOPT_HEADERFUNCTION => static function ($curl, string $line) use (&$headers): int {
                [$name, $value] = explode(':', $line, 2) + [1 => ''];
                $headers[strtolower($name)] = trim($value);
                return strlen($line);
            },
        ] + ($body === null ? [] : [CURLOPT_POSTFIELDS => json_encode($body, JSON_THROW_ON_ERROR)]));
        $text = curl_exec($curl);
        if ($text === false) {
            // Before the first byte of the request is sent this time is zero.
            $isSent = curl_getinfo($curl, CURLINFO_PRETRANSFER_TIME) > 0;
            ($this->log)('Klarna gave no answer', ['operation' => $operation, 'error' => curl_error($curl)]);
            throw new Problem($isBinding && $isSent ? 'outcome_unknown' : 'upstream_unavailable', "No answer to $operation");
        }
        $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
        $json = json_decode($text, true);
        // A 401 is an HTML page.
        $json = is_array($json) ? $json : [];
        if ($status >= 200 && $status < 300) {
            return ['status' => $status, 'json' => $json];
        }
        throw $this->problem($operation, $status, $json, $headers);
    }

    private function problem(string $operation, int $status, array $json, array $headers): Problem
    {
        $errorCode = is_string($json['error_code'] ?? null) ? $json['error_code'] : '';
        $messages = array_filter((array) ($json['error_messages'] ?? $json['error_message'] ?? []), is_string(...));
        $fields = array_merge(...array_map(self::fieldsIn(...), array_values($messages)), ...[[]]);
        $kind = self::kindOf($operation, $status, $errorCode, implode(' ', $messages), $fields);
        $correlation = $headers['klarna-correlation-id'] ?? null;
        ($this->log)('Klarna answered with an error', [
            'operation' => $operation,
            'status' => $status,
            'error_code' => $errorCode,
            // Klarna quotes what a shopper typed: only the names of fields are kept.
            'fields' => $fields,
            'correlation_id' => $correlation,
            'code' => $kind,
        ]);
        $retryAfter = ctype_digit($headers['retry-after'] ?? '') ? (int) $headers['retry-after'] : null;
        return new Problem($kind, "Klarna answered $status to $operation", $fields, $correlation, $retryAfter);
    }

    private static function kindOf(string $operation, int $status, string $code, string $messages, array $fields): string
    {
        $usesToken = $operation === 'order' || $operation === 'cancel';
        return match (true) {
            $status === 429 => 'rate_limited',
            // After a fault of Klarna's server while an order was placed nobody knows if there is one.
            $status >= 500 => $operation === 'order' ? 'outcome_unknown' : 'upstream_unavailable',
            $status === 404 && $operation === 'read-order' => 'invalid_order',
            $status === 403 && $code === 'REJECTED' => 'declined',
            $status === 403 && $usesToken && stripos($messages, 'already consumed') !== false => 'duplicate',
            $status === 404 && $code === 'SESSION_COMPLETED' => 'duplicate',
            $status === 404 => $usesToken ? 'authorization_expired' : 'session_expired',
            $status === 409 => stripos($messages, 'already completed') !== false ? 'duplicate' : 'order_mismatch',
            $status === 400 => self::kindOfFields($fields),
            default => 'misconfigured',
        };
    }

    /** What the shopper can mend comes after what only the shop can. */
    private static function kindOfFields(array $fields): string
    {
        $market = preg_grep('/^(?:locale|purchase_country|purchase_currency)$/', $fields);
        $person = preg_grep('/^(?:billing_address|shipping_address|customer)\b/', $fields);
        return match (true) {
            count($market) + count($person) < count($fields) || $fields === [] => 'invalid_order',
            $person !== [] => 'invalid_customer',
            default => 'locale_mismatch',
        };
    }

    /** `Bad value: a, b[0].c` and `Not matching fields: [a.b]` name fields after the colon. */
    private static function fieldsIn(string $message): array
    {
        if (!preg_match('/^(?:bad value|not matching fields)\s*:\s*(.*)$/is', $message, $match)) {
            return [];
        }
        $names = array_map(trim(...), explode(',', preg_replace('/^\[(.*)\]$/s', '$1', $match[1])));
        return array_values(preg_grep('/^[a-z0-9_]+(?:\[\d+\])?(?:\.[a-z0-9_]+(?:\[\d+\])?)*$/', $names));
    }
}
