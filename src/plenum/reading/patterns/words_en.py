"""English words by the part they play in a report's sentence. Phrases are separated by bars, small letters.

The tags are those of `tagging`. A word in no row is taken for part of a noun phrase.
"""

UP = """
rise|rises|rose|risen|rising|increase|increases|increased|increasing|grow|grows|grew|grown|growing|gain
gains|gained|gaining|expand|expands|expanded|expanding|climb|climbs|climbed|climbing|jump|jumps|jumped
jumping|surge|surges|surged|surging|soar|soared|soaring|leap|leapt|leaped|leaping|advanced|improve|improves
improved|improving|edged|edging|crept|accelerated|accelerating|widened|strengthened|bounced back|rebounded
rallied|raised|raises|raising|boosted|stepped up|went up|goes up|gone up|edged up|crept up|picked up|hiked
doubled|tripled|quadrupled|moved up|up|gathered|appreciated|enhanced|scaled up|increased again|rise again
swelled|augmented|enlarged|topped up|added|adding|adds|add|inched up
"""
DOWN = """
fall|falls|fell|fallen|falling|decrease|decreases|decreased|decreasing|decline|declines|declined|declining
drop|drops|dropped|dropping|slip|slips|slipped|slipping|shrink|shrinks|shrank|shrunk|shrinking|reduce
reduces|reduced|reducing|cut|cuts|contracted|contracting|lost|plunged|plummeted|slumped|went down|came down
come down|goes down|is down|was down|are down|were down|down|moderated|eased|narrowed|dipped|halved|lowered
diminished|tumbled|sank|depleted|weakened|depreciated|shed
"""
LINK = """
is|are|was|were|be|been|being|stand|stands|stood|standing|reach|reaches|reached|reaching|come to|comes to
came to|coming to|came in|comes in|amount|amounts|amounted|amounting|totals|totalled|totaled|totalling
totaling|hit|hits|attained|attain|attaining|put|valued|worth|equal|equals|equalled|equalling|equivalent
averaged|averages|averaging|recorded|records|reported|estimated|projected|expected|forecast|forecasted
predicted|remained|remains|remain|held|settled|measured|ran|runs|running|passed|top|topped|tops|exceeding
works out|worked out|registered at|corresponding|i.e|namely|ie|priced|assessed|ranging|ranges|ranged|set at
fixed|peaking|peaked|became|become|becomes|capped|heading|thought to have|thought|fulfilled|fulfilling
pegged|targeted|budgeted at|achieved|achieving|achieve|achieves|meeting|met|as much as
"""
SHARE = """
account|accounts|accounted|accounting|make up|makes up|made up|making up|represent|represents|represented
representing|constitute|constitutes|constituted|constituting|contribute|contributes|contributed|contributing
cover|covers|covered|covering|supplies|supplied|supplying|comprise|comprises|comprised|comprising|formed
take up|takes up|took up|taking up
hold|holds|responsible|behind|supply
"""
VERB = """
receive|receives|received|receiving|collect|collects|collected|collecting|earn|earns|earned|earning|spend
spends|spent|attract|attracts|attracted|attracting|draw|draws|drew|drawn|drawing|produce|produces|produced
producing|invest|invests|invested|investing|provide|provides|provided|providing|approve|approves|approved
approving|allocate|allocates|allocated|allocating|pay|pays|paid|paying|bring|brings|brought|bringing|take
takes|took|taken|taking|give|gives|gave|given|giving|went|go|goes|gone|have|has|had|having|do|does|did|done
get|gets|got|getting|turn|turns|turned|put up|signed up|signed|sign|issue|issues|issued|issuing|license
licenses|licensed|licensing|granted|create|creates|created|creating|build|builds|built|building up|complete
completes|completed|completing|assist|assisted|train|trained|serve|served|serving|save|saved|saving|enable
enabled|enabling|allow|allowed|allows|require|requires|required|requiring|expects|expect|expecting
projects that|wants|want|want to|aim|aims|aimed|aiming|announce|announces|announced|announcing|establish
established|set up|set aside|set|sets|make|makes|made|making|used|uses|using|deliver|delivers|delivered
delivering|deploy|injected|released|funded|financed|supported|supports|including|includes|include|included
involving|involve|involves|involved|consists|consist|consisting|follow|followed|following|show|shows|showed
shown|showing|say|says|said|saying|see|sees|saw|seen|generate|generates|generated|generating|yields|yielded
yielding|launch|launched|launches|implement|implemented|disburse|disbursed|disbursing|sold|sell|sells
selling|buy|bought|cost|costing|mobilise|mobilised|mobilized|owe|owed|lend|lent|borrow|borrowed|exported
imported|harvested|planted|cleared|landed|farmed|registered|visited|welcomed|welcome|hosted|employ|employs
employed|employing|losing|leave|leaves|left|leaving|keep|keeps|kept|worked|working|lived|meet|meets|rating
carry|carried|carrying|began|begin|begins|started|start|ensure|ensures|ensured|ensuring|maintain|maintains
maintained|maintaining|continue|continues|continued|continuing|helped|helping|seek|seeks|sought|hope|hopes
belonged|belong|belongs|existed|exist|exists|compared|comes|come|came|coming|spent on|focused|focus
identified|awarded|donated|contributed to|handed|handled|resolved|settled down|processed|inspected|examined
discovered|arrested|recruited|admitted|relocated|resettled|constructed|pledged|commit|committed|enrolled
enrol|attended|attend|attends|participated|joined|operate|operates|operated|expand to|found|find|finds
became aware|published|publish|posted|won|win|wins|enjoy|enjoyed|benefited|benefits from|rolled over|ranks
ranked|ranking|driven|led|leads|lead to|attributed|cushioned|reflecting|reflects|reflected|describes
described|doubted|incurred|accumulated|puts|moved|moves|spread|spreads|resulted|results in|breaks|break
broke|means|meant|satisfies|satisfy|mean|helps|lets|let|tell|transferred|distributed|distribute|offered
offers|tabled|asked|ask|told|upgraded
proved|proves|proven|seemed|seems|appeared|appears|arrived|arrives|arriving|argued|noted|notes that|stressed
emphasised|emphasized|explained|warned|confirmed|revealed|reveals|indicated|indicates|suggested|suggests
demonstrated|demonstrates|concluded|considered|decided|agreed|agrees|urged|instructed|directed|ordered|applied
applies|amended|adopted|adopts|endorsed|enacted|repealed|introduced|introduces|introducing|prepared|presented
submitted|reviewed|discussed|opened|opens|closed|closes|stopped|ended|ends|finished|finishes|failed|fails
managed to|tried|hired|displaced|killed|injured|damaged|destroyed|affected|affects|affecting|treated
vaccinated|tested|diagnosed|immunised|lifted|lifts|lifting|pushed|pushes|pushing|pulled|drove|drives|fuelled
fueled|offset|offsets|outpaced|outpaces|slowed|slows|stabilised|stabilized|recovered|resumed|returned|sent|sends
shipped|purchased|acquired|leased|rented|owned|owns|retained|withdrew|withdrawn|repaid|waived|levied|imposed
charged|refunded|reimbursed|subsidised|subsidized|linked|connected|electrified|installed|installs|installing
replaced|replaces|repaired|renovated|rehabilitated|modernised|digitised|equipped|extended|extends|extending
slash|slashes|slashed|rescind|rescinded|eliminate|eliminates|eliminated|witness|witnessed|witnesses|poured|pumped
flowed|topped up with|laid|paved|carry out|carries out|carried out|carrying out|bring in|brings in|brought in
boosts|implies|implied|translating to|translates to|translated to
turned out|turn out|took in|take in|paid out|pay out|rolled out|roll out|drew up
draw up|handed out|phased out
irrigated|cultivated|reclaimed|protected|restored|cleaned|emitted|consumed|consumes|consuming|lies
lay|sits|scored|graduated|promoted|appointed|elected|voted|called|believed|believes|felt|wished|learned
encouraged|facilitated|secured|secures|securing|unlocked|leveraged|channelled|channeled|deployed|deploys
deploying|devoted|dedicated|assigned|merged|relied|relies|depends|depended|gave up|give up|given up|giving up
"""
OVER_PLAN = """
beat|beats|beating|exceed|exceeds|exceeded|surpass|surpasses|surpassed|surpassing|overshot|outstripped
outperformed
"""
AUX = """
will|would|should|could|can|may|might|must|shall|has been|have been|had been|will be|to be|not|n't
also be
"""
OF = "of|per"
PREPOSITION = """
other than|rather than
in|on|at|for|with|into|across|among|under|during|within|between|through|via|around the|inside|outside|near
onto|upon|throughout|towards|toward|after|before|since|until|till|without|amid|despite|beside|besides
behind that|along with|regarding|concerning|about the|as regards|together with|due to|thanks to|according to
based on|subject to|out of|except|excluding|except for|apart from|as part of|in support of|in favour of
"""
BY = "by"
TO = "to|up to|down to|back to|out at"
FROM = "from"
DETERMINER = """
's|the|a|an|this|that|these|those|its|their|his|her|our|my|your|it|they|he|she|we|i|you|each|every|all|both
some of|any|no|another|other|which|who|whose|what|them|him|us|me|itself|themselves|one|such|same|there|here
half the|whole|entire|much
"""
AND = "and|or|&|as well as|plus|nor"
RELATIVE = """
accordingly|consequently|overall|similarly|likewise|finally|firstly|secondly|thirdly|lastly|in particular
indeed|in fact|broken down|of which|of that|of this|of these|of whom|while|whilst|whereas|but|although
though|because|so that|when|where|if|unless|as|in which|including in|within which|among them|among which
then|therefore|thus|hence|however|moreover|furthermore|meanwhile|besides this|in addition|for example
for instance|notably|specifically|particularly|especially|respectively|that is|despite this|even so|with|so
by sector|along with this|for its part|regarding the|compared with|while the
"""
THAN = """
than|compared to|compared with|in comparison with|as compared to|as compared with|against|versus|vs
relative to|above the|month on month|quarter on quarter|quarter-on-quarter|year-on-year|year on year|yoy
y-o-y|on year|on-year|the same period|same period|the corresponding period|a year earlier|a year ago
a year before|last year's|the previous year|the previous year's|the month before|month-on-month
over last year|year-over-year|over the same period|on the year|in the same period|from a year earlier
from last year|from the previous year
"""
GROWTH = """
growth|increase|increases|rise|gain|gains|decline|decrease|drop|fall|reduction|improvement|growth rate
expansion|advance|contraction|rate of growth|rate of increase|annual growth|economic growth rate|increment
uptick|surge|jump|hike|pace|growth pace|pace of growth|cagr|compound annual growth rate
"""
PLAN = """
plan|plans|target|targets|goal|goals|estimate|estimates|forecast|projection|projections|schedule|set target
budget estimate|budget estimates|annual plan|annual target|year's plan|yearly plan|full-year plan|planned
"""
ADVERB = """
only|just|merely|barely|already|also|still|even|alone|now|about|around|approximately|nearly|almost|roughly
over|more|most|less|fewer|at least|at most|close|close to|some|sharply|slightly|respectively|further|again
currently|recently|so far|yet|too|very|well|together|mainly|mostly|largely|fully|actually|higher|lower
larger|smaller|better|greater|faster|slower|above|below|beyond|ahead|stronger|bigger|total of|a total of
to date|as high as|as low as|quite|rather|once|twice|ever|never|always|often|usually|generally|collectively
instead|perhaps|in total|in all|annually|yearly|monthly|a year|a head|per annum|each year|steadily|rapidly
moderately|marginally|significantly|strongly|modestly|considerably|substantially|by far|thereof|exactly
"""

NOUN = """
water supply|power supply|supply chain|supply chains|electricity supply|labour supply|land use
budget increase|long term|medium term|added value|value added|per capita|registered capital|newly registered
total registered capital|foreign-owned|so-called|outstanding loans|loans outstanding|retail sales
money supply|output per person|made goods|working capital|working people|cutting edge|producer prices
increased capital|newly added|managed funds|public spending|covered area|housing|banking|farming|fishing
mining|processing|manufacturing|training|lending|shipping|building materials|building|trading|engineering
breeding|raising livestock|livestock raising
"""

BARE_GROWTH = frozenset(
    (  # noqa: SIM905
        "yearly quarterly monthly daily average-annual provincial national additional extra further massive "
        "another high low peak record area estimated growth increase increases rise gain gains decline "
        "decrease drop fall reduction improvement expansion rate pace average annual year advance "
        "contraction jump surge figure value amount level number total result results speed year-on-year "
        "rates uptick hike fastest slowest highest lowest strongest biggest weakest "
        "final marked sharp significant slight strong steady modest moderate notable impressive steep "
        "whopping remarkable substantial considerable solid robust net visible gradual rapid "
        "healthy cagr big large small"
    ).split()
)
"""A name made of these alone gives way to its subject."""

WHOLES = frozenset(("gdp grdp total country world nation population whole").split())  # noqa: SIM905
"""What "x% of" may be followed by that is the whole, not the part."""

COMPARISONS = frozenset(
    (  # noqa: SIM905
        "corresponding same earlier period year last year's previous level time months quarter half month "
        "terms addition comparison day days june july average national way head person capita years date "
        "sum part region province figure"
    ).split()
)
"""Nouns of a comparison or a time that are never what is measured when they stand alone."""
