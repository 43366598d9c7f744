import { sealBundle, openFolder, verifyBundle, personalDataLinter, redact, coverageEvent, evaluationEvent, decisionEvent } from '/work/main/evidence/index.ts';
import { request, coverage, key, trust, now, questionOf, answerOf, inTheEea, keyOutside, temporary } from '/work/main/test/evidence/sealedRun.ts';
import { rmSync } from 'node:fs';
const n = Number(process.argv[2]);
const mode = process.argv[3] ?? 'lint';
const time='2024-07-26T08:01:00.000Z';
function* events(){ yield coverageEvent(coverage,'place://x',time); let made=2; let i=0; while(made<n-1){ const s=`store://oss-public/bucket-${i++}`; 
 const q={...(questionOf(s) as object), pad:'x'.repeat(1500)}; yield evaluationEvent(s,q as never,answerOf({[inTheEea]:'allow',[keyOutside]:'allow'}),time); made++;
 for(const c of [inTheEea,keyOutside]) if(made<n-1){ yield decisionEvent({control:c,subject:s,verdict:'allow',reasons:[],because:['sha256:'+'a'.repeat(64)]},time); made++; } } }
const dir=temporary(); const target=dir+'/b';
let peak=0; const timer=setInterval(()=>{peak=Math.max(peak,process.memoryUsage().rss)},20);
const cpu0=process.cpuUsage(); let t=performance.now();
const r=await sealBundle(request(target,{events:events(),lintBytes: mode==='nolint'?()=>[]:personalDataLinter()}));
const c=process.cpuUsage(cpu0); console.log('seal',r.size,((performance.now()-t)/1000).toFixed(2)+'s','cpu',((c.user+c.system)/1e6).toFixed(2),'peak rss MiB',(peak/2**20).toFixed(0));
peak=0; t=performance.now(); const cpu1=process.cpuUsage();
const v=await verifyBundle(await openFolder(target),trust,{now}); const c1=process.cpuUsage(cpu1);
console.log('verify',v.verdict,v.items.filter(i=>i.verdict!=='VALID').slice(0,3),((performance.now()-t)/1000).toFixed(2)+'s','cpu',((c1.user+c1.system)/1e6).toFixed(2),'peak rss MiB',(peak/2**20).toFixed(0));
clearInterval(timer); rmSync(dir,{recursive:true});
