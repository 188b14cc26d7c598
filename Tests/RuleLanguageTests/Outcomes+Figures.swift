extension OutcomeTests {
  static let figures = Outcome.table(
    """
    project requested-grant=1365000; A; line A category=third-party-support cost=1050000; line \
    A category=personnel cost=350000
    requested-grant is at most 100 % of third-party-costs plus 90 % of (total-cost minus \
    third-party-costs)
    yes: EUR 1 365 000, at most EUR 1 365 000 allowed

    project requested-grant=1365000.01; A; line A category=third-party-support cost=1050000; \
    line A category=personnel cost=350000
    requested-grant is at most 100 % of third-party-costs plus 90 % of (total-cost minus \
    third-party-costs)
    no: EUR 1 365 000.01, at most EUR 1 365 000 allowed

    project requested-grant=1404000
    requested-grant is at most smaller of (maximum-grant, EUR 1 404 000)
    no: EUR 1 404 000, at most EUR 1 400 000 allowed

    project requested-grant=974000; A; line A category=third-party-support cost=740000; line A \
    category=personnel cost=260000
    third-party-costs is at least 75 % of total-cost
    no: EUR 740 000 is 74 % of EUR 1 000 000, at least 75 % needed

    project requested-grant=974000; A; line A category=third-party-support cost=740000; line A \
    category=personnel cost=260000
    third-party-costs is at least 75 % of requested-grant
    yes: EUR 740 000 is 75.97 % of EUR 974 000, at least 75 % needed

    A; line A category=third-party-support cost=749.95; line A category=personnel cost=250.05
    third-party-costs is at least 75 % of total-cost
    no: EUR 749.95 is 74.99 % of EUR 1 000, at least 75 % needed

    A; line A category=third-party-support cost=0.75; line A category=personnel cost=0.25
    third-party-costs is exactly 75 % of total-cost
    yes: EUR 0.75 is 75 % of EUR 1, exactly 75 % needed

    A; line A category=third-party-support cost=75; line A category=personnel cost=?
    third-party-costs is at least 75 % of total-cost
    unknown: EUR 75 of EUR 75 or more, at least 75 % needed
    missing: line 2 cost, total-cost

    A; line A category=third-party-support cost=?; line A category=personnel cost=25
    third-party-costs is at most total-cost
    yes: not stated, at most EUR 25 or more allowed

    A; line A category=third-party-support cost=60; line A \
    category=personnel|third-party-support cost=20; line A category=travel cost=20
    third-party-costs is at least 75 % of total-cost
    unknown: between EUR 60 and EUR 80 of EUR 100, at least 75 % needed
    missing: line 2 category

    A; project requested-grant=91; line A category=? cost=100
    requested-grant is at most 100 % of third-party-costs plus 90 % of (total-cost minus \
    third-party-costs)
    unknown: EUR 91, at most between EUR 90 and EUR 100 allowed
    missing: line 1 category

    A; project requested-grant=90; line A category=? cost=100
    requested-grant is at most 100 % of third-party-costs plus 90 % of (total-cost minus \
    third-party-costs)
    yes: EUR 90, at most between EUR 90 and EUR 100 allowed

    A; project requested-grant=101; line A category=? cost=100
    requested-grant is at most 100 % of third-party-costs plus 90 % of (total-cost minus \
    third-party-costs)
    no: EUR 101, at most between EUR 90 and EUR 100 allowed

    A cost=?; B cost=?; C cost=50; pool 100 A B
    cost of participants is exactly EUR 150
    yes: EUR 150, exactly EUR 150 needed

    A cost=? kind=company; B cost=? kind=company; pool 100 A B
    cost of participants whose kind is company is at least EUR 100
    yes: EUR 100, at least EUR 100 needed

    A cost=? kind=company; B cost=? kind=cluster-network; pool 100 A B
    cost of participants whose kind is company is at most EUR 100
    yes: up to EUR 100, at most EUR 100 allowed

    A cost=? kind=company; B cost=? kind=cluster-network; pool 100 A B
    cost of participants whose kind is company is at least EUR 50
    unknown: up to EUR 100, at least EUR 50 needed
    missing: A cost

    project duration=36
    duration is between 18 months and 36 months
    yes: 36 months, at least 18 months needed; 36 months, at most 36 months allowed

    project duration=37
    duration is at most 3 years
    no: 37 months, at most 36 months allowed

    A
    duration is at least 24 months
    unknown: not stated, at least 24 months needed
    missing: duration

    project submission-date=2021-11-30
    submission-date is on or before 2021-11-30
    yes: 2021-11-30, on or before 2021-11-30 needed

    project submission-date=2021-11-30
    submission-date is before 2021-11-30
    no: 2021-11-30, before 2021-11-30 needed

    project trl-start=5
    trl-start is at least 6
    no: 5, at least 6 needed

    A; B sme=yes; C
    number of beneficiaries that are sme is at least 50 % of number of beneficiaries
    unknown: between 1 and 3 of 3, at least 50 % needed
    missing: A sme, C sme

    A; B
    number of beneficiaries is at least fewest
    yes: 2, at least 2 needed

    project requested-grant=60000
    requested-grant is EUR 60 000
    yes: EUR 60 000, exactly EUR 60 000 needed

    project requested-grant=1400000.01
    requested-grant is not more than maximum-grant
    no: EUR 1 400 000.01, at most EUR 1 400 000 allowed

    A requested-grant=60 cost=100; B requested-grant=80 cost=100
    for every beneficiary (requested-grant is at most rate of its cost)
    no: B: EUR 80 is 80 % of EUR 100, at most 70 % allowed

    A; line A cost=5 category=travel; line A cost=7 category=travel maybe
    total-cost is at least EUR 12
    unknown: between EUR 5 and EUR 12, at least EUR 12 needed
    missing: total-cost, line 2 ?

    A; open lines; line A cost=5 category=travel
    total-cost is at least EUR 5
    yes: EUR 5 or more, at least EUR 5 needed
    """)

  static let joints = Outcome.table(
    """
    project strand=textile duration=24
    strand is textile and duration is at least 24 months
    yes: strand is textile; 24 months, at least 24 months needed

    project strand=1 duration=24
    strand is textile and duration is at least 24 months
    no: strand is 1

    project strand=1 duration=24
    strand is textile or duration is at least 24 months
    yes: 24 months, at least 24 months needed

    project strand=1 duration=12
    strand is textile or duration is at least 24 months
    no: strand is 1; and 12 months, at least 24 months needed

    project strand=1
    not (duration is at least 24 months)
    unknown: not stated, less than 24 months needed
    missing: duration

    project strand=1 duration=24
    not (duration is at least 24 months)
    no: 24 months, less than 24 months needed

    project strand=1 duration=12
    duration is at least 24 months unless strand is 1
    yes: strand is 1

    project strand=2 duration=12
    duration is at least 24 months unless strand is 1
    no: strand is 2; and 12 months, at least 24 months needed

    project duration=12
    duration is at least 24 months unless strand is 1
    unknown: strand is not stated; and 12 months, at least 24 months needed
    missing: strand

    project strand=1 duration=12
    when strand is 1 then duration is at least 24 months
    no: strand is 1; 12 months, at least 24 months needed

    project strand=2 duration=12
    when strand is 1 then duration is at least 24 months
    yes: strand is 2

    project duration=30
    when strand is 1 then duration is at least 24 months otherwise duration is at least 18 \
    months
    yes: strand is not stated; 30 months, at least 24 months needed; 30 months, at least 18 \
    months needed

    project duration=20
    when strand is 1 then duration is at least 24 months otherwise duration is at least 18 \
    months
    unknown: strand is not stated; 20 months, at least 24 months needed; 20 months, at least 18 \
    months needed
    missing: strand

    A; B; C
    not (there are at least 3 beneficiaries)
    no: 3 beneficiaries, at most 2 allowed: A, B, C
    """)

  static let gaps = Outcome.table(
    """
    A role=? country=FR; B role=coordinator country=DE
    there are at least 2 beneficiaries whose country is FR
    no: 0 to 1 beneficiaries, at least 2 needed; perhaps A

    A kind=? country=IS; B kind=company country=?
    there is at least 1 beneficiary whose (kind is company and country is FR)
    unknown: 0 to 1 beneficiaries, at least 1 needed; perhaps B
    missing: B country

    A sme=? non-profit=yes
    there is at least 1 beneficiary whose (sme and not (non-profit))
    no: 0 beneficiaries, at least 1 needed

    A country=NO
    there is at least 1 beneficiary whose country is in eligible-countries
    unknown: 0 to 1 beneficiaries, at least 1 needed; perhaps A
    """)
}
