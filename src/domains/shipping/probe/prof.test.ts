import { it } from 'vitest';
import { destinationsOf } from '../places/destinations.ts';
import { compareText } from '../../../core/plan.ts';
it('x',()=>{
 const zones=Array.from({length:2000},(_,at)=>({id:at+1,name:'',order:at,methods:[],locations:[{type:'country',code:'DE'},...Array.from({length:25},(_e,n)=>({type:'postcode',code:`${10000+at*25+n}`}))]}));
 let t=performance.now();
 const d=destinationsOf({zones,continents:[],countries:[{code:'DE',name:'',states:[]}],shipsTo:null} as any);
 console.log('dest',performance.now()-t);
 const all=[...d.values()].flatMap(x=>x.zips); console.log(all.length, all[0], all.at(-1));
 t=performance.now(); all.toSorted(compareText); console.log('sort',performance.now()-t);
});
