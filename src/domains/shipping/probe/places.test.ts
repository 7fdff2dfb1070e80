import fc from 'fast-check';
import { it, expect } from 'vitest';
import { formatPostcode } from '../../../core/postcode.ts';
import { askZones } from '../engine/find-zone.ts';
import { destinationsOf } from '../places/destinations.ts';
const CC=['DE','IE','CA','GB','BR','PL','JP','MN','CZ','SK','DK','NO','IN','AR','LV','NL','SE','PT','US','PR','CH','KR'];
const dig=(n:number)=>fc.array(fc.constantFrom('0','1','9'),{minLength:n,maxLength:n}).map(a=>a.join(''));
const LEN:Record<string,number>={DE:5,BR:8,PL:5,JP:7,MN:5,CZ:5,SK:5,DK:4,NO:4,IN:6,LV:4,SE:5,PT:7,US:5,PR:5,CH:4,KR:5};
const al=(s:string)=>fc.constantFrom(...s);
const pc=(c:string):fc.Arbitrary<string>=>c==='IE'?fc.tuple(al('AD'),dig(2),al('AX'),dig(1),al('AX'),dig(1)).map(x=>x.join('')):c==='CA'?fc.tuple(al('KM'),dig(1),al('AB'),dig(1),al('AB'),dig(1)).map(x=>x.join('')):c==='GB'?fc.tuple(fc.constantFrom('A','AB'),dig(1),fc.constantFrom('','1','A'),dig(1),al('AB'),al('AB')).map(x=>x.join('')):c==='NL'?fc.tuple(al('19'),dig(3),al('AB'),al('AB')).map(x=>x.join('')):c==='AR'?fc.oneof(dig(4),fc.tuple(al('BC'),dig(4),fc.constant('ABC')).map(x=>x.join(''))):c==='CZ'||c==='SK'||c==='DK'||c==='LV'?fc.oneof(dig(LEN[c]!),dig(LEN[c]!).map(d=>c+d)):dig(LEN[c]!);
const fm=(c:string)=>fc.tuple(pc(c),fc.boolean()).map(([p,f])=>f?formatPostcode(p,c):p);
const any=fc.constantFrom(...CC).chain(fm);
const code=fc.oneof(any,fc.tuple(any,fc.nat(8)).map(([t,e])=>t.slice(0,e)+'*'),fc.integer({min:1,max:9}).chain(n=>fc.tuple(dig(n),fc.oneof(dig(n),dig(Math.min(9,n+1)))).map(([a,b])=>Number(a)<=Number(b)?`${a}...${b}`:`${b}...${a}`)),fc.constantFrom('*','1 0*','10-*','a*','AB1...AB9','1...','...','10..20',' 10 ... 99 ','.','0...0'));
const zonesOf=(cs:string[])=>fc.array(fc.record({c:fc.subarray(cs,{minLength:0,maxLength:2}),p:fc.array(code,{maxLength:3})}),{minLength:1,maxLength:4}).map(l=>[...l.map(({c,p},i)=>({id:i+1,name:`Z${i}`,order:i,methods:[],locations:[...c.map(code=>({type:'country' as const,code})),...p.map(code=>({type:'postcode' as const,code}))]})),{id:0,name:'E',order:0,methods:[],locations:[]}]);
const scen=fc.shuffledSubarray(CC,{minLength:1,maxLength:3}).chain(cs=>fc.record({cs:fc.constant(cs),zones:zonesOf(cs),addr:fc.array(fc.constantFrom(...cs).chain(c=>fc.tuple(fc.constant(c),fm(c))),{minLength:6,maxLength:14})}));
it('agree',()=>{ let ex=0,lim=0;
 fc.assert(fc.property(scen,({cs,zones,addr})=>{
  const countries=cs.map(code=>({code,name:code,states:[]}));
  const ds=destinationsOf({zones,continents:[],countries,shipsTo:null} as any);
  for(const [id,d] of ds){ if(d.limitations.length){lim++;continue;} ex++;
   const re=new RegExp(d.zips.map(z=>'^'+z).join('|'),'y');
   for(const [country,postcode] of addr){
    const won=askZones(zones as any,[],{country,state:'',postcode}).find(x=>x.matches)?.zone.id===id;
    re.lastIndex=0;
    const off=!d.nowhere&&(d.countries===null||d.countries.includes(country))&&re.test(postcode.toUpperCase());
    expect(off,JSON.stringify([id,d,country,postcode,zones.map(z=>z.locations.map(l=>l.code))])).toBe(won);
   }}
 }),{numRuns:40000}); console.log({ex,lim});
},300000);
