/** Codes of states and provinces by name: shops that keep them in a database send neither code nor ISO 3166-2. */
import { keyOf } from './key.js';

/**
 * Where Klarna wants a code, with the names in the country's languages, each a regular expression. Codes are those
 * of the posts of the US, Canada and Australia, of ISO 3166-2 in Mexico and Italy; Klarna calls the capital CDMX.
 */
const STATES: Partial<Record<string, string>> = {
  AU:
    'ACT australiancapitalterritory,NSW newsouthwales,NT northernterritory,QLD queensland,' +
    'SA southaustralia,TAS tasmania,VIC victoria,WA westernaustralia',
  CA:
    'AB alberta,BC britishcolumbia|colombiebritannique,MB manitoba,NB newbrunswick|nouveaubrunswick,' +
    'NL newfoundland.*|terreneuve.*,NS novascotia|nouvelleecosse,' +
    'NT northwestterritories|territoiresdunordouest,NU nunavut,ON ontario,' +
    'PE princeedwardisland|ileduprinceedouard,QC quebec,SK saskatchewan,YT yukon.*',
  IT:
    'AG agrigento,AL alessandria,AN ancona,AO (valled)?aosta,AP ascolipiceno,AQ laquila,AR arezzo,AT asti,' +
    'AV avellino,BA bari,BG bergamo,BI biella,BL belluno,BN benevento,BO bologna,BR brindisi,BS brescia,' +
    'BT barletta.*,BZ bolzano.*,CA cagliari,CB campobasso,CE caserta,CH chieti,CL caltanissetta,CN cuneo,' +
    'CO como,CR cremona,CS cosenza,CT catania,CZ catanzaro,EN enna,FC forli.*,FE ferrara,FG foggia,' +
    'FI firenze,FM fermo,FR frosinone,GE genova,GO gorizia,GR grosseto,IM imperia,IS isernia,KR crotone,' +
    'LC lecco,LE lecce,LI livorno,LO lodi,LT latina,LU lucca,MB monza.*,MC macerata,ME messina,MI milano,' +
    'MN mantova,MO modena,MS massa.*,MT matera,NA napoli,NO novara,NU nuoro,OR oristano,PA palermo,' +
    'PC piacenza,PD padova,PE pescara,PG perugia,PI pisa,PN pordenone,PO prato,PR parma,PT pistoia,' +
    'PU pesaro.*,PV pavia,PZ potenza,RA ravenna,RC reggio.*calabria,RE reggio.*emilia,RG ragusa,RI rieti,' +
    'RM roma,RN rimini,RO rovigo,SA salerno,SI siena,SO sondrio,SP laspezia,SR siracusa,SS sassari,' +
    'SU sudsardegna,SV savona,TA taranto,TE teramo,TN trento,TO torino,TP trapani,TR terni,TS trieste,' +
    'TV treviso,UD udine,VA varese,VB verbano.*,VC vercelli,VE venezia,VI vicenza,VR verona,VT viterbo,' +
    'VV vibovalentia',
  MX:
    'AGU aguascalientes,BCN bajacalifornia(norte)?,BCS bajacaliforniasur,CAM campeche,CHH chihuahua,' +
    'CHP chiapas,CDMX ciudaddemexico.*|mexicocity|distritofederal,COA coahuila.*,COL colima,DUR durango,' +
    'GRO guerrero,GUA guanajuato,HID hidalgo,JAL jalisco,MEX (estadode)?mexico,MIC michoacan.*,' +
    'MOR morelos,NAY nayarit,NLE nuevoleon,OAX oaxaca,PUE puebla,QUE queretaro.*,ROO quintanaroo,' +
    'SIN sinaloa,SLP sanluispotosi,SON sonora,TAB tabasco,TAM tamaulipas,TLA tlaxcala,VER veracruz.*,' +
    'YUC yucatan,ZAC zacatecas',
  US:
    'AL alabama,AK alaska,AZ arizona,AR arkansas,CA california,CO colorado,CT connecticut,DE delaware,' +
    'DC districtofcolumbia|washingtondc,FL florida,GA georgia,HI hawaii,ID idaho,IL illinois,IN indiana,' +
    'IA iowa,KS kansas,KY kentucky,LA louisiana,ME maine,MD maryland,MA massachusetts,MI michigan,' +
    'MN minnesota,MS mississippi,MO missouri,MT montana,NE nebraska,NV nevada,NH newhampshire,' +
    'NJ newjersey,NM newmexico,NY newyork,NC northcarolina,ND northdakota,OH ohio,OK oklahoma,OR oregon,' +
    'PA pennsylvania,RI rhodeisland,SC southcarolina,SD southdakota,TN tennessee,TX texas,UT utah,' +
    'VT vermont,VA virginia,WA washington,WV westvirginia,WI wisconsin,WY wyoming,AS americansamoa,' +
    'GU guam,MP northernmarianaislands,PR puertorico,VI (us)?virginislands,AA armedforces(.*americas|aa),' +
    'AP armedforces(.*pacific|ap),AE armedforces.*',
};

/** Of the first reading that names one. */
export function stateCode(readings: readonly string[], country: string): string | undefined {
  const states = STATES[country]?.split(',') ?? [];
  for (const key of readings.map(keyOf))
    for (const state of states) {
      const [code, names] = state.split(' ');
      if (key && new RegExp(`^(?:${names})$`).test(key)) return code;
    }
  return undefined;
}
