<?php

/** The shop as PHP's own server runs it: the endpoint below `/klarna`, and a checkout page. */

declare(strict_types=1);

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (preg_match('~^/[\w/-]+\.js$~', $path)) {
    // The element's files: this server serves them from its folder (-t).
    return false;
}
if (!isset($_COOKIE['cart'])) {
    $_COOKIE['cart'] = bin2hex(random_bytes(16));
    setcookie('cart', $_COOKIE['cart'], ['path' => '/', 'httponly' => true, 'samesite' => 'Lax']);
}
$wired = require __DIR__ . '/wire.php';

if (str_starts_with($path, '/klarna/')) {
    $wired->endpoint->serve(substr($path, strlen('/klarna/')));
    return;
}
if ($path === '/thanks') {
    echo '<!doctype html><title>Thank you</title><h1>Thank you</h1>';
    return;
}
$wired->shop->visit();
if (isset($_POST['quantity'])) {
    $wired->shop->setQuantity(max(1, (int) $_POST['quantity']));
}
$quantity = $wired->shop->order()['order_lines'][0]['quantity'];
?>
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Checkout</title>
<script type="module" src="/klarna-checkout.js"></script>
<h1>Checkout</h1>
<p>Shoes, <?= $quantity ?> × 119.00 €</p>
<form method="post"><button name="quantity" value="<?= $quantity + 1 ?>">One more pair</button></form>
<klarna-checkout endpoint="/klarna" country="DE" currency="EUR" place-order></klarna-checkout>
