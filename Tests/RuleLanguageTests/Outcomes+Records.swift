extension OutcomeTests {
  static let universals = Outcome.table(
    """
    A non-profit=yes requested-grant=100 cost=100; B non-profit=no requested-grant=70 cost=100
    for every beneficiary (when non-profit then requested-grant is at most its cost otherwise \
    requested-grant is at most 70 % of its cost)
    yes: all 2 beneficiaries keep to it

    A non-profit=yes requested-grant=100 cost=100; B non-profit=no requested-grant=70.01 \
    cost=100
    for every beneficiary (when non-profit then requested-grant is at most its cost otherwise \
    requested-grant is at most 70 % of its cost)
    no: B: not non-profit, EUR 70.01 is 70.01 % of EUR 100, at most 70 % allowed

    A non-profit=? requested-grant=70 cost=100
    for every beneficiary (when non-profit then requested-grant is at most its cost otherwise \
    requested-grant is at most 70 % of its cost)
    yes: 1 beneficiary keeps to it

    A non-profit=? requested-grant=80 cost=100
    for every beneficiary (when non-profit then requested-grant is at most its cost otherwise \
    requested-grant is at most 70 % of its cost)
    unknown: A: non-profit not known, EUR 80, at most EUR 100 allowed, EUR 80 is 80 % of EUR \
    100, at most 70 % allowed
    missing: A non-profit

    A non-profit=? requested-grant=101 cost=100
    for every beneficiary (when non-profit then requested-grant is at most its cost otherwise \
    requested-grant is at most 70 % of its cost)
    no: A: non-profit not known, EUR 101, at most EUR 100 allowed, EUR 101 is 101 % of EUR 100, \
    at most 70 % allowed

    A role=associated
    for every beneficiary (sme)
    yes: there are no such beneficiaries

    A headcount=49.5; B headcount=50
    headcount of every participant is less than 50
    no: B: 50, less than 50 needed

    A sme=yes; B sme=no
    there is at least 1 participant that is not sme
    yes: 1 participant, at least 1 needed: B

    award recipient=sme amount=60000; award recipient=startup amount=70000
    amount of every award whose recipient is sme is at most EUR 60 000
    yes: 1 award keeps to it

    award recipient=sme amount=60000.01
    amount of every award whose recipient is sme is at most EUR 60 000
    no: award 1: EUR 60 000.01, at most EUR 60 000 allowed

    award recipient=? amount=70000
    amount of every award whose recipient is sme is at most EUR 60 000
    unknown: award 1: EUR 70 000, at most EUR 60 000 allowed
    missing: award 1 recipient

    A; open awards
    amount of every voucher is at most EUR 60 000
    unknown: open: not stated, at most EUR 60 000 allowed
    missing: open form

    A kind=company; B kind=cluster-network; line A category=travel cost=5; line B \
    category=travel cost=5
    there is exactly 1 line whose kind of participant is company
    yes: 1 line, exactly 1 needed: line 1

    A sme=yes; B sme=?; line A cost=50 category=travel; line B cost=50 category=travel
    cost of lines whose participant is sme is at least EUR 100
    unknown: between EUR 50 and EUR 100, at least EUR 100 needed
    missing: B sme

    A cost=100; B cost=50; line A cost=60 category=travel; line A cost=40 category=travel; line \
    B cost=50 category=travel
    for every participant (cost of its lines is exactly its cost)
    yes: all 2 participants keep to it

    A founded=2020-01-01; B founded=2019-12-31
    for every beneficiary (founded is on or after 2020-01-01)
    no: B: 2019-12-31, on or after 2020-01-01 needed

    A founded=?
    for every beneficiary (founded is before 1965-01-01)
    unknown: A: not stated, before 1965-01-01 needed
    missing: A founded
    """)

  static let labels = Outcome.table(
    """
    project strand=textile
    strand is textile
    yes: strand is textile

    project strand=1
    strand is 1
    yes: strand is 1

    project strand=2
    strand is in (textile, 1)
    no: strand is 2

    A
    strand is in strands-of-the-call
    unknown: strand is not stated
    missing: strand

    project strand=1
    strand is not in (textile, 1)
    no: strand is 1

    A role=coordinator country=FR non-profit=yes
    country of coordinator is in eligible-countries
    yes: A: country FR

    A role=coordinator country=NO
    country of coordinator is in eligible-countries
    unknown: A: country NO

    A role=coordinator country=IS
    country of coordinator is in eligible-countries
    no: A: country IS

    A role=coordinator non-profit=?
    coordinator is non-profit
    unknown: A: non-profit not known
    missing: A non-profit

    A role=coordinator non-profit=no
    coordinator is not non-profit
    yes: A: not non-profit

    A role=beneficiary
    coordinator is non-profit
    no: no coordinator is named

    A role=coordinator; project mandated-coordinator=yes
    coordinator is sme or mandated-coordinator is declared
    yes: mandated-coordinator is declared

    A
    mandated-coordinator is declared
    unknown: whether mandated-coordinator is declared is not stated
    missing: mandated-coordinator

    project mandated-coordinator=no
    mandated-coordinator is not declared
    yes: mandated-coordinator is not declared

    project objectives=network+innovate
    objectives include all of (network, innovate)
    yes: objectives: network, innovate

    project objectives=network
    objectives include all of (network, innovate)
    no: objectives: network; not innovate, at least 2 needed

    A
    objectives include at least 1 of (network, innovate)
    unknown: objectives: not stated, at least 1 needed
    missing: objectives

    project objectives=adopt
    objectives include exactly 1 of (network, innovate)
    no: objectives: none of network, innovate, exactly 1 needed

    project objectives=network+adopt
    objectives include between 1 and 2 of (network, adopt)
    yes: objectives: network, adopt

    project duration=24
    duration is stated
    yes: duration is stated

    A
    duration is not stated
    unknown: duration is not stated
    missing: duration

    A
    strand is stated
    unknown: strand is not stated
    missing: strand

    project objectives=adopt
    objectives is stated
    yes: objectives is stated

    A region=FRK2; B region=DE11
    there is exactly 1 beneficiary whose region is within (FR)
    yes: 1 beneficiary, exactly 1 needed: A
    """)
}
