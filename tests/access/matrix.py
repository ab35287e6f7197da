"""Who may do what, at every address: the one reviewed table of A01. A route that is missing here fails.

``+`` allowed, ``x`` 403, ``-`` 404, ``>`` sign in first, ``.`` there is no such thing.

Roles: a visitor; someone suspended whose session was never ended; a volunteer who made none of it;
its author; a coordinator of another area (the neighbour), of this area, and an admin. Objects are Anna's,
in every state, but for ``own``: one of whoever looks, waiting. ``hidden`` is published for coordinators
only; what hangs below an element hangs there on a public, a hidden or a gone one; ``elsewhere``
waits in the neighbour's area; ``random`` does not exist.

A new address: a line in ADDRESSES, and for a POST a body in bodies.py. A new kind of thing: a maker in
world.py and its SEEN grid here.
"""

from tests.access.grids import grid, same

EVERYONE = same("", rest="+")
MEMBERS = same("", rest="+", visitor=">", suspended=">")
DESKS = same("", rest="+", visitor=">", suspended=">", volunteer="x", author="x")
ADMINS = same("", rest="x", visitor=">", suspended=">", admin="+")
NOWHERE = same("", rest="-")  # only while developing

# --- what may be seen -------------------------------------------------------------------------------

PUBLIC_PAGE = """
                               own pending returned rejected withdrawn published hidden gone elsewhere random
 visitor                      | .   -       -        -        -         +         -      +    -         -
 suspended                    | -   -       -        -        -         +         -      +    -         -
 volunteer                    | +   -       -        -        -         +         -      +    -         -
 author                       | +   +       +        +        +         +         +      +    +         -
 neighbour, coordinator, admin| +   +       +        +        +         +         +      +    +         -
"""
# what has its own page for members only: owners' wishes and corrections, of their author and the desks
PRIVATE_PAGE = """
                               own pending returned rejected withdrawn published hidden gone elsewhere random
 visitor, suspended           | >   >       >        >        >         >         >      >    >         >
 volunteer                    | +   -       -        -        -         -         -      -    -         -
 author                       | +   +       +        +        +         +         +      +    +         -
 neighbour, coordinator, admin| +   +       +        +        +         +         +      +    +         -
"""
PICTURE = """
                    own pending returned rejected withdrawn published hidden gone elsewhere loose veil random
 visitor           | .   -       -        -        -         +         -      +    -         -     -      -
 suspended         | -   -       -        -        -         +         -      +    -         -     -      -
 volunteer         | +   -       -        -        -         +         -      +    -         -     -      -
 author            | +   +       +        +        +         +         +      +    +         +     +      -
 neighbour         | +   +       +        +        +         +         +      +    +         -     +      -
 coordinator, admin| +   +       +        +        +         +         +      +    +         -     +      -
"""
SEEN = {
    "element": grid("element", PUBLIC_PAGE),
    "log": grid("log", PUBLIC_PAGE),
    "check": grid("check", PUBLIC_PAGE),
    "change": grid("change", PRIVATE_PAGE),
    "claim": grid("claim", PRIVATE_PAGE),
    "photo": grid("photo", PICTURE),
}

# --- what may be done -------------------------------------------------------------------------------

# one's own is changed or taken back; in a state in which that is over, the page says so (409)
OWN_OF_PUBLIC = """
                               own pending returned rejected withdrawn published hidden gone elsewhere random
 visitor, suspended           | >   >       >        >        >         >         >      >    >         >
 volunteer                    | +   -       -        -        -         x         -      x    -         -
 author                       | +   +       +        +        +         +         +      +    +         -
 neighbour, coordinator, admin| +   x       x        x        x         x         x      x    x         -
"""
OWN_OF_PRIVATE = """
                               own pending returned rejected withdrawn published hidden gone elsewhere random
 visitor, suspended           | >   >       >        >        >         >         >      >    >         >
 volunteer                    | +   -       -        -        -         -         -      -    -         -
 author                       | +   +       +        +        +         +         +      +    +         -
 neighbour, coordinator, admin| +   x       x        x        x         x         x      x    x         -
"""
OWN_ELEMENT, OWN_LOG, OWN_CHECK = (grid(kind, OWN_OF_PUBLIC) for kind in ("element", "log", "check"))
OWN_CHANGE, OWN_CLAIM = (grid(kind, OWN_OF_PRIVATE) for kind in ("change", "claim"))

# the page for a change of a published element leads to the form for proposals, for whoever sees it
EDIT_OR_PROPOSE = grid("element", """
                               own pending returned rejected withdrawn published hidden gone elsewhere random
 visitor, suspended           | >   >       >        >        >         >         >      >    >         >
 volunteer                    | +   -       -        -        -         +         -      x    -         -
 author                       | +   +       +        +        +         +         +      +    +         -
 neighbour, coordinator, admin| +   x       x        x        x         +         +      x    x         -
""")  # fmt: skip
PROPOSE = grid("element", """
                               own pending returned rejected withdrawn published hidden gone elsewhere random
 visitor, suspended           | >   >       >        >        >         >         >      >    >         >
 volunteer                    | x   -       -        -        -         +         -      x    -         -
 author                       | x   x       x        x        x         +         +      x    x         -
 neighbour, coordinator, admin| x   x       x        x        x         +         +      x    x         -
""")  # fmt: skip
LOOK_AGAIN = grid("element", """
                               own pending returned rejected withdrawn published hidden gone elsewhere random
 visitor, suspended           | >   >       >        >        >         >         >      >    >         >
 volunteer                    | x   -       -        -        -         +         -      +    -         -
 author                       | x   x       x        x        x         +         +      +    x         -
 neighbour, coordinator, admin| x   x       x        x        x         +         +      +    x         -
""")  # fmt: skip
LOG_WORK = grid("element", """
                               own pending returned rejected withdrawn published hidden gone elsewhere random
 visitor, suspended           | >   >       >        >        >         >         >      >    >         >
 volunteer                    | +   -       -        -        -         +         -      x    -         -
 author                       | +   +       +        x        x         +         +      x    +         -
 neighbour, coordinator, admin| +   +       +        x        x         +         +      x    +         -
""")  # fmt: skip
MEMBER_SEES = grid("element", """
                               own pending returned rejected withdrawn published hidden gone elsewhere random
 visitor, suspended           | >   >       >        >        >         >         >      >    >         >
 volunteer                    | +   -       -        -        -         +         -      +    -         -
 author                       | +   +       +        +        +         +         +      +    +         -
 neighbour, coordinator, admin| +   +       +        +        +         +         +      +    +         -
""")  # fmt: skip
# also of what one may no longer see
UNFOLLOW = grid(
    "element",
    """
                                                    published hidden random
 visitor, suspended                                | >        >      >
 volunteer, author, neighbour, coordinator, admin  | +        +      +
""",
)
# a photo in hand is its owner's, whoever may see the picture
PHOTO_IN_HAND = grid("photo", """
                    own pending returned rejected withdrawn published hidden gone elsewhere loose veil random
 visitor, suspended| >   >       >        >        >         >         >      >    >         >     >      >
 volunteer         | +   -       -        -        -         x         -      x    -         -     -      -
 author            | +   +       +        +        +         +         +      +    +         +     +      -
 neighbour         | +   x       x        x        x         x         x      x    x         -     x      -
 coordinator, admin| +   x       x        x        x         x         x      x    x         -     x      -
""")  # fmt: skip
# turned or removed until the desk has decided on what it belongs to
CHANGE_PHOTO = grid("photo", """
                    own pending returned rejected withdrawn published hidden gone elsewhere loose veil random
 visitor, suspended| >   >       >        >        >         >         >      >    >         >     >      >
 volunteer         | +   -       -        -        -         x         -      x    -         -     -      -
 author            | +   +       +        x        x         x         x      x    +         +     x      -
 neighbour         | +   x       x        x        x         x         x      x    x         -     x      -
 coordinator, admin| +   x       x        x        x         x         x      x    x         -     x      -
""")  # fmt: skip

# --- the desks: of this area, of the neighbour (elsewhere), and of admins ----------------------------

DESK = grid("element", """
                      own pending returned rejected withdrawn published hidden gone elsewhere random
 visitor, suspended  | >   >       >        >        >         >         >      >    >         >
 volunteer, author   | x   x       x        x        x         x         x      x    x         x
 neighbour           | x   x       x        x        x         x         x      x    +         -
 coordinator         | +   +       +        +        +         +         +      +    x         -
 admin               | +   +       +        +        +         +         +      +    +         -
""")  # fmt: skip
DECIDE = grid("element", """
                      own pending returned rejected withdrawn published hidden gone elsewhere random
 visitor, suspended  | >   >       >        >        >         >         >      >    >         >
 volunteer, author   | x   x       x        x        x         x         x      x    x         x
 neighbour           | x   x       x        x        x         x         x      x    +         -
 coordinator         | x   +       +        +        +         +         +      +    x         -
 admin               | x   +       +        +        +         +         +      +    +         -
""")  # fmt: skip
ASK_STAND = grid("element", """
                               own pending returned rejected withdrawn published hidden gone elsewhere random
 visitor, suspended           | >   >       >        >        >         >         >      >    >         >
 volunteer, author            | x   x       x        x        x         x         x      x    x         x
 neighbour, coordinator, admin| +   +       +        +        +         +         +      +    +         -
""")  # fmt: skip
IMPORT = grid("import", """
                                any random
 visitor, suspended         | >   >
 volunteer, author             | x   x
 neighbour, coordinator, admin | +   -
""")  # fmt: skip
# throwing away twice is once
DROP = grid(
    "import",
    """
                                any random
 visitor, suspended            | >   >
 volunteer, author             | x   x
 neighbour, coordinator, admin | +   +
""",
)
OWN_SESSION = grid("session", """
                                                  own someone's random
 visitor, suspended                              | >   >         >
 volunteer, author, neighbour, coordinator, admin| +   -         -
""")  # fmt: skip

ADDRESSES = {
    # for everyone
    "static": EVERYONE,
    "home.index": EVERYONE,
    "home.record": EVERYONE,
    "health.show": EVERYONE,
    "info.about": EVERYONE,
    "info.show_help": EVERYONE,
    "info.privacy": EVERYONE,
    "info.accessibility": EVERYONE,
    "language.choose": EVERYONE,
    "map.index": EVERYONE,
    "map.search": EVERYONE,
    "map.borders": EVERYONE,
    "map.places": EVERYONE,
    "map.elements": EVERYONE,
    "guide.index": NOWHERE,
    "map.own": MEMBERS,
    "map.sheet": SEEN["element"],
    # /account
    "people.sign_in": EVERYONE,
    "people.ask_code": EVERYONE,
    "people.code": EVERYONE,
    "people.enter": EVERYONE,
    "people.welcome": EVERYONE,
    "people.begin": EVERYONE,
    "people.sign_out": EVERYONE,
    "people.account": MEMBERS,
    "people.update": MEMBERS,
    "people.sign_out_everywhere": MEMBERS,
    "people.sign_out_there": OWN_SESSION,
    "submissions.index": MEMBERS,
    # /elementen
    "elements.index": EVERYONE,
    "elements.villages": EVERYONE,
    "elements.show": SEEN["element"],
    "elements.new": MEMBERS,
    "elements.create": MEMBERS,
    "elements.edit": EDIT_OR_PROPOSE,
    "elements.update": OWN_ELEMENT,
    "elements.ask_withdrawal": OWN_ELEMENT,
    "elements.withdraw": OWN_ELEMENT,
    "nearby.look": MEMBERS,
    "place.now": MEMBERS,
    "standing.follow": MEMBER_SEES,
    "standing.unfollow": UNFOLLOW,
    "standing.ask": ASK_STAND,
    "standing.take": DESK,
    # corrections, presence, owners
    "changes.new": PROPOSE,
    "changes.create": PROPOSE,
    "changes.show": SEEN["change"],
    "changes.edit": OWN_CHANGE,
    "changes.update": OWN_CHANGE,
    "changes.ask_withdrawal": OWN_CHANGE,
    "changes.withdraw": OWN_CHANGE,
    "presence.new": LOOK_AGAIN,
    "presence.create": LOOK_AGAIN,
    "presence.show": SEEN["check"],
    "presence.edit": OWN_CHECK,
    "presence.update": OWN_CHECK,
    "presence.ask_withdrawal": OWN_CHECK,
    "presence.withdraw": OWN_CHECK,
    "ground.new": MEMBER_SEES,
    "ground.create": MEMBER_SEES,
    "ground.show": SEEN["claim"],
    "ground.edit": OWN_CLAIM,
    "ground.update": OWN_CLAIM,
    "ground.ask_withdrawal": OWN_CLAIM,
    "ground.withdraw": OWN_CLAIM,
    # /onderhoud
    "maintenance.new": LOG_WORK,
    "maintenance.create": LOG_WORK,
    "maintenance.show": SEEN["log"],
    "maintenance.edit": OWN_LOG,
    "maintenance.update": OWN_LOG,
    "maintenance.ask_withdrawal": OWN_LOG,
    "maintenance.withdraw": OWN_LOG,
    # /fotos
    "photos.create": MEMBERS,
    "photos.show": PHOTO_IN_HAND,
    "photos.turn": CHANGE_PHOTO,
    "photos.destroy": CHANGE_PHOTO,
    "photos.master": SEEN["photo"],
    "photos.rendition": SEEN["photo"],
    # /controle and /beheer
    "moderation.index": DESKS,
    "moderation.show": DESK,
    "moderation.create_decision": DECIDE,
    "moderation.undo_decision": DECIDE,
    "areas.index": DESKS,
    "areas.create": DESKS,
    "areas.show": IMPORT,
    "areas.ask": IMPORT,
    "areas.take_step": IMPORT,
    "areas.delete": DROP,
}
