"""Words of names that are no names: particles, titles, legal forms, and common words for lines of business."""

from __future__ import annotations

PARTICLES = frozenset(
    """
    al el ul ur us as ad ash az an bin ben ibn bint bent ould abu abou abi abd de del della di da do dos das du des
    la le las los van von vom der den ter ten te of the and und et y e i a for fur pour para na zu af av ap mac o
    dit alias aka
    """.split()
)
OTHER_NAME = frozenset("aka alias fka nka ex formerly".split())
"""Words between a party's names in one text."""
_PLACES = """
east eastern|west western|north northern|south southern|iran iranian|iraq iraqi|austria austrian|australia australian
niger nigerien|nigeria nigerian|mali malian|malta maltese|malawi malawian|slovakia slovak|slovenia slovenian
zambia zambian|gambia gambian|mauritius mauritian|mauritania mauritanian|libya libyan|liberia liberian
serbia serbian|siberia siberian|india indian|indonesia indonesian|sudan sudanese|sweden swedish|swiss switzerland
swaziland eswatini|tajikistan tajik|kazakhstan kazakh|turkmenistan turkmen|uzbekistan uzbek|pakistan pakistani
afghanistan afghan|kyrgyzstan kyrgyz|tatarstan|dagestan|kurdistan|paraguay paraguayan|uruguay uruguayan
guinea guinean|guineabissau|equatorialguinea|papuanewguinea|guyana guyanese|guadeloupe|guatemala guatemalan
angola angolan|mongolia mongolian|anatolia|georgia|moldova moldovan|moldavia|estonia estonian|latvia latvian
lithuania lithuanian|korea korean choson chosun joseon dprk|dominica|dominican dominicana|congo congolese
southsudan|japan japanese|china chinese|taiwan taiwanese|vietnam vietnamese|laos|cambodia cambodian
myanmar burma burmese|thailand thai|malaysia malaysian|singapore singaporean|philippines philippine
bangladesh bangladeshi|nepal nepalese|bhutan|maldives|syria syrian|lebanon lebanese|israel israeli|jordan jordanian
kuwait kuwaiti|bahrain bahraini|qatar qatari|yemen yemeni|oman omani|uae emirati|turkey turkish turkiye|cyprus cypriot
greece greek|bulgaria bulgarian|romania romanian|hungary hungarian|poland polish|czechia czech|germany german
france french|spain spanish|portugal portuguese|italy italian|belgium belgian|netherlands dutch|luxembourg
denmark danish|norway norwegian|finland finnish|iceland icelandic|ireland irish|croatia croatian|bosnia bosnian
montenegro|albania albanian|kosovo|macedonia macedonian|ukraine ukrainian|belarus belarusian byelorussian
russia russian|armenia armenian|azerbaijan azerbaijani azeri|egypt egyptian|tunisia tunisian|algeria algerian
morocco moroccan|ethiopia ethiopian|eritrea eritrean|somalia somali|djibouti|kenya kenyan|uganda ugandan
tanzania tanzanian|rwanda rwandan|burundi burundian|mozambique|zimbabwe zimbabwean|botswana|namibia namibian|lesotho
madagascar|seychelles|comoros|ghana ghanaian|togo togolese|benin beninese|senegal senegalese|cameroon|gabon gabonese
chad chadian|cuba cuban|haiti haitian|jamaica jamaican|bahamas|barbados|panama panamanian|honduras honduran
nicaragua nicaraguan|salvador salvadoran|venezuela venezuelan|colombia colombian|ecuador ecuadorian|peru peruvian
bolivia bolivian|brazil brazilian|argentina argentine|chile chilean|mexico mexican|canada canadian
"""
PLACES = {word: line.split()[0] for line in _PLACES.strip().replace("\n", "|").split("|") for word in line.split()}
"""States and directions, with what belongs to each: a word of one is no word of another, however alike (Iran and Iraq,
Niger and Nigeria, East and West)."""
_REGIONS = """
europe european|asia asian|eurasia eurasian|africa african|america american|benelux|scandinavia scandinavian
balkan balkans|caucasus caucasian|caribbean|mediterranean|levant
"""
REGIONS = {word: line.split()[0] for line in _REGIONS.strip().replace("\n", "|").split("|") for word in line.split()}
"""Parts of the world, which are others than each other, and not than the states in them."""
WHOLE_STATES = {
    ("guinea", "bissau"): "guineabissau", ("equatorial", "guinea"): "equatorialguinea",
    ("papua", "new", "guinea"): "papuanewguinea", ("south", "sudan"): "southsudan", ("dr", "congo"): "drcongo",
    ("congo", "dr"): "drcongo", ("congo", "kinshasa"): "drcongo", ("d", "r", "congo"): "drcongo",
    ("democratic", "republic", "of", "the", "congo"): "drcongo", ("democratic", "republic", "of", "congo"): "drcongo",
}  # fmt: skip
"""States whose names hold the name of another, by their words."""
STATES_WITHIN = frozenset("guinea sudan congo".split())
"""One of them stands in each of those."""
STATES = (
    ("democratic peoples republic of korea", "dprk"), ("democratic people s republic of korea", "dprk"),
    ("democratic republic of korea", "dprk"), ("dpr korea", "dprk"), ("dpr of korea", "dprk"),
    ("peoples republic of china", "china"), ("people s republic of china", "china"),
    ("islamic republic of iran", "iran"), ("syrian arab republic", "syria"), ("russian federation", "russia"),
    ("bolivarian republic of venezuela", "venezuela"), ("lao peoples democratic republic", "laos"),
    ("lao people s democratic republic", "laos"), ("socialist republic of vietnam", "vietnam"),
    ("republic of the union of myanmar", "myanmar"), ("united arab emirates", "uae"),
    ("hashemite kingdom of jordan", "jordan"), ("kingdom of saudi arabia", "saudi arabia"),
)  # fmt: skip
"""States in full, and as they are said in short, in names of organisations."""
STATE_WORDS = frozenset("republic dpr federation emirates kingdom".split())
"""One of them stands in each of those."""
SHIPS = frozenset({("m", "v"), ("m", "t"), ("m", "s"), ("f", "v"), ("t", "kh")})
"""What stands before a ship's name, in Latin letters, where a stroke parts it."""
PREPOSITIONS = frozenset("in on at to by from with".split())
"""Particles of organisations' names alone: In and To are Korean and Chinese names."""
TITLES = frozenset(
    """
    mr mrs ms miss mister master madam madame mme mlle monsieur messrs sir dame lord lords lady laird baron baroness
    baronet count countess duke duchess marquess viscount dr doctor prof professor docent academician eng engineer
    ing architect dipl mag dott dottor dottore avv advocate attorney barrister solicitor counsel lawyer esq esquire
    hon honourable honorable excellency rev reverend father brother sister priest bishop archbishop cardinal pastor
    deacon rabbi patriarch pope monk abbot vicar haji hajji hajj hadji hadj haj hajjah hac alhaj alhaji elhadj
    mullah mulla molla maulavi maulvi mawlawi mawlavi molvi moulvi maulana mawlana moulana mevlana qari kari hafiz
    ustad ustaz ustadh mufti imam ayatollah hojjatoleslam shaykh sheikh shaikh sheik cheikh sheykh shekh sayyid
    sayed syed said seyed seyyed saiyid seyid akhund akhwand amir emir emira sultan sultana shah pasha bey beg agha
    khwaja pir muallim moalim muawin mawin hazrat general gen lieutenant lt leutnant colonel col coronel oberst
    major maj captain capt capitan kapitan commodore admiral adm rear vice marshal field air wing group squadron
    leader commander cmdr comandante brigadier brig sergeant sgt corporal cpl private pvt cadet ensign warrant
    officer staff police inspector superintendent constable detective sheriff president vice premier prime minister
    secretary undersecretary deputy chancellor senator congressman governor mayor ambassador amb consul envoy judge
    justice magistrate prosecutor chief chairman chairwoman chair director manager prince princess king queen
    emperor empress pharaoh tsar kaiser khan chieftain rais raees herr frau fraulein mevrouw meneer mijnheer signor
    signora signorina sig don dona donna senor senora senorita sr sra srta senhor senhora dom kyrios kyria pan pani
    gospodin gospozha gospodja tovarisch tov comrade counsellor councillor councilor army navy marine guards his her
    holiness highness majesty bay bayan efendi jr junior sr senior ii iii iv phd md mba bsc msc ba ma dds cpa
    retired ret late doktor docteur doutor dra profesor professeur professora profa akademik prezident presidente
    presidenta ministr ministro inzhener ingeniero ingenieur lic licenciado licda gral generale cnel tte teniente
    tenente leytenant leitenant oberstleutnant colonnello capitano sargento serzhant polkovnik podpolkovnik starshina
    commandant cdr ltc ltg kbe obe cbe mbe kcmg mep hrh sartip sarlashkar sarhang hojjatoleslam hojatoleslam
    hojjatolislam ayatullah haci tuan datuk dato datin bapak bwana shri smt thiru
    """.split()
) - frozenset(
    {
        "khan",
        "shah",
        "said",
        "pan",
        "bay",
        "sig",
        "ma",
        "ba",
        "master",
        "amir",
        "agha",
        "sultan",
        "air",
        "group",
        "donna",
    }
)
TITLES_AS_NAMES = frozenset(
    """
    king prince bishop judge pope baron duke marshal major deacon priest abbot monk earl sheikh shaikh sheik shaykh
    cheikh sayed syed sayyid sultan emir amir shah pasha bey beg pir das dean knight page senior junior
    """.split()
)
"""Titles and particles that are surnames too: at the end of a name that has but one other word they count as such."""
FORMS = frozenset(
    """
    ltd limited unltd unlimited co company companies corp corporation inc incorporated llc llp lp plc pvt private
    pte pty gmbh mbh ag kg kgaa ohg ek ug se sa sas sarl srl spa sapi sab cv sl slu scl bv nv cvba sprl oy oyj ab as
    asa aps doo dd ad ood eood ead kft zrt nyrt rt sro zoo sp spzoo ooo oao zao pao ao nao jsc ojsc cjsc pjsc psc
    pjs tov tzov vat prat pat too tdo fze fzco fzc fz dmcc est wll bsc sal sac sae ksc saog saoc sdn bhd kk yk gk
    tbk cia ltda ltd eirl snc scs sca eurl sci ei ste sti as tic mv mt fv tkh ve san sirketi anonim limitada anonima
    sociedad sociedade societe societa responsabilidad responsabilite limitee ips rc fgup gup mup fgbu ano nko dba ta
    gie gbr joint stock liability open closed public shared shareholding enterprise obshchestvo ogranichennoi
    ogranichennoy
    otvetstvennostyu aktsionernoe aktsionernoye aktsionerno aktsionerny otkrytoe otkrytoye zakrytoe zakrytoye
    publichnoe publichnoye tovarystvo aktsionerne youxian gongsi hoesa hwesa chusik kabushiki kaisha yugen godo
    spolka ograniczona odpowiedzialnoscia akcyjna komandytowa gesellschaft aktiengesellschaft kommanditgesellschaft mit
    beschrankter beschraenkter haftung naamloze besloten vennootschap spolecnost rucenim omezenym akciova korlatolt
    felelossegu tarsasag societate cu raspundere limitata drustvo ogranicenom odgovornoscu odgovornostjo
    aktiebolag osakeyhtio aksjeselskap anpartsselskab aktieselskab perseroan terbatas cong ty tnhh sendirian berhad
    responsabilita akciju sabiedriba uzdaroji akcine bendrove osauhing
    """.split()
)
GENERIC = frozenset(
    """
    trading trade trades commerce commercial commerciale business businesses group groups gruppa holding holdings
    enterprise enterprises establishment general international intl global worldwide world overseas foreign national
    industry industries industrial industria industrie factory plant works manufacturing manufacturer production
    products product goods supplies supply equipment machinery machine tools engineering engineers technology
    technologies technical technics tech tekhnologii science sciences scientific research development design
    institute institut academy university college school center centre laboratory bureau office agency department
    ministry committee commission council association society union federation foundation organization organisation
    service services servicios solutions systems system consulting consultants consultancy management marketing
    advertising media press publishing printing information communications telecommunication telecom computer
    computers software electronics electronic electric electrical energy power oil gas petroleum petrochemical
    chemical chemicals chemistry pharmaceutical pharmaceuticals medical medicine health hospital dental clinic care
    investment investments invest inversiones finance financial bank banking capital credit insurance leasing
    exchange money fund funds trust securities asset assets real estate property properties construction building
    builders contracting contractors materials cement steel metal metals mining minerals mineral metallurgical
    diamond diamonds shipping marine maritime ship ships shipyard shipbuilding navigation vessel line lines
    transport transportation transportes logistics cargo freight forwarding airlines airline airways air aviation
    aircraft aerospace travel tours tourism hotel hotels restaurant restaurants cafe catering food foods
    agricultural agriculture agro farm farms fishery fishing textile textiles garment clothing fashion leather
    furniture wood paper plastic plastics glass rubber import export imports exports importing exporting impex
    distribution distributors wholesale retail store stores shop shopping market markets mall sales rental renting
    repair repairs maintenance cleaning washing laundry security guard protection defence defense military arms
    weapons automotive auto automobile motors motor car cars vehicle vehicles parts spare musical music
    entertainment film films television radio sport sports gaming casino games education educational training
    cultural culture art arts charity charitable relief humanitarian welfare warehousing warehouse storage screening
    treatment water waste recycling environmental environment testing inspection quality control instruments
    instrument optical precision digital network networks internet online data special economic zone complex
    compound project projects branch division unit subsidiary affiliated hawala sarafi exchanger currency jewelry
    jewellery gold silver company corporation firm house first new united joint venture ventures partners
    partnership brothers sons accounting accountants antiques apparel appliance appliances architects architecture
    audio bakery barber beauty bedding beverage beverages bicycle boat boats books bookshop brewery bricks
    broadcasting brokerage brokers cabinet camping candle carpet carpets carpentry ceramics chemist chemists
    childcare cinema coaching coffee communication computing conference confectionery cosmetics courier crafts dairy
    dance decor decorating delivery dentist diagnostics diving drapery drilling drugstore electrician embroidery
    employment events excavation eyewear fabric fabrics fencing fertilizer fertilizers fertiliser fertilisers
    fitness flooring florist flowers footwear foundry fuel fuels funeral gallery gardening gems gifts golf grain
    grocery gym hair handicraft handicrafts hardware healthcare heating herbal holiday holidays household housing
    hygiene imaging insulation interior interiors investigation irrigation jewellers kitchen laboratories
    landscaping legal leisure library lighting linen livestock locksmith lodge lubricants lumber luxury magazine
    mailing masonry massage meat meats milling mills mobile modelling mortgage motorcycle moving museum nursery
    nursing nutrition opticians organic outdoor packaging packing paint paints painting pastry paving payroll petrol
    pharmacy photo photography physiotherapy plumbing polymer polymers pottery poultry printers processing
    procurement programming promotion promotions publications publishers pump pumps quarry railway railways rail
    recording recovery recreation recruitment refinery refining refrigeration rehabilitation removal removals resort
    resorts roofing rope salon salvage sanitation satellite sawmill scaffolding scrap seafood seeds sewing shoes
    signs soap solar spa spices stationery stone stones studio studios sugar surgery surgical surveying surveyors
    sweets swimming tailoring tannery taxi tea telecommunications tent theatre tile tiles timber tobacco towing toys
    translation truck trucks trucking tuition typing tyre tyres uniforms upholstery utilities vending veterinary
    video vineyard watches wedding welding wellness window windows wine wines wool yacht yachts yarn
    shpg bk bkg bnk corpn ent ents hldg hldgs invt invs labs mach mfr mfrs pharm chem elec elect transp txtl whse
    pharma biotech biotechnology biomedical microelectronics optoelectronics semiconductor semiconductors robotics
    engines turbines avionics dredging bunkering crewing chartering stevedoring petrochemicals oilfield refineries
    electromechanical hydropower logistic
    eqpt equipt matls prods serv servs inds trdg trad mgmt svcs svc grp assn assoc univ imp exp dev mfg mktg
    natl petr constr engg enggr equip distr
    mill organizations organisations associations institutes institutions academies universities colleges schools
    ministries departments agencies committees commissions councils unions federations foundations laboratory lab labs
    hospitals funds offices bureaus refinery shipyards dockyard dockyards naval navy piping reeling weaving
    telecommunication polytechnic institution iron bottle bottles bottling ecology ecological
    """.split()
)
FIRM_WORDS = frozenset(
    """
    access ace active alfa alliance allied alpha amber american anchor apex apollo aqua arc arrow asia asian asset
    astra atlantic atlas aurora azure baltic bay beacon bell best beta blue bluesky bridge bright brilliant capital
    cardinal castle champion choice city classic clear cloud coast coastal compass continental coral core cosmos
    creative crescent crest crown crystal dawn delta diamond direct discovery dolphin dragon dream dynamic eagle
    earth east eastern eco edge elite emerald emperor empire epic euro europe european evergreen excel excellence
    express falcon family far fast focus force fortune forward frontier future galaxy gate gateway gemini genesis
    giant glory golden good grand great green griffin gulf happy harbor harbour harmony harvest heritage high
    highland hill honest horizon icon ideal imperial infinity innovation inter island ivory jade jupiter jumbo key
    kingdom king lake land leader legacy liberty light lion local lotus lucky lunar magic main major majestic master
    matrix maximum mega mercury meridian metro midland millennium mirage modern moon mountain nature neo neptune new
    next nile noble noor north northern nova oasis ocean oceanic olympic omega one onyx optimum orange orbit orchid
    orient oriental orion pacific palace palm panda paradise paragon park peak pearl penguin phoenix pioneer planet
    plaza plus polar port power premier premium prestige prime pro progress quality quantum queen quest rainbow
    rapid red regal regent reliable river rock rose royal ruby safe sahara sail sapphire sea select senior serene
    shield sierra sigma silk silver sky smart solid south southern sovereign spark spectrum spring standard star
    sterling storm strategic stream success summer summit sun sunrise sunset sunshine super superior supreme swan
    swift terra tiger titan top total tower trans triangle trident trinity triumph tropical true trust ultra unicorn
    union unique unity universal universe urban valley value vanguard venus victoria victory view vision vista vital
    west western white wide wind wing winner wise wonder world young zenith
    """.split()
)
"""Ordinary words that firms all over the world are called by; a usual one tells them apart but little."""
