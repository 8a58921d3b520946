"""Words that news pages in English use for their own parts, and the agencies that most of their text comes from.

These are the terms of a trade (wire agencies, page furniture), not of particular pages; a newcomer may add to them.
"""

from __future__ import annotations

AGENCIES = (
    "Reuters|Thomson Reuters|AP|Associated Press|The Associated Press|AFP|Agence France-Presse|Bloomberg|Xinhua|KCNA|Yonhap|"
    "TASS|Tass|ITAR-TASS|Interfax|RIA Novosti|RIA-Novosti|RIA|Sputnik|DPA|dpa|Kyodo|Kyodo News|Jiji|PTI|ANI|IANS|UNI|UPI|EFE|ANSA|Anadolu|"
    "Anadolu Agency|AA|SPA|WAM|IRNA|ISNA|Tasnim|Fars|Mehr|Bernama|Antara|VNA|APP|BSS|UNB|Ukrinform|Belga|PAP|CTK|APA|ATS|"
    "TT|NTB|Ritzau|STT|MTI|Lusa|ANP|PA|PA Media|Press Association|AAP|Canadian Press|CNN|BBC|VOA|RFA|RFE/RL|dpa-AFX|News24|"
    "Caixin|Global Times|People's Daily|China Daily|CNA|PNA|NNA|MENA|Petra|QNA|KUNA|BNA|ONA|SANA|Saba"
)
"""News agencies and broadcasters that sign datelines, photographs and reports."""

PHOTO_SOURCES = (
    "Getty Images|Getty|Shutterstock|iStock|Alamy|EPA|EPA-EFE|Keystone|NurPhoto|SOPA Images|Pool|Handout|Wikimedia|Wikipedia|"
    "Pixabay|Unsplash|Imago|Zuma|ZUMA Press|Picture Alliance|Planet Labs|Maxar"
)
"""Whom, beside agencies, photographs are credited to."""

OUTLET_WORDS = (
    "News|Times|Post|Tribune|Herald|Journal|Guardian|Daily|Gazette|Observer|Telegraph|Agency|Press|TV|Chronicle|Mail|Globe|"
    "Independent|Mirror|Express|Today|Online|Review|Monitor|Broadcasting|Newspaper|Standard|Bulletin|Dispatch|Examiner|"
    "Inquirer|Nation|Network|Radio|Record|Register|Reporter|Sentinel|Star|Weekly|World|Zeitung|Wire|Newswire|Newsweek|"
    "Economist|Jazeera|Arabiya|Channel|Media|Report|Insider|Leader|Advertiser|Courier|Argus|Echo|Spectator|Digest|Magazine"
)
"""Words that names of papers, stations and sites are made of."""

WIDGETS = (
    "share|tweet|follow|following|like|print|email|e-mail|save|copy|copy link|copy url|short url|shorturl|link|comment|comments|no comments|"
    "no comments yet|leave a comment|leave a reply|leave a comment below|reply|subscribe|subscribe now|sign in|sign up|log in|login|register|"
    "listen|listen to this article|play|pause|watch|video|videos|photo|photos|gallery|slideshow|advertisement|"
    "advertising|ad|ads|sponsored|promoted|menu|search|home|next|previous|prev|back|back to top|back to top button|"
    "top|close|open|more|see more|show more|load more|read more|continue reading|view more|view all|see all|live|"
    "breaking|breaking news|facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|instagram|youtube|messenger|"
    "rss|newsletter|newsletters|tags|tag|topics|topic|categories|category|filed under|text size|font size|minus|plus|"
    "increase font size|decrease font size|bookmark|report|flag|hide|views|shares|likes|accessibility links|"
    "skip to main content|skip to content|skip to navigation|toggle navigation|english|arabic|print this article|"
    "share this|share this article|share this story|share on facebook|share on twitter|share via email|go|ok|cancel|"
    "submit|submit comment|post comment|yes|no|loading|loading...|comments are closed|image|caption|enlarge|zoom|"
    "hide caption|toggle caption|view image in fullscreen|image source|media caption|image caption|audio|transcript|"
    "summary|in this article|table of contents|contents|jump to comments|ap|site index|sections"
)
"""Whole lines that are buttons and labels of a page."""

PROMOTIONS = (
    "read more|read also|read next|also read|see also|more on this|more from|more about|more stories|more news|related|related articles?|"
    "related stories|related news|related topics|related coverage|related content|recommended|recommended for you|"
    "recommended stories|you may also like|you might also like|you may like|most read|most popular|most viewed|trending|"
    "popular|latest news|latest stories|latest|top stories|top news|editors?'? picks?|in other news|don't miss|must read|"
    "what to read next|up next|watch|watch now|watch live|listen|click|click here|tap here|download|follow us|follow|"
    "join us|join our|sign up|subscribe|support|donate|get the|get our|stay up to date|stay informed|explore|try our|"
    "try|discover|for more|for an interactive|for a graphic|for the latest|for all the latest|keep up|contact us|"
    "contact|advertise|about us|terms|privacy|cookie|this article|this story|copyright|©|\\(c\\)|all rights reserved|"
    "to read|to comment|our standards|opens new tab|send us|have a tip|with inputs from|partner content|sponsored"
)
"""How lines begin that send the reader somewhere else."""

HEADLINE_VERBS = (
    "says|say|slams|urges|warns|calls|vows|seeks|orders|bans|halts|praises|backs|blasts|condemns|denies|rejects|accuses|"
    "announces|approves|arrests|asks|attacks|blames|blocks|claims|confirms|considers|cuts|declares|defends|demands|"
    "discuss|discusses|eyes|faces|fears|fires|gets|hails|hits|hits back|holds|imposes|joins|kills|launches|leaves|lifts|"
    "loses|makes|meets|mocks|moves|names|offers|opens|passes|plans|pledges|presses|promises|pushes|puts|raises|"
    "reaches|rebukes|refuses|renews|repels|reports|resumes|returns|rises|sanctions|seizes|sends|sets|shows|signs|spares|"
    "starts|steps|stops|strikes|suspends|takes|talks|targets|tells|tell|tests|threatens|to|tries|unveils|visits|votes|"
    "weighs|welcomes|wins|amid|over|despite"
)
"""Verbs (and linking words) that headlines use in the present tense and headings within a text seldom do."""

CAPTION_VERBS = (
    "speaks|speaking|attends|attending|attend|walks|walk|walking|poses|pose|posing|waves|wave|waving|arrives|arrive|arriving|inspects|"
    "inspecting|looks on|look on|looking on|stands|stand|standing|sits|sit|sitting|watches|watching|holds|holding|addresses|"
    "addressing|gestures|gesturing|delivers a|listens|leaves|shake|shakes|greets|greeting|chat|chats|smiles|welcomes|"
    "salute|salutes|visits|visiting|passes by|carry|carries|patrol|patrols|queue|rides|sails|sailing|docked|moored|anchored|"
    "is seen|are seen|is shown|are shown|is pictured|taking part|takes part|take part"
)
"""What people and ships do in captions: the present tense of what the camera saw."""

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"

STOPWORDS = frozenset(
    "a an the and or but of to in on at by for from with as is are was were be been being has have had it its he she they his her their "
    "them him this that these those not no nor so than then there over under after before into out up down off about "
    "says say said will would could should may might can do does did who what which when where why how new more most "
    "mr mrs ms amid s us".split()
)
"""Words too common to show that two lines speak of the same thing."""
