extension OutcomeTests {
  /// Totals of groups, tallies, look-ups, labels compared, dates moved and aid.
  static let constructs = Outcome.table(
    """
    A country=FR cost=70; B country=DE cost=30; project total-cost=100
    cost of beneficiaries in every country is at most 70 % of total-cost
    yes: all 2 keep to it, nearest to the limit FR: EUR 70 is 70 % of EUR 100, at most 70 % allowed

    A country=FR cost=60; B country=? cost=20; project total-cost=100
    cost of beneficiaries in every country is at most 70 % of total-cost
    unknown: FR: between EUR 60 and EUR 80 of EUR 100, at most 70 % allowed; country not known (B): \
    between EUR 20 and EUR 80 of EUR 100, at most 70 % allowed
    missing: B country

    A country=FR; B country=FR group=1; C country=FR group=1
    number of independent beneficiaries in every country is at most 1
    no: FR: 2, at most 1 allowed

    A sme=yes; B sme=no; project duration=36
    at least 2 of (there are at least 2 beneficiaries, there are no participants that are sme, \
    duration is 36 months) hold
    yes: 2 of 3 hold, at least 2 needed; holding: 2 beneficiaries, at least 2 needed: A, B, and \
    36 months, exactly 36 months needed; not holding: 1 participant, none allowed: A

    A; project duration=?
    exactly 1 of (there is at least 1 beneficiary, duration is 36 months) holds
    unknown: 1 to 2 of 2 hold, exactly 1 needed; holding: 1 beneficiary, at least 1 needed: A; \
    open: not stated, exactly 36 months needed
    missing: duration

    A role=coordinator size=small; project requested-grant=70
    requested-grant is at most cap for size of coordinator
    yes: EUR 70, at most EUR 70 allowed

    A role=coordinator size=medium; project requested-grant=70
    requested-grant is at most cap for size of coordinator
    unknown: EUR 70, and the limit is not stated

    A role=coordinator size=small|large; project requested-grant=71
    requested-grant is at most cap for size of coordinator
    unknown: EUR 71, at most between EUR 70 and EUR 100 allowed
    missing: A size

    A country=FR; award country=FR provider=A
    for every award (country is not the same as country of provider)
    no: award 1: country FR, country of provider FR

    A country=FR; B country=DE; award country=FR
    for every award (country is not the same as country of provider)
    unknown: award 1: country FR, country of provider not known
    missing: award 1 provider

    A country=FR; B country=DE; award country=AT
    for every award (country is not the same as country of provider)
    yes: 1 award keeps to it

    A founded=2020-11-30; project submission-date=2021-11-30
    founded of every participant is on or after submission-date minus 12 months
    yes: 1 participant keeps to it

    A founded=2020-11-29; project submission-date=2021-11-30
    founded of every participant is on or after submission-date minus 12 months
    no: A: 2020-11-29, on or after 2020-11-30 needed

    A; aid A date=2021-01-01 amount=60 regime=de-minimis member-state=FR; aid A date=2018-11-29 \
    amount=60 regime=de-minimis member-state=FR; project submission-date=2021-11-30
    amount of aids whose (regime is de-minimis and date is after submission-date minus 3 years) in \
    every member-state and group is at most EUR 100
    yes: FR, another control group: EUR 60, at most EUR 100 allowed
    """)
}
