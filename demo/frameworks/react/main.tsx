import 'klarna-checkout/simulator.js';
import 'klarna-checkout/define.js';
import { createRoot } from 'react-dom/client';
import { Checkout } from './checkout.js';

createRoot(document.getElementById('app')!).render(<Checkout />);
