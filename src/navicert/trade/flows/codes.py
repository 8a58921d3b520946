"""States as trade statistics write them: ISO codes, the UN's numbers, names of customs tables."""

from __future__ import annotations

from functools import cache

from navicert.terms.country import country_code
from navicert.trade.flows.model import AREA, WORLD

# The UN's numbers of states (M49, which are those of ISO 3166-1), each behind its code of two letters.
_NUMBERS = """
AD020 AE784 AF004 AG028 AI660 AL008 AM051 AO024 AQ010 AR032 AS016 AT040 AU036 AW533 AX248 AZ031 BA070 BB052
BD050 BE056 BF854 BG100 BH048 BI108 BJ204 BL652 BM060 BN096 BO068 BQ535 BR076 BS044 BT064 BV074 BW072 BY112
BZ084 CA124 CC166 CD180 CF140 CG178 CH756 CI384 CK184 CL152 CM120 CN156 CO170 CR188 CU192 CV132 CW531 CX162
CY196 CZ203 DE276 DJ262 DK208 DM212 DO214 DZ012 EC218 EE233 EG818 EH732 ER232 ES724 ET231 FI246 FJ242 FK238
FM583 FO234 FR250 GA266 GB826 GD308 GE268 GF254 GG831 GH288 GI292 GL304 GM270 GN324 GP312 GQ226 GR300 GS239
GT320 GU316 GW624 GY328 HK344 HM334 HN340 HR191 HT332 HU348 ID360 IE372 IL376 IM833 IN356 IO086 IQ368 IR364
IS352 IT380 JE832 JM388 JO400 JP392 KE404 KG417 KH116 KI296 KM174 KN659 KP408 KR410 KW414 KY136 KZ398 LA418
LB422 LC662 LI438 LK144 LR430 LS426 LT440 LU442 LV428 LY434 MA504 MC492 MD498 ME499 MF663 MG450 MH584 MK807
ML466 MM104 MN496 MO446 MP580 MQ474 MR478 MS500 MT470 MU480 MV462 MW454 MX484 MY458 MZ508 NA516 NC540 NE562
NF574 NG566 NI558 NL528 NO578 NP524 NR520 NU570 NZ554 OM512 PA591 PE604 PF258 PG598 PH608 PK586 PL616 PM666
PN612 PR630 PS275 PT620 PW585 PY600 QA634 RE638 RO642 RS688 RU643 RW646 SA682 SB090 SC690 SD729 SE752 SG702
SH654 SI705 SJ744 SK703 SL694 SM674 SN686 SO706 SR740 SS728 ST678 SV222 SX534 SY760 SZ748 TC796 TD148 TF260
TG768 TH764 TJ762 TK772 TL626 TM795 TN788 TO776 TR792 TT780 TV798 TW158 TZ834 UA804 UG800 UM581 US840 UY858
UZ860 VA336 VC670 VE862 VG092 VI850 VN704 VU548 WF876 WS882 YE887 YT175 ZA710 ZM894 ZW716
"""
# The numbers of states in China's customs statistics; regions without a code of their own are not among them.
_CUSTOMS_NUMBERS = """
AF101 BH102 BD103 BT104 BN105 MM106 KH107 CY108 KP109 HK110 IN111 ID112 IR113 IQ114 IL115 JP116 JO117 KW118
LA119 LB120 MO121 MY122 MV123 MN124 NP125 OM126 PK127 PS128 PH129 QA130 SA131 SG132 KR133 LK134 SY135 TH136
TR137 AE138 YE139 VN141 CN142 TW143 TL144 KZ145 KG146 TJ147 TM148 UZ149 DZ201 AO202 BJ203 BW204 BI205 CM206
CV208 CF209 TD211 KM212 CG213 DJ214 EG215 GQ216 ET217 GA218 GM219 GH220 GN221 GW222 CI223 KE224 LR225 LY226
MG227 MW228 ML229 MR230 MU231 MA232 MZ233 NA234 NE235 NG236 RE237 RW238 ST239 SN240 SC241 SL242 SO243 ZA244
EH245 SD246 TZ247 TG248 TN249 UG250 BF251 CD252 ZM253 ZW254 LS255 SZ257 ER258 YT259 SS260 BE301 DK302 GB303
DE304 FR305 IE306 IT307 LU308 NL309 GR310 PT311 ES312 AL313 AD314 AT315 BG316 FI318 GI320 HU321 IS322 LI323
MT324 MC325 NO326 PL327 RO328 SM329 SE330 CH331 EE334 LV335 LT336 GE337 AM338 AZ339 BY340 MD343 RU344 UA347
SI350 HR351 CZ352 SK353 MK354 BA355 VA356 FO357 RS358 ME359 AG401 AR402 AW403 BS404 BB405 BZ406 BO408 BQ409
BR410 KY411 CL412 CO413 DM414 CR415 CU416 CW417 DO418 EC419 GF420 GD421 GP422 GT423 GY424 HT425 HN426 JM427
MQ428 MX429 MS430 NI431 PA432 PY433 PE434 PR435 BQ436 LC437 SX438 VC439 SV440 SR441 TT442 TC443 UY444 VE445
VG446 KN447 PM448 CA501 US502 GL503 BM504 AU601 CK602 FJ603 NR606 NC607 VU608 NZ609 NF610 PG611 SB613 TO614
WS617 KI618 TV619 FM620 MH621 PW622 PF623 WF625
"""
# Numbers under which Comtrade reports customs territories that are larger than the state of the ISO number.
_TERRITORIES = {"251": "FR", "381": "IT", "579": "NO", "699": "IN", "757": "CH", "842": "US", "841": "US"}
# Names of the statistics that are no names elsewhere.
_NAMES = {
    "korea,dpr": "KP",
    "korea dpr": "KP",
    "dem. people's rep. of korea": "KP",
    "democratic people's rep. of korea": "KP",
    "korea,rep.": "KR",
    "korea rep.": "KR",
    "korea,rep": "KR",
    "rep. of korea": "KR",
    "俄罗斯联邦": "RU",
    "中国香港": "HK",
    "中国澳门": "MO",
    "中国台湾": "TW",
}
_WORLD = frozenset({"0", "w00", "wld", "world", "全球", "all"})


@cache
def _by_number() -> dict[str, str]:
    return {pair[2:]: pair[:2] for pair in _NUMBERS.split()} | _TERRITORIES


def state_of(*texts: str | None) -> str | None:
    """The ISO code that the first telling text stands for: a code, a number of the UN, a name; `world`; else None.

    >>> state_of("PRK"), state_of(None, "408"), state_of("W00"), state_of("S19", "Other Asia, nes")
    ('KP', 'KP', 'world', None)
    """
    for text in filter(None, texts):
        key = text.strip().casefold()
        number = key.zfill(3) if key.isdigit() else key
        found = WORLD if key in _WORLD else _by_number().get(number) or _NAMES.get(key) or country_code(text)
        if found is not None:
            return found
    return None


@cache
def _by_customs_number() -> dict[str, str]:
    return {pair[2:]: pair[:2] for pair in _CUSTOMS_NUMBERS.split()}


def customs_partner_of(number: str | None, name: str | None) -> str:
    """The ISO code of a partner of China's customs, by its number there, else by its name; else an `area:`.

    >>> customs_partner_of("109", None), customs_partner_of(None, "韩国"), customs_partner_of("701", "国别不详")
    ('KP', 'KR', 'area:701')
    """
    found = _by_customs_number().get(number or "") or state_of(name)
    return found or f"{AREA}{number or name}"


def partner_of(*texts: str | None) -> str | None:
    """The same, where what is no state is kept as `area:` with the first text; None where nothing is told."""
    found = state_of(*texts)
    first = next((text.strip() for text in texts if text and text.strip()), None)
    return found or (f"{AREA}{first}" if first else None)
