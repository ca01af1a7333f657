"""The sentences of praise and of complaint, as parts that words play; `tone.py` looks for them."""

_OF_WHOM = "(?:<your|the><very|fair|link>?<service|reply>|<the_service>)<link|your|you|colleague|name>{0,3}"
_OF_WHAT = (
    "(?:<your|the><very|fair|link>?<service|reply|delivery>|<the_service|the_delivery>)<link|your|you|thing|name>{0,3}"
)
_FILLED = "<link|very|me|your|you|the|a|other|be|number>"
_SO = "(?:<very>{0,3}<good|kind>|<very>{1,3}<fair>|<fair><and><very>{0,2}<good|kind|fair>)"
_WELL = "(?:<very>{0,2}<well|good>|<very>{1,2}<fair|kind>)"
_BAD = "<very>{0,3}<bad>"
_LAST = "<still|very|after>{0,2}<number|a|the|very>{0,3}<time>"
PRAISE = (
    f"{_OF_WHOM}<be>{{1,2}}{_SO}",  # your answer was very clear
    f"(?:^|<comma|and|a|link|the>|<name|colleague|you|helped>{_FILLED}{{1,3}}?)(?:<very>{{0,2}}<good|kind><service>|<service><very>{{0,2}}<good|kind>|<very>{{1,2}}<fair><service>|<service><very>{{1,2}}<fair>)",
    "<very>{1,2}<good|kind><service>",
    f"(?:{_WELL}<link|be>?<helped>|<helped><link|me|the|thing|other>{{0,4}}{_WELL})",  # très bien conseillée
    "<appreciate><very|link|such|much>{0,3}<the|your>{0,3}<very|fair>?<virtue>",
    "<love><very|link>{0,2}(?:<your><very|fair>?<service|virtue>|<the_service>)",
    "<happy><very|link|the>{0,2}(?:<your|the><very|fair|link>?<service|reply|colleague|virtue>|<the_service|service|virtue>)",
    "^<such><link|very>{0,2}<virtue>",
    "<fair|good|kind><link|the|a>{0,2}<talk><link|other>{0,2}<you>",  # so nice to chat with you
    "<you><be>{1,2}(?:<very|a>{0,3}<kind|good>|<very>{1,3}<fair>)",
    "<name|colleague|you><be>{1,2}<best>(?:$|<comma>)",
    "(?:^|<comma>)<such><a|very>{0,3}(?:<fair|good|kind><reply|service>|<reply|service><very>{0,2}<fair|good|kind>)",
    "<appreciate><very|link|such|much>{0,3}<the|your>{0,3}<very>?(?:<fair|good|kind><reply|service>|<reply|service|the_service><fair|good|kind>)",
    "(?<!<a|me>)<colleague|name><link|name>{0,2}<be>{1,2}<very>{0,3}<kind>",
    "<colleague|name|you><link|be|you|name>{0,3}<devoted>",  # the adviser took the time
    f"<works><link|a>{{0,2}}{_WELL}",
    "^<such><very>{0,2}(?:<kind|swift>(?:<comma|you|service|reply>|$)|<good|fair><service|reply|colleague>)",
    "<because_of_you><comma>?(?:<link|me|very|other>{0,3}<able>|<able>)",
    "<felt><very|link|fair|well>{0,4}<helped|welcome>",
    "(?:<helped><link|me>{0,3}<much>|<much><link>?<helped>)",
    "<your><very>{0,2}<good|kind><service|reply|virtue>",
    "<cheer>",
    "^<very>{0,2}<good|kind|fair><service|reply|colleague>(?:<comma|and>|$)",  # fast service and pleasant staff
    "^<service|reply|colleague><very>{0,2}<good|kind|fair>(?:<comma|and>|$)",
    "<your><very|fair>{0,2}<virtue><be>{1,2}<very>{0,3}<good|kind|fair>",
    "^<be>{1,2}<very>{1,3}<kind>(?!<comma>?<but>)",  # a language may leave "you" out
    "(?:^<number><star>|<number><star><link|the|a>{0,3}<service|reply|virtue|colleague>)",
    "(?:<your><very|fair>{0,2}<virtue>|<virtue|the_service><you|your>)<link|me|very|much>{0,4}<touched>",
    "<well|good|able|fair><link|very|comma|me|the>{0,3}<because_of_you>",  # all went well, thanks to you
    "(?:<service|reply><link|the>{0,2}<your|the>{0,2}|<your|the><very|fair>?)<colleague><service|reply|link|the>{0,4}<be>{1,2}"
    "(?:<very>{0,3}<good|kind>|<very>{1,3}<fair>)",
    "<thanks><link|much>?<comma>?<and|be><very>{1,3}<kind>(?!<comma>?<but>)",
    "<you_are><very|a>{0,3}<kind|good>",
    "<found><link|very>{0,2}<your|the>{0,2}<service|reply|the_service|colleague><your>?<link|very>{0,3}<good|kind|fair>",
    "<found><very>{0,3}<good|kind><your|the>?<service|reply|the_service|colleague>",
    "<thanks><very|link|much>{0,2}<comma>?<name><comma>?<be>{1,2}<very>{0,3}<kind|good>",
    "<be>{1,2}<very>{1,2}<fair><welcome|received|helped>",
    "<helped|reply|service><link>?<after><number|a|very>{0,3}<moments>",
    "(?:^|<comma|and>)<me><be|very|link>{0,3}<amazed>(?:$|<comma>)",
    "^<such><service><very>{0,2}<kind|good>",
    f"(?<!<a|me>)<colleague>{_FILLED}{{0,6}}<be>{{1,2}}<very>{{0,3}}<kind>",
)
COMPLAINTS = (
    f"<charged>{_FILLED}{{0,3}}<twice>",
    "<moved><link|thing|service|the|very|time|number|a|other>{0,5}<in_vain>",
    "<nothing><link|not|be|me|very|still>{0,3}<knows|moves>",
    "<very|still><the|a>?<same><reply|story>",
    "<money><link|your|be>{0,2}<not>?<link|be>?<still><link|me|not|be|since>{0,5}<received>",
    "<you><link|be|me|still|very>{0,3}<lost>",
    "<they_lost|waste>",
    "<unlike><link|the|a|thing|other>{0,5}<shown>",
    f"<time>(?:{_FILLED}|<delivery|service>){{0,6}}<comma>?<link|be|very>{{0,3}}<too_much>",
    "<at_a_loss><link>?<whom>",
    "<carrier><link|be|me|not|very>{0,4}<mishandled>",
    "(?:(?<!<not>)<me><be|very|link|still>{0,4}|^<very|be|link>{0,2})<hurt>",
    "(?:<nothing><link|be|me>{0,3}<received>|<received><link|very>{0,2}<nothing>)",
    "<received|sent><link|be|very|a|the|me|thing>{0,4}(?:<thing>?<wrong>(?:<thing>|$|<comma|and>)|<wrong><thing|other>)",
    "<received|sent><be|link|very|still|other|a|the|me|thing|and>{0,5}<damaged>",
    f"<contact>{_FILLED}{{0,4}}<comma|and>?{_FILLED}{{0,3}}<without><very|link|a>{{0,2}}<reply|answers>",
    f"<contact>{_FILLED}{{0,4}}<comma|and>{_FILLED}{{0,3}}<not>?<link|me|be>{{0,2}}<received>?<without|not><very|link|a>{{0,2}}<reply|answers>",
    f"<contact>{_FILLED}{{0,4}}<comma|and>{_FILLED}{{0,3}}<nothing><link|not>{{0,3}}<answers|reply>",
    f"(?:<you>|{_OF_WHOM})<other>?(?:<not><link|still|very>{{0,2}}<answers>|<answers><link>?<not>)",
    f"<broke><comma|still|very>?<after>{_LAST}",
    "(?:<still><link|be>?<broke>|<broke><still>)",
    f"<told>{_FILLED}{{0,3}}<time>{_FILLED}{{0,3}}<comma|and>{_FILLED}{{0,3}}<since>{_FILLED}{{0,4}}<time>",
    f"(?:{_OF_WHAT}|<colleague><link|your|you|name|the>{{0,4}})<be>{{1,2}}{_BAD}",
    f"{_OF_WHAT}(?:<link>?<be>{{1,2}}<not>|<not><be>{{1,2}})<very|link>{{0,3}}<good|kind|fair>",
    "(?:^|<comma|and|a>)(?:<very>{0,2}<bad><service|delivery>|<service|delivery><very>{0,2}<bad>)",
    "(?:<time><link>?<be|the|very>{0,2}<late>|<late><link>{0,2}<number|a><time>)",
    "<not><link|be|received|other|the|me>{0,6}<in_time>",
    f"(?:<waiting><link|very>{{0,2}}<since>{_LAST}|<since>{_LAST}<link|me|be>{{0,4}}<waiting>)",
)
