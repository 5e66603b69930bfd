import 'klarna-checkout/simulator.js';
import 'klarna-checkout/define.js';
import { createApp } from 'vue';
import Checkout from './Checkout.vue';

createApp(Checkout).mount('#app');
