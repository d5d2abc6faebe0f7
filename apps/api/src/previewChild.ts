import { answerOrders } from './modules/preprocessing/child.ts';

answerOrders();
