"""Words that say nothing of what a sentence is about, in English and German."""

_ENGLISH = """
    a about after again all also am an and any anything are aren't as at be because been before being both
    but by can can't cannot could did didn't do does doesn't doing don't done down each either else even
    every few for from further get gets go goes going got had has have haven't having he her here hers him
    his how i i'd i'll i'm i've if in into is isn't it it's its itself just know let let's like made make
    many may maybe me might more most much must my need needs no nor not nothing now of off ok okay on once
    one only or other our out over own please really same say said see shall she should so some something
    still such sure take than thank thanks that that's the their them then there there's these they they're
    thing things think this those through to today together too under until up us use very want was wasn't
    we we'd we'll we're we've well were what what's when where which while who whom whose why will with
    won't would yeah yes yet you you'll you're your
"""
_GERMAN = """
    aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist bitte
    da dabei dafür daher damit danach dann daran darauf das dass davon dazu dem den denn der des deshalb die
    dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines einfach er
    erst es etwas euch euer eure für gegen gibt gut haben habe hast hat hatte hatten hier hin ich ihm ihn
    ihnen ihr ihre im in ins ist ja jede jeden jeder jedes jetzt kann kannst kein keine keinen könnte
    könnten können machen mal man mehr mein meine mich mir mit muss müssen nach nein nicht nichts noch nun
    nur ob oder ohne okay schon sehr sein seine sich sie sind so soll sollen sollte sollten sonst über um
    und uns unser unsere unter vom von vor wann war waren warum was weg weil weiter welche welcher wenn wer
    werde werden wie wieder will wir wird wo wollen worum würde würden zu zum zur zwischen
"""
STOP_WORDS = frozenset((_ENGLISH + _GERMAN).split())
