"""The rules of the desks: of this area, of the neighbour (elsewhere), and of admins. Signs: see tables.py."""

from tests.access.grids import Grid, grid

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
GO_ON = Grid("problem", DECIDE.cells)
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
DROP = grid("import", """
                                any random
 visitor, suspended            | >   >
 volunteer, author             | x   x
 neighbour, coordinator, admin | +   +
""")  # fmt: skip
CHECKLIST, DROP_LIST = (Grid("checklist", one.cells) for one in (IMPORT, DROP))
# a person who sent something to one's desk, as each of these did; admins change rights, never their own
PERSON = grid("person", """
                    own author unknown random
 visitor, suspended| >   >      >       >
 volunteer, author | x   x      x       x
 neighbour         | -   +      -       -
 coordinator       | +   +      -       -
 admin             | +   +      +       -
""")  # fmt: skip
RIGHTS = grid("person", """
                                  own author unknown random
 visitor, suspended              | >   >      >       >
 volunteer, author               | x   x      x       x
 neighbour, coordinator          | x   x      x       x
 admin                           | x   +      +       -
""")  # fmt: skip
TRUST = grid("person", """
                    own author unknown random
 visitor, suspended| >   >      >       >
 volunteer, author | x   x      x       x
 neighbour         | -   +      -       -
 coordinator       | x   +      -       -
 admin             | x   +      +       -
""")  # fmt: skip
ANSWER = grid("answer", """
                                any random
 visitor, suspended            | >   >
 volunteer, author             | x   x
 neighbour, coordinator, admin | +   -
""")  # fmt: skip
NOTICE = grid("notice", """
                                            any random
 visitor, suspended                        | >   >
 volunteer, author, neighbour, coordinator | x   x
 admin                                     | +   -
""")  # fmt: skip
BLOCKED = grid("blocked", """
                                            any random
 visitor, suspended                        | >   >
 volunteer, author, neighbour, coordinator | x   x
 admin                                     | +   -
""")  # fmt: skip
# trying or dropping twice is once
STUCK = grid("job", """
                                            any random
 visitor, suspended                        | >   >
 volunteer, author, neighbour, coordinator | x   x
 admin                                     | +   +
""")  # fmt: skip
# one's own decision, whose item may lie on another desk by now (the last question of each desk was their own)
UNDO = grid("element", """
                      own pending returned rejected withdrawn published hidden gone elsewhere random
 visitor, suspended  | >   >       >        >        >         >         >      >    >         >
 volunteer, author   | x   x       x        x        x         x         x      x    x         x
 neighbour           | x   x       +        x        x         x         x      x    +         -
 coordinator         | x   +       +        +        +         +         +      +    x         -
 admin               | x   +       +        +        +         +         +      +    +         -
""")  # fmt: skip
OWN_SESSION = grid("session", """
                                                  own someone's random
 visitor, suspended                              | >   >         >
 volunteer, author, neighbour, coordinator, admin| +   -         -
""")  # fmt: skip
GROUPS_OF = grid("person", """
                                  own author unknown random
 visitor, suspended              | >   >      >       >
 volunteer, author               | x   x      x       x
 neighbour, coordinator          | x   x      x       x
 admin                           | +   x      x       -
""")  # fmt: skip
OWN_FILE = Grid("export", OWN_SESSION.cells)  # of whoever asked for it; others do not know of it
