import 'klarna-checkout-element/simulator.js';
import 'klarna-checkout-element/define.js';
import { createApp } from 'vue';
import Checkout from './Checkout.vue';

createApp(Checkout).mount('#app');
