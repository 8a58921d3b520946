"""Words of names that are no names: particles, titles, legal forms."""

from __future__ import annotations

PARTICLES = frozenset(
    """al el ul ur bin ben ibn bint ould abu abou abd de del della di da do dos das du des la las le los van von der den
    ter ten of the and und et y e i a for für fur pour para na zu af av ap mac o""".split()  # noqa: SIM905 - a list to read
)
TITLES = frozenset(
    """mr mrs ms miss mister dr doctor prof professor eng engineer sir lord lady dame hon honourable honorable rev reverend father
    haji hajji hajj hadji hadj haj el-haj mullah mulla maulavi maulvi mawlawi molvi maulana mawlana moulana qari kari shaykh sheikh
    shaikh sheik cheikh ustad hafiz alhaj alhaji sayyid sayed syed imam mufti
    general gen colonel col major maj captain capt lieutenant lt sergeant sgt brigadier brig admiral adm marshal commander
    corporal private rear vice commodore lieutenant-general
    president minister senator governor ambassador judge justice advocate chief prince princess king queen sultan emir amir
    jr sr junior senior esq phd md bsc msc ba ma priest bishop archbishop cardinal pastor deacon rabbi patriarch pope brother sister
    mme madame mlle monsieur m herr frau fraulein don dona senor senora srta dipl ing mag dott avv""".split()  # noqa: SIM905
)
FORMS = frozenset(
    """ltd limited co company corp corporation inc incorporated llc llp lp plc pvt private gmbh ag kg ohg se sa sas sarl srl spa
    sl cv bv nv oy ab as asa aps doo dd ad ood eood kft zrt sro spzoo ooo oao zao pao ao jsc ojsc cjsc pjsc tov tzov fze fzco fzc
    fz est sal sac sae pte pty sdn bhd kk yk tic ve san sti unltd unlimited cia ltda eirl psc pjs joint stock liability open closed public
    obshchestvo ogranichennoi otvetstvennostyu aktsionernoe aktsionerno otkrytoe zakrytoe publichnoe""".split()  # noqa: SIM905
)
