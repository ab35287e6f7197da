"""The rules by name: a row per role, a column per object; those of the desks stand in desk_tables.py.

matrix.py says which address follows which rule.

``+`` allowed, ``x`` 403, ``-`` 404, ``>`` sign in first, ``.`` there is no such thing.

Roles: a visitor; someone suspended whose session was never ended; a volunteer who made none of it;
its author; a coordinator of another area (the neighbour), of this area, and an admin. Objects are Anna's,
in every state, but for ``own``: one of whoever looks, waiting. ``hidden`` is published for coordinators
only; what hangs below an element hangs there on a public, a hidden or a gone one; ``elsewhere``
waits in the neighbour's area; ``random`` does not exist.
"""

from tests.access.grids import grid, same
from tests.access.group_tables import GROUP

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
SIGHTING_PAGE = """
                               own pending returned rejected withdrawn published hidden elsewhere random
 visitor                      | .   -       -        -        -         +         -      -         -
 suspended                    | -   -       -        -        -         +         -      -         -
 volunteer                    | +   -       -        -        -         +         -      -         -
 author                       | +   +       +        +        +         +         +      +         -
 neighbour, coordinator, admin| +   +       +        +        +         +         +      +         -
"""  # hidden is held back until a later day, or a walk that is not open yet
# hosted: on the agenda, another's, of a group that the author organises
EVENT_PAGE = """
                               own pending returned rejected withdrawn published hosted elsewhere random
 visitor                      | .   -       -        -        -         +         +      -         -
 suspended                    | -   -       -        -        -         +         +      -         -
 volunteer                    | +   -       -        -        -         +         +      -         -
 author                       | +   +       +        +        +         +         +      +         -
 neighbour, coordinator, admin| +   +       +        +        +         +         +      +         -
"""
HOST_PAGE = """
                                          agreed random
 visitor, suspended, volunteer, author  | +      -
 neighbour, coordinator, admin          | +      -
"""
SEEN = {
    "group": GROUP,
    "element": grid("element", PUBLIC_PAGE),
    "log": grid("log", PUBLIC_PAGE),
    "check": grid("check", PUBLIC_PAGE),
    "change": grid("change", PRIVATE_PAGE),
    "claim": grid("claim", PRIVATE_PAGE),
    "report": grid("report", PRIVATE_PAGE),
    "photo": grid("photo", PICTURE),
    "sighting": grid("sighting", SIGHTING_PAGE),
    "problem": grid("problem", PUBLIC_PAGE),
    "idea": grid("idea", PUBLIC_PAGE),
    "walk": grid("walk", SIGHTING_PAGE),
    "event": grid("event", EVENT_PAGE),
    "host": grid("host", HOST_PAGE),
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
OWN_ELEMENT, OWN_LOG, OWN_CHECK, OWN_PROBLEM = (
    grid(kind, OWN_OF_PUBLIC) for kind in ("element", "log", "check", "problem")
)
OWN_CHANGE, OWN_CLAIM, OWN_REPORT = (grid(kind, OWN_OF_PRIVATE) for kind in ("change", "claim", "report"))

OWN_WITHOUT_GONE = """
                               own pending returned rejected withdrawn published hidden elsewhere random
 visitor, suspended           | >   >       >        >        >         >         >      >         >
 volunteer                    | +   -       -        -        -         x         -      -         -
 author                       | +   +       +        +        +         +         +      +         -
 neighbour, coordinator, admin| +   x       x        x        x         x         x      x         -
"""
OWN_SIGHTING, OWN_WALK = (grid(kind, OWN_WITHOUT_GONE) for kind in ("sighting", "walk"))
# whose ground it is: who makes the walk, and coordinators
WALK_OWNERS = grid("walk", """
                               own pending returned rejected withdrawn published hidden elsewhere random
 visitor, suspended           | >   >       >        >        >         >         >      >         >
 volunteer                    | +   -       -        -        -         x         -      -         -
 author                       | +   +       +        +        +         +         +      +         -
 neighbour, coordinator, admin| +   +       +        +        +         +         +      +         -
""")  # fmt: skip
# who runs it changes it, and whoever proposed it; what is over says so (409)
CHANGE_EVENT = grid("event", """
                               own pending returned rejected withdrawn published hosted elsewhere random
 visitor, suspended           | >   >       >        >        >         >         >      >         >
 volunteer                    | +   -       -        -        -         x         x      -         -
 author                       | +   +       +        +        +         +         +      +         -
 neighbour, coordinator, admin| +   +       +        +        +         +         +      +         -
""")  # fmt: skip
OWN_EVENT = grid("event", """
                               own pending returned rejected withdrawn published hosted elsewhere random
 visitor, suspended           | >   >       >        >        >         >         >      >         >
 volunteer                    | +   -       -        -        -         x         x      -         -
 author                       | +   +       +        +        +         +         x      +         -
 neighbour, coordinator, admin| +   x       x        x        x         x         x      x         -
""")  # fmt: skip
PLAN_WORK = grid("event", """
                               own pending returned rejected withdrawn published hosted elsewhere random
 visitor, suspended           | >   >       >        >        >         >         >      >         >
 volunteer                    | +   -       -        -        -         x         x      -         -
 author                       | +   +       +        x        x         x         +      +         -
 neighbour, coordinator, admin| +   x       x        x        x         +         +      x         -
""")  # fmt: skip
GIVE_BACK = grid("event", """
                               own pending returned rejected withdrawn published hosted elsewhere random
 visitor, suspended           | >   >       >        >        >         >         >      >         >
 volunteer                    | +   -       -        -        -         +         +      -         -
 author                       | +   +       +        +        +         +         +      +         -
 neighbour, coordinator, admin| +   +       +        +        +         +         +      +         -
""")  # fmt: skip
# who comes, and whether it goes on, is for who runs it
RUN_EVENT = grid("event", """
                               own pending returned rejected withdrawn published hosted elsewhere random
 visitor, suspended           | >   >       >        >        >         >         >      >         >
 volunteer                    | x   -       -        -        -         x         x      -         -
 author                       | x   x       x        x        x         x         +      x         -
 neighbour, coordinator, admin| +   +       +        +        +         +         +      +         -
""")  # fmt: skip
# the true place: who looks after that municipality, and admins; its author has it on the page already
TRUE_PLACE = grid("sighting", """
                      own pending returned rejected withdrawn published hidden elsewhere random
 visitor, suspended  | >   >       >        >        >         >         >      >         >
 volunteer, author   | x   x       x        x        x         x         x      x         x
 neighbour           | +   x       x        x        x         x         x      +         -
 coordinator         | +   +       +        +        +         +         +      x         -
 admin               | +   +       +        +        +         +         +      +         -
""")  # fmt: skip

# what a device sends: anything under a new id; what is there answers that it is (409), whoever has it
HAND_IN = grid("parcel", """
                    own pending returned rejected withdrawn published hidden gone elsewhere random
 visitor           | .   >       >        >        >         >         >      >    >         >
 suspended         | >   >       >        >        >         >         >      >    >         >
 device            | .   +       +        +        +         +         +      +    +         +
 volunteer, author | +   +       +        +        +         +         +      +    +         +
 neighbour         | +   +       +        +        +         +         +      +    +         +
 coordinator, admin| +   +       +        +        +         +         +      +    +         +
""")  # fmt: skip
RECEIPT = grid("parcel", """
                    own pending returned rejected withdrawn published hidden gone elsewhere random
 visitor           | .   >       >        >        >         >         >      >    >         >
 suspended         | >   >       >        >        >         >         >      >    >         >
 author            | +   +       +        +        +         +         +      +    +         -
 device            | .   +       +        +        +         +         +      +    +         -
 volunteer         | +   -       -        -        -         -         -      -    -         -
 neighbour         | +   -       -        -        -         -         -      -    -         -
 coordinator, admin| +   -       -        -        -         -         -      -    -         -
""")  # fmt: skip

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
UNFOLLOW = grid("element", """
                                                    published hidden random
 visitor, suspended                                | >        >      >
 volunteer, author, neighbour, coordinator, admin  | +        +      +
""")  # fmt: skip
# a photo in hand is its owner's, whoever may see the picture
PHOTO_IN_HAND = grid("photo", """
                    own pending returned rejected withdrawn published hidden gone elsewhere loose veil random
 visitor, suspended| >   >       >        >        >         >         >      >    >         >     >      >
 volunteer         | +   -       -        -        -         x         -      x    -         -     -      -
 author            | +   +       +        +        +         +         +      +    +         +     +      -
 neighbour         | +   x       x        x        x         x         x      x    x         -     x      -
 coordinator, admin| +   x       x        x        x         x         x      x    x         -     x      -
""")  # fmt: skip
# whoever sees a picture of a place may say what is wrong with it
REPORT_PHOTO = grid("photo", """
                    own pending returned rejected withdrawn published hidden gone elsewhere loose veil random
 visitor, suspended| >   >       >        >        >         >         >      >    >         >     >      >
 volunteer         | +   -       -        -        -         +         -      +    -         -     -      -
 author            | +   +       +        +        +         +         +      +    +         x     +      -
 neighbour         | +   +       +        +        +         +         +      +    +         -     +      -
 coordinator, admin| +   +       +        +        +         +         +      +    +         -     +      -
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
