import 'klarna-checkout-element/simulator.js';
import 'klarna-checkout-element/define.js';
import { createRoot } from 'react-dom/client';
import { Checkout } from './checkout.js';

createRoot(document.getElementById('app')!).render(<Checkout />);
