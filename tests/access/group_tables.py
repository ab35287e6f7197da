"""The rules of groups: of their organisers, of who is in them, of the desks. Signs: see tables.py."""

from tests.access.grids import grid

# led is organised by whoever looks, joined has them as a member, others is somebody else's
GROUP = grid("group", """
                    own pending returned rejected withdrawn published others led joined elsewhere random
 visitor           | .   -       -        -        -         +         +      +   +      -         -
 suspended         | -   -       -        -        -         +         +      +   +      -         -
 volunteer         | +   -       -        -        -         +         +      +   +      -         -
 author            | +   +       +        +        +         +         +      +   +      +         -
 neighbour         | +   +       +        +        +         +         +      +   +      +         -
 coordinator, admin| +   +       +        +        +         +         +      +   +      +         -
""")  # fmt: skip
# a request is its author's to change, a group that was agreed to its organisers'
CHANGE_GROUP = grid("group", """
                    own pending returned rejected withdrawn published others led joined elsewhere random
 visitor, suspended| >   >       >        >        >         >         >      >   >      >         >
 volunteer         | +   -       -        -        -         x         x      +   x      -         -
 author            | +   +       +        +        +         +         x      +   x      +         -
 neighbour         | +   x       x        x        x         x         x      +   x      x         -
 coordinator, admin| +   x       x        x        x         x         x      +   x      x         -
""")  # fmt: skip
# into what was agreed to anyone comes who signs in, and goes out; where that cannot be, the page says so
COME_AND_GO = grid("group", """
                    own pending returned rejected withdrawn published others led joined elsewhere random
 visitor, suspended| >   >       >        >        >         >         >      >   >      >         >
 volunteer         | x   -       -        -        -         +         +      +   +      -         -
 author            | x   x       x        x        x         +         +      +   +      x         -
 neighbour         | x   x       x        x        x         +         +      +   +      x         -
 coordinator, admin| x   x       x        x        x         +         +      +   +      x         -
""")  # fmt: skip
# who is in it by name: its organisers, and the coordinators of there
WHO_IS_IN_IT = grid("group", """
                    own pending returned rejected withdrawn published others led joined elsewhere random
 visitor, suspended| >   >       >        >        >         >         >      >   >      >         >
 volunteer         | x   -       -        -        -         x         x      +   x      -         -
 author            | x   x       x        x        x         +         x      +   x      x         -
 neighbour         | x   x       x        x        x         x         x      +   x      x         -
 coordinator, admin| x   x       x        x        x         +         +      +   +      x         -
""")  # fmt: skip
ORGANISE = grid("group", """
                    own pending returned rejected withdrawn published others led joined elsewhere random
 visitor, suspended| >   >       >        >        >         >         >      >   >      >         >
 volunteer         | x   -       -        -        -         x         x      +   x      -         -
 author            | x   x       x        x        x         +         x      +   x      x         -
 neighbour         | x   x       x        x        x         x         x      +   x      x         -
 coordinator, admin| x   x       x        x        x         x         x      +   x      x         -
""")  # fmt: skip
# what a group asks is for everyone to see, for whoever signs in to answer, for organisers to close
HELP = grid("call", """
                                                    published others led joined random
 visitor, suspended                                | >         >      >   >      >
 volunteer, author, neighbour, coordinator, admin  | +         +      +   +      -
""")  # fmt: skip
CALL = grid("call", """
                                                    published others led joined random
 visitor, suspended                                | +         +      +   +      -
 volunteer, author, neighbour, coordinator, admin  | +         +      +   +      -
""")  # fmt: skip
CLOSE = grid("call", """
                                        published others led joined random
 visitor, suspended                    | >         >      >   >      >
 volunteer                             | x         x      +   x      -
 author                                | +         x      +   x      -
 neighbour, coordinator, admin         | x         x      +   x      -
""")  # fmt: skip
GROUP_TAKES = {
    "hands.create": "id hands words on_day weekday until hours",
    "hands.help_out": "note with_address",
    "hands.close": "",
    "members.join": "note",
    "members.leave": "",
    "members.take": "",
    "members.set_pace": "",
    "invitations.accept": "",
    "invitations.create": "",
    "invitations.revoke": "",
}
