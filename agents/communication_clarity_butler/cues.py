"""The words by which decisions, actions and questions are known, in English and German."""

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


DECIDED = _any(
    r"\bwe(?:'ve| have)?(?: all| now| finally| just)? (?:decided|agreed|settled|chose|picked)\b",
    r"\bwe(?:'ll| will|'re going to| are going to)?(?: now)? go(?:ing)? (?:with|for|ahead with)\b",
    r"\bwe(?:'re| are) going (?:with|for|ahead with)\b",
    r"\blet's (?:go (?:with|for|ahead with)|use|take|keep|ship|drop|postpone|stick with|stay with)\b",
    r"\b(?:it's|it is|that's|that is|this is|is|are|was|were|has been|have been|been|got) "
    r"(?:now |all |hereby )?"
    r"(?:decided|agreed|approved|settled|confirmed|signed off)\b",
    r"^(?:ok(?:ay)?,? |yes,? |great,? |so,? )*(?:decided|agreed|approved|settled|confirmed)\b",
    r"^decision\b ?[:–-]",
    r"\b(?:i|we) (?:hereby )?(?:approve|sign off on|approved)\b",
    r"\bwir haben\b.{0,120}\b(?:entschieden|beschlossen|geeinigt|vereinbart|festgelegt|abgemacht)\b",
    r"\b(?:ist|sind|wurde|wurden|war) .{0,80}"
    r"\b(?:beschlossen|abgemacht|vereinbart|genehmigt|freigegeben|entschieden)\b",
    r"^(?:ok(?:ay)?,? |ja,? |gut,? |also,? )*"
    r"(?:abgemacht|einverstanden|beschlossen|genehmigt|freigegeben|vereinbart)\b",
    r"^(?:entscheidung|beschluss)\b ?[:–-]",
    r"\bes bleibt (?:bei|dabei)\b",
    r"\bwir nehmen\b",
    r"\b(?:lass|lasst) uns\b.{0,80}\b(?:nehmen|machen|verwenden|verschieben|bleiben)\b",
)
# A bare word of agreement says yes to what was said just before.
BARE_YES = re.compile(
    r"(?:(?:ok(?:ay)?|yes|yep|great|perfect|fine|ja|gut|super)[,!. ]*)*"
    r"(?:agreed|approved|deal|confirmed|decided|settled|let's do (?:it|that)|go for it"
    r"|sounds good,? let's do (?:it|that)"
    r"|abgemacht|einverstanden|genehmigt|freigegeben|beschlossen|so machen wir(?:'s| es)|machen wir so)"
    r"(?: (?:then|by me|from my side|von mir|dann))?[!. ]*"
)
ANSWER = re.compile(r"(?:yes|yep|yeah|no|nope|sure|ja|nein|nö|klar)\b.*|\+1.*")
WITHDRAWN = _any(
    r"\bscratch that\b", r"\bnever ?mind\b", r"\bforget (?:that|it|about)\b", r"\bon second thoughts?\b",
    r"\bchanged (?:our|my) minds?\b", r"\bcancel that\b", r"\blet's not\b",
    r"\bwe(?:'re| are) not going (?:with|for)\b",
    r"\bwe(?:'ll| will) not (?:go|use|take)\b", r"\bwe won't (?:go|use|take|ship)\b", r"\bno longer\b",
    r"\b(?:is|are) off the table\b", r"\b(?:revert|undo) (?:that|this|the decision)\b", r"\btake that back\b",
    r"\bdoch nicht\b", r"\bdoch lieber nicht\b", r"\bvergiss(?:t)? (?:das|es)\b", r"\bhinfällig\b",
    r"\b(?:nehme|nehmen) (?:das|ich das|wir das) zurück\b", r"\bverworfen\b", r"\bvom tisch\b",
)  # fmt: skip
# Before the words of a decision these make it none: denied, wished for, or made to depend on something.
NO_DECISION_BEFORE = _any(
    r"\b(?:not|never|nothing|nobody|none|no|hardly|cannot)\b",
    r"n't\b", r"\b(?:nicht|nichts|nie|kein|keine|keinen|niemand|kaum)\b",
    r"\b(?:if|once|when|whenever|unless|until|whether|before|after|as soon as|in case)\b",
    r"\b(?:wenn|falls|sobald|solange|ob|bis|bevor|nachdem)\b",
    r"\b(?:should|must|could|would|might|may|can|will|needs? to|has to|have to|to|let's) "
    r"(?:still |first |all )?be$",
    r"\b(?:almost|nearly|fast|beinahe)\b",
)  # fmt: skip
NO_DECISION_IN = _any(
    r"\b(?:entschieden|beschlossen|genehmigt|freigegeben|vereinbart) werden\b",
    r"\b(?:noch )?nicht (?:entschieden|beschlossen|genehmigt|freigegeben|vereinbart|einig|abgemacht)\b",
    r"\b(?:is|are|was|were) not (?:yet )?(?:decided|agreed|approved|settled|confirmed)\b",
)

PROMISED = _any(
    r"\bi(?:'ll| will|'m going to| am going to)"
    r"(?! (?:not|never|be (?:late|out|off|back|away|there|in|on|at|around)|see|think)\b) \w+",
    r"\bi can (?:take|do|handle|prepare|send|write|check|fix|look)\b",
    r"\blet me (?:check|do|send|write|fix|take|prepare|look|ask|find|handle)\b",
    r"\bi(?:'m| am) on it\b",
    r"\bich (?:werde|mache|kümmere mich|schicke|sende|übernehme|prüfe|erledige|schreibe|rufe|bereite|baue"
    r"|frage|bestelle)\b(?!.{0,40}\bnicht\b)",
    r"\b(?:das )?(?:übernehme|mache|erledige|prüfe|schicke) ich\b(?!.{0,40}\bnicht\b)",
)  # fmt: skip
ASKED = _any(
    r"\bplease\b(?! ?[?!.]?$)", r"\b(?:can|could|would|will) you\b", r"\bbitte\b(?! ?[?!.]?$)",
    r"\b(?:kannst|könntest|würdest) du\b", r"\bkönnt ihr\b",
)  # fmt: skip
LISTED = re.compile(
    r"^(?:todo|to-do|to do|action(?: item)?|next step|aufgabe|nächster schritt)s?\b ?[:–-] ?(?P<what>.+)"
)
NEEDED = _any(
    r"\bwe (?:need to|have to|must|should)\b", r"\b(?:someone|somebody) (?:should|must|needs? to|has to)\b",
    r"\bwir (?:müssen|sollten)\b", r"\bjemand (?:muss|sollte)\b",
)  # fmt: skip
NOT_NEEDED = re.compile(r"\b(?:not|don't|n't|nicht|nichts|kein|keine|keinen)\b")
# After somebody's name: what they are to do.
TO_DO = (
    r"(?:'ll| will| is going to| to| takes| should| has to| must| soll| wird| übernimmt| macht| kümmert sich)"
    r"\b(?! (?:be|not|nicht)\b)"
)

OF_DECISIONS = _any(
    r"\bdeci[ds]", r"\bagree", r"\bapprov", r"\bentschied", r"\bentscheid", r"\bbeschl", r"\bgeeinigt\b"
)
OF_ACTIONS = _any(
    r"\bactions?\b", r"\bto-?dos?\b", r"\btasks?\b", r"\bdeadlines?\b", r"\bdue\b", r"\bnext steps?\b",
    r"\bassigned\b",
    r"\bwho (?:does|is doing|will|has to|takes)\b", r"\bhas to do\b", r"\baufgaben?\b",
    r"\bwer (?:macht|übernimmt|muss)\b",
    r"\bzu tun\b", r"\bnächste schritte\b",
)  # fmt: skip
OF_QUESTIONS = _any(
    r"\bopen (?:questions?|points?|issues?)\b", r"\bunanswered\b", r"\bstill open\b", r"\bunclear\b",
    r"\boffene? fragen?\b",
    r"\bnoch offen\b", r"\bunbeantwortet\b", r"\bwhat is open\b", r"\bwhat's open\b", r"\bquestions\b",
)  # fmt: skip
OF_ALL = _any(
    r"\bsumm", r"\btl;?dr\b", r"\brecap\b", r"\bcatch me up\b",
    r"\bwhat(?:'s| is| was) (?:this|it|that|all this) (?:all )?about\b",
    r"\bwhat happened\b", r"\bbrief\b", r"\bwhat did i miss\b", r"\bzusammenfass", r"\bfass\b.*\bzusammen\b",
    r"\bworum\b",
    r"\bwas (?:ist|war) (?:hier )?(?:los|passiert)\b", r"\büberblick\b", r"\boverview\b",
)  # fmt: skip
