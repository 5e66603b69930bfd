import 'klarna-checkout-element/simulator.js';
import 'klarna-checkout-element/define.js';
import { hydrateRoot } from 'react-dom/client';
import { Checkout } from '../react/checkout.js';

hydrateRoot(document.getElementById('app')!, <Checkout />);
