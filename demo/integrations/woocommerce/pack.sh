#!/usr/bin/env bash
# Puts the plug-in together as a shop installs it: pack.sh FOLDER. Run "npm run build" before.
set -euo pipefail
cd "$(dirname "$0")/../../.."
plugin="$1/klarna-checkout-element"
mkdir -p "$plugin"
cp -r demo/integrations/woocommerce/klarna-checkout-element/. "$plugin"
cp -r demo/integrations/php/src "$plugin/lib"
cp -r dist/cdn/{klarna-checkout.js,LICENSES.txt,messages} "$plugin/assets"
