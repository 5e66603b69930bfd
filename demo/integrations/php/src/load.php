<?php

/** Loads the endpoint, for shops without Composer. */

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    $file = __DIR__ . '/' . str_replace('\\', '/', substr($class, strlen('KlarnaCheckout\\'))) . '.php';
    if (str_starts_with($class, 'KlarnaCheckout\\') && is_file($file)) {
        require $file;
    }
});
