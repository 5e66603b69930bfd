import 'klarna-checkout/simulator.js';
import 'klarna-checkout/define.js';
import { hydrateRoot } from 'react-dom/client';
import { Checkout } from '../react/checkout.js';

hydrateRoot(document.getElementById('app')!, <Checkout />);
