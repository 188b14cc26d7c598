extension OutcomeTests {
  static let counts = Outcome.table(
    """
    A kind=company; B kind=company; C kind=cluster-network
    there are at least 2 beneficiaries whose kind is company
    yes: 2 beneficiaries, at least 2 needed: A, B

    A kind=company; B kind=cluster-network
    there are at least 2 beneficiaries whose kind is company
    no: 1 beneficiary, at least 2 needed: A

    A kind=company; B kind=?
    there are at least 2 beneficiaries whose kind is company
    unknown: 1 to 2 beneficiaries, at least 2 needed: A; perhaps B
    missing: B kind

    A kind=company; B kind=company|cluster-network
    there are at least 1 beneficiaries whose kind is company
    yes: 1 to 2 beneficiaries, at least 1 needed: A; perhaps B

    A; B role=associated; C role=coordinator
    there are exactly 2 beneficiaries
    yes: 2 beneficiaries, exactly 2 needed: A, C

    A; B role=?
    there are between 1 and 2 beneficiaries
    yes: 1 to 2 beneficiaries, between 1 and 2 needed: A; perhaps B

    A; B; C
    there are fewer than 3 beneficiaries
    no: 3 beneficiaries, at most 2 allowed: A, B, C

    A; B
    there are more than 2 participants
    no: 2 participants, at least 3 needed: A, B

    A sme=yes; B sme=no
    there are no beneficiaries that are sme
    no: 1 beneficiary, none allowed: A

    A sme=no; B sme=?
    there are no beneficiaries that are sme
    unknown: 0 to 1 beneficiaries, none allowed; perhaps B
    missing: B sme

    A group=1; B group=1; C
    there are at least 3 independent beneficiaries
    no: 2 independent beneficiaries, at least 3 needed: A, B, C

    A group=1; B group=1; C
    there are at least 2 independent beneficiaries
    yes: 2 independent beneficiaries, at least 2 needed: A, B, C

    A; open participants
    there are at least 2 participants
    unknown: 1 or more participants, at least 2 needed: A; perhaps open
    missing: open country

    A; open participants
    there are at most 5 participants
    unknown: 1 or more participants, at most 5 allowed: A; perhaps open
    missing: open country

    A; B; C; open participants
    there are at most 2 participants
    no: 3 or more participants, at most 2 allowed: A, B, C; perhaps open

    A represents=company+cluster-network; B represents=?
    there are at least 2 beneficiaries whose represents include at least 1 of (company)
    unknown: 1 to 2 beneficiaries, at least 2 needed: A; perhaps B
    missing: B represents

    A country=FR; B country=FR; C country=DE; D country=AT; E country=AT; F country=NO; G \
    country=IS; H country=NO
    there are at least 9 beneficiaries
    no: 8 beneficiaries, at least 9 needed: A, B, C, D, E, F and 2 more
    """)

  static let matchings = Outcome.table(
    """
    A country=FR; B country=DE; C country=AT
    there are at least 3 independent beneficiaries, each in a different country
    yes: 3 beneficiaries in different countries, at least 3 needed: A, B, C

    A country=FR; B country=DE; C country=FR
    there are at least 3 independent beneficiaries, each in a different country
    no: 2 beneficiaries in different countries, at least 3 needed: A, B, C

    A country=FR; B country=DE; C country=?
    there are at least 3 independent beneficiaries, each in a different country
    unknown: 2 to 3 beneficiaries in different countries, at least 3 needed: A, B, C
    missing: C country

    A country=FR group=1; B country=DE group=1; C country=FR
    there are at least 2 independent beneficiaries, each in a different country
    yes: 2 beneficiaries in different countries, at least 2 needed: A, B, C

    A country=FR group=1; B country=DE group=1; C country=FR; D country=DE
    there are at least 3 independent beneficiaries, each in a different country
    no: 2 beneficiaries in different countries, at least 3 needed: A, B, C, D

    A country=FR group=1; B country=DE group=1; C country=FR group=2; D country=AT group=2
    there are at least 2 independent beneficiaries, each in a different country
    yes: 2 beneficiaries in different countries, at least 2 needed: A, B, C, D

    A country=FR group=1; B country=DE group=1; C country=AT group=1
    there are at least 2 independent beneficiaries, each in a different country
    no: 1 beneficiary in a country of its own, at least 2 needed: A, B, C

    A country=FR group=1; B country=DE group=1
    there are at least 2 beneficiaries, each in a different country
    yes: 2 beneficiaries in different countries, at least 2 needed: A, B

    A country=FR|DE; B country=FR|DE; C country=AT
    there are at least 3 independent beneficiaries, each in a different country
    unknown: 1 to 3 beneficiaries in different countries, at least 3 needed: A, B, C
    missing: A country, B country

    A country=FR; B country=FR|FR; C country=FR
    there are at least 2 independent beneficiaries, each in a different country
    no: 1 beneficiary in a country of its own, at least 2 needed: A, B, C

    A country=FR; B country=DE; C country=NO
    there are at least 3 independent beneficiaries whose country is in eligible-countries, each \
    in a different country
    unknown: 2 to 3 beneficiaries in different countries, at least 3 needed: A, B; perhaps C

    A country=FR; B country=DE; C country=IS
    there are at least 3 independent beneficiaries whose country is in eligible-countries, each \
    in a different country
    no: 2 beneficiaries in different countries, at least 3 needed: A, B

    A country=FR; open participants
    there are at least 3 beneficiaries, each in a different country
    unknown: 1 or more beneficiaries in different countries, at least 3 needed: A; perhaps open
    missing: open role, open country
    """)

  static let spreads = Outcome.table(
    """
    A country=FR; B country=DE; C country=FR
    beneficiaries come from at least 2 different countries
    yes: 2 different countries, at least 2 needed: DE, FR

    A country=FR; B country=FR
    beneficiaries come from at least 2 different countries
    no: 1 country, at least 2 needed: FR

    A country=FR; B country=?
    beneficiaries come from at least 2 different countries
    unknown: 1 to 2 different countries, at least 2 needed: FR; not certain: B
    missing: B country

    A country=FR; B country=DE|AT
    beneficiaries come from at least 2 different countries
    yes: 2 different countries, at least 2 needed: FR; not certain: B

    A country=FR; B country=FR|AT
    beneficiaries come from exactly 1 different countries
    unknown: 1 to 2 different countries, exactly 1 needed: FR; not certain: B
    missing: B country

    A region=FRK2; B region=FRK2; C region=DE11 role=?
    beneficiaries come from at least 2 different regions
    unknown: 1 to 2 different regions, at least 2 needed: FRK2; not certain: C
    missing: C role

    A region=FRK2 region-class=transition; B region=FRY1 region-class=less-developed
    beneficiaries whose region-class is less-developed come from at least 2 different regions
    no: 1 region, at least 2 needed: FRY1

    A country=DE|AT; B country=FR|NO; C country=?
    beneficiaries come from at least 2 different countries
    yes: 2 to 3 different countries, at least 2 needed; not certain: A, B, C

    A country=FR; open participants
    participants come from at most 1 different countries
    unknown: 1 or more different countries, at most 1 allowed: FR; not certain: open
    missing: open country
    """)
}
