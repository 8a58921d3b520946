"""Business words of names written without spaces (Korean, Chinese, Japanese), put into English for comparison."""

from __future__ import annotations

import functools

_KOREAN = """
회사 company; 주식회사 co ltd; 유한회사 co ltd; 합영회사 joint venture company; 총회사 general corporation;
합작회사 joint venture company; 무역회사 trading company; 무역총회사 general trading corporation; 무역 trading;
은행 bank; 상업은행 commercial bank; 신탁은행 credit bank; 해운 shipping; 해사 maritime; 선박 ship; 운수 transport;
운송 transport; 항공 air; 려행 travel; 여행 travel; 관광 tourism; 광업 mining; 광산 mine; 석탄 coal; 금속 metal;
철강 steel; 흑색금속 ferrous metal; 개발 development; 건설 construction; 국제 international; 대외 foreign;
경제 economic; 협조 cooperation; 기술 technology; 과학 science; 연구소 institute; 연구원 academy; 연구 research;
대학 university; 공업 industry; 산업 industrial; 기계 machinery; 전자 electronics; 정보 information; 전기 electric;
화학 chemical; 원유 oil; 석유 oil; 에네르기 energy; 에너지 energy; 금융 finance; 투자 investment; 보험 insurance;
련합 united; 연합 united; 총국 general bureau; 관리국 management bureau; 지도국 guidance bureau; 국 bureau;
부 department; 위원회 committee; 성 ministry; 센터 center; 공장 factory; 기업소 enterprise; 기업 enterprise;
그룹 group; 집단 group; 수출입 import export; 수출 export; 수입 import; 제작소 studio; 미술 art; 창작사 studio;
식료 food; 수산 fishery; 농업 agriculture; 의약 pharmaceutical; 병원 hospital; 보안 security; 조선 korea;
북한 north korea; 한국 korea; 평양 pyongyang; 중국 china; 조국 fatherland; 인민 people; 인민군 people army; 당 party;
로동당 workers party; 노동당 workers party; 국가 state; 중앙 central; 해양 ocean; 동방 eastern; 대동 daedong;
단군 tangun;
"""
_CHINESE = """
有限公司 co ltd; 有限责任公司 co ltd; 有限責任公司 co ltd; 股份有限公司 co ltd; 责任有限公司 co ltd; 公司 company;
总公司 corporation; 總公司 corporation; 集团 group; 集團 group; 控股 holdings; 贸易 trading; 貿易 trading;
商贸 trading; 商貿 trading; 经贸 economic trade; 經貿 economic trade; 进出口 import export; 進出口 import export;
国际 international; 國際 international; 银行 bank; 銀行 bank; 实业 industrial; 實業 industrial; 工业 industry;
工業 industry; 产业 industry; 發展 development; 发展 development; 开发 development; 開發 development; 船务 shipping;
船務 shipping; 海运 shipping; 海運 shipping; 航运 shipping; 航運 shipping; 船舶 ship; 海洋 ocean; 运输 transport;
運輸 transport; 物流 logistics; 货运 freight; 貨運 freight; 科技 technology; 技术 technology; 技術 technology;
投资 investment; 投資 investment; 机械 machinery; 機械 machinery; 设备 equipment; 設備 equipment; 电子 electronics;
電子 electronics; 电力 electric power; 矿业 mining; 礦業 mining; 石油 petroleum; 化工 chemical; 能源 energy;
建筑 construction; 建築 construction; 建设 construction; 建設 construction; 工程 engineering; 金属 metal; 金屬 metal;
钢铁 steel; 鋼鐵 steel; 材料 materials; 服务 service; 服務 service; 管理 management; 咨询 consulting; 顧問 consulting;
旅游 travel; 旅遊 travel; 旅行社 travel agency; 航空 aviation; 保险 insurance; 保險 insurance; 金融 finance;
信息 information; 网络 network; 網絡 network; 食品 food; 水产 fishery; 水產 fishery; 农业 agriculture;
農業 agriculture; 研究所 institute; 研究院 academy; 大学 university; 大學 university; 中心 center; 工厂 factory;
工廠 factory; 企业 enterprise; 企業 enterprise; 商业 commercial; 商業 commercial; 商行 trading company;
商社 trading company; 联合 united; 聯合 united; 中国 china; 中國 china; 朝鲜 korea; 朝鮮 korea; 香港 hong kong;
株式会社 co ltd; 有限会社 co ltd; 会社 company; 産業 industry; 貿易会社 trading company; 汽运 shipping; 对外 foreign;
對外 foreign; 经济 economic; 經濟 economic;
"""


@functools.cache
def _known() -> dict[str, tuple[str, ...]]:
    pairs = (entry.split() for entry in (_KOREAN + _CHINESE).split(";"))
    return {words[0]: tuple(words[1:]) for words in pairs if words}


@functools.cache
def _longest() -> int:
    return max(map(len, _known()))


def cut(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The text in pieces: business words with their English, the longest first, and what lies between with none.

    >>> cut("丹东贸易有限公司")
    [('丹东', ()), ('贸易', ('trading',)), ('有限公司', ('co', 'ltd'))]
    """
    pieces: list[tuple[str, tuple[str, ...]]] = []
    unknown = ""
    position = 0
    while position < len(text):
        lengths = range(min(_longest(), len(text) - position), 0, -1)
        length = next((n for n in lengths if text[position : position + n] in _known()), 0)
        if not length:
            unknown += text[position]
            position += 1
            continue
        if unknown:
            pieces.append((unknown, ()))
            unknown = ""
        word = text[position : position + length]
        pieces.append((word, _known()[word]))
        position += length
    return [*pieces, (unknown, ())] if unknown else pieces
