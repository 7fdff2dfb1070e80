import fc from 'fast-check';
import { it, expect } from 'vitest';
import { offers } from '../engine/offers.ts';
import { odooOffers } from '../engine/odoo-offers.ts';
import { priceMethod } from '../plan/price.ts';
const num=fc.constantFrom('0','1','2','5','10','0.5','1,25','0.125','3.999','-4','.5','5.','1000','0.005');
const leaf=fc.oneof(num,fc.constant('[qty]'),fc.constant('[cost]'),fc.record({p:num,a:fc.constantFrom('',...['0','3','-2','10']),b:fc.constantFrom('','0','20','-5','1')}).map(({p,a,b})=>`[fee percent="${p.replace(',','.')}"${a&&` min_fee="${a}"`}${b&&` max_fee="${b}"`}]`));
const formula:any=fc.letrec(t=>({f:fc.oneof({maxDepth:3,depthSize:'small'},leaf,fc.tuple(t('f'),fc.constantFrom('+','-','*','/'),t('f')).map(x=>`(${x[0]}) ${x[1]} ${x[2]}`),fc.tuple(t('f'),fc.constantFrom('+','-','*','/'),t('f')).map(x=>x.join(' ')),t('f').map(x=>`-(${x})`))})).f;
const cost=fc.oneof(fc.constant(''),fc.constant('   '),formula);
const method=fc.record({methodId:fc.constantFrom('flat_rate','flat_rate','flat_rate','free_shipping','local_pickup'),title:fc.constantFrom('A','A','A',''),settings:fc.record({cost,type:fc.constantFrom('class','order','foo'),no_class_cost:fc.oneof({weight:3,arbitrary:fc.constant('')},cost),class_cost_16:fc.oneof({weight:3,arbitrary:fc.constant('')},cost),requires:fc.constantFrom('','coupon','min_amount','either','both','x'),min_amount:fc.constantFrom('','0','50','75.5','-3')},{requiredKeys:[]} as any)});
const classes=fc.constantFrom([], [{id:16,slug:'b',name:'B'}]);
const baskets=fc.array(fc.record({quantity:fc.integer({min:1,max:9}),total:fc.integer({min:0,max:100000}).map(n=>(n/100).toFixed(2)),cls:fc.constantFrom(null,16)}),{minLength:1,maxLength:4});
it('exact is exact',()=>{
 let n=0,refused=0,lim=0;
 fc.assert(fc.property(method as any,classes as any,baskets as any,fc.constantFrom(0,2,3),fc.constantFrom(17,19),(m:any,cl:any,bs:any,decimals,series)=>{
  const meth={instanceId:1,enabled:true,order:1,...m,settings:Object.fromEntries(Object.entries(m.settings))};
  const priced=priceMethod(meth,{classes:cl,decimals,series});
  if(!priced.ok){refused++;return;} if(priced.limitations.length){lim++;return;}
  n++;
  const c:any={id:1,name:'x',active:true,deliveryType:priced.price.deliveryType,sequence:1,productId:1,companyId:1,countryIds:[],stateIds:[],zipPrefixIds:[],fixedPrice:priced.price.fixedPrice,margin:'0',fixedMargin:'0',freeOver:false,freeFrom:'0',rules:priced.price.rules.map((r,i)=>({id:i,externalId:undefined,sequence:i,...r}))};
  for(const b of bs){
   const store:any={zones:[{id:1,name:'',order:1,locations:[],methods:[meth]}],classes:cl,continents:[],policy:{decimals,shipsTo:null}};
   const so=offers(store,{lines:[{quantity:b.quantity,total:b.total,shippingClassId:b.cls}],subtotal:b.total},{country:'DE',state:'',postcode:''}).methods[0]!;
   const oo=odooOffers([c],new Map(),{countryId:1,stateId:null,zip:''},{quantity:String(b.quantity),total:b.total,weight:'0',volume:'0',decimals})[0]!;
   if(so.verdict==='unknown') continue;
   expect([so.verdict,so.cost===null?null:Number(so.cost)],JSON.stringify([meth,cl,b,decimals,series,priced])).toEqual([oo.verdict,oo.price===null?null:Number(oo.price)]);
  }
 }),{numRuns:60000});
 console.log({n,refused,lim});
},300000);
