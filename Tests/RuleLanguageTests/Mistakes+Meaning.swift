extension MistakeTests {
  static let meaning = Mistake.table(
    """
    requested-grant is at least ⟦75 %⟧
    rule.type: expected an amount of money but found a percentage
    help: write 'N % of' an amount, as in '75 % of total-cost'

    requested-grant is at most ⟦60 000⟧
    rule.type: expected an amount of money but found a number
    help: write 'EUR' before an amount

    duration is at least ⟦EUR 5⟧
    rule.type: expected a duration but found an amount of money

    requested-grant is at most 70 % of total-cost plus ⟦5 %⟧
    rule.type: expected an amount of money but found a percentage
    help: write 'N % of' an amount

    requested-grant is at most ⟦50 % of submission-date⟧
    rule.type: a percentage of a date has no meaning

    submission-date is at least submission-date plus ⟦submission-date⟧
    rule.type: dates are neither added nor subtracted
    help: a date takes a duration, as in 'submission-date minus 12 months'

    requested-grant is at most ⟦caps⟧ for size of coordinator
    rule.unknown-name: no table is called 'caps'
    help: did you mean 'cap'?

    requested-grant is at most cap for ⟦kind of coordinator⟧
    rule.type: expected a size of enterprise but found a kind of organisation
    help: the key of 'cap' is size

    requested-grant is at most ⟦cap⟧ for (size of coordinator, strand)
    rule.type: the table 'cap' has 1 key
    help: write one for each of: size

    cost of lines whose category is ⟦travel plus EUR 5⟧ is at most EUR 100
    rule.unknown-label: 'travel plus EUR 5' is no cost category
    help: to go on with 'plus' or 'minus', put the figure with its filter in parentheses

    for every award (country is the same as ⟦kind of provider⟧)
    rule.type: expected a country but found a kind of organisation
    help: only words of one type are the same or not

    duration is the same as ⟦duration⟧
    rule.type: only words are the same or not
    help: write 'is exactly' before a figure

    submission-date is before duration plus ⟦submission-date⟧
    rule.type: expected a duration but found a date
    help: write the date first, as in 'start-date plus duration'

    submission-date is before submission-date plus ⟦33 % of duration⟧
    rule.type: a date moves by whole months
    help: write the months, as in 'plus 6 months'

    cost of beneficiaries in every ⟦founded⟧ is at most EUR 5
    rule.type: 'founded' is a date, which tells no groups apart
    help: name a field of words, such as 'country'

    ⟦requested-grant⟧ in every country is at most EUR 5
    rule.misplaced: 'in every' follows a sum or a number
    help: write for example 'cost of beneficiaries in every country is at most …'

    cost of beneficiaries in every country of ⟦provider⟧ is at most EUR 5
    rule.misplaced: only an award has a provider
    help: leave out 'of provider'

    ⟦requested-grnat⟧ is at most EUR 5
    rule.unknown-name: 'requested-grnat' is not known here
    help: did you mean 'requested-grant'?

    ⟦budget⟧ is at most EUR 5
    rule.unknown-name: 'budget' is not known here
    help: define it in the call, or use one of: duration, mandated-coordinator, objectives, \
    requested-grant, strand, submission-date, total-cost, trl-start, third-party-costs, \
    fewest, maximum-grant, rate

    strand is ⟦textil⟧
    rule.unknown-label: 'textil' is no strand
    help: did you mean 'textile'?

    strand is in (textile, ⟦3⟧)
    rule.unknown-label: '3' is no strand
    help: it is one of textile, 1, 2

    strand is in (textile, ⟦textile⟧)
    rule.duplicate: 'textile' stands in this set already
    help: leave it out

    strand is in ⟦strand-of-the-call⟧
    rule.unknown-name: no set is called 'strand-of-the-call'
    help: did you mean 'strands-of-the-call'?

    strand is in ⟦eligible-countries⟧
    rule.type: expected a set of the type strand but 'eligible-countries' is of the type \
    country

    country of coordinator is in ⟦strands-of-the-call⟧
    rule.type: expected a set of the type country but 'strands-of-the-call' is of the type \
    strand

    country of coordinator is in ⟦FR⟧
    rule.unknown-name: no set is called 'FR'
    help: write '(FR)' for a set of one label, or leave out 'in'

    country of coordinator is ⟦fr⟧
    rule.unknown-label: 'fr' is no country
    help: did you mean 'FR'?

    ⟦strand⟧ is at least 5
    rule.type: 'strand' is a strand, which is not more or less
    help: write 'is …', 'is in (…)' or 'is not in (…)'

    ⟦mandated-coordinator⟧ is at least 5
    rule.type: 'mandated-coordinator' is declared or not
    help: write 'mandated-coordinator is declared'

    ⟦objectives⟧ is at least 5
    rule.type: 'objectives' is a list
    help: write for example 'objectives includes at least 1 of (…)'

    ⟦objectives⟧ is network
    rule.type: 'objectives' is a list
    help: write for example 'objectives includes at least 1 of (…)'

    ⟦duration⟧ include all of (network)
    rule.type: 'duration' is a duration and includes nothing

    objectives include at least 1 of ⟦eligible-countries⟧
    rule.type: expected a set of the type objective but 'eligible-countries' is of the type \
    country

    requested-grant is at most ⟦its cost⟧
    rule.misplaced: 'its' is said only inside a filter or 'for every (…)'
    help: write 'cost of …'

    cost of its ⟦lines⟧ is at least EUR 5
    rule.misplaced: 'its lines' is said only of who has them
    help: write 'for every beneficiary (… of its lines …)'

    for every line (cost of its ⟦lines⟧ is at least EUR 5)
    rule.misplaced: 'its lines' is said only of who has them
    help: write 'for every beneficiary (… of its lines …)'

    there is at least 1 beneficiary whose ⟦cuontry⟧ is FR
    rule.unknown-name: a participant has no 'cuontry'
    help: did you mean 'country'?

    there is at least 1 beneficiary whose (⟦smee⟧)
    rule.unknown-name: of a participant nobody says 'smee'
    help: did you mean 'sme'?

    there is at least 1 beneficiary that is ⟦kind⟧
    rule.type: 'kind' is a kind of organisation, not yes or no
    help: write what it must be, as in 'kind is …'

    there is at least 1 beneficiary whose ⟦sme⟧ is yes
    rule.type: 'sme' holds or does not
    help: write 'sme' alone in parentheses, or 'that is sme'

    there is at least 1 beneficiary whose ⟦participant⟧ is sme
    rule.misplaced: only a line or an aid has a participant
    help: leave out 'of participant'

    there is at least 1 line whose participant is ⟦company⟧
    rule.unknown-name: of a participant nobody says 'company'
    help: yes or no are non-profit, sme

    ⟦participant⟧ is sme
    rule.misplaced: 'participant' is meant only inside a filter over lines or aids
    help: write 'for every participant (…)'

    ⟦beneficiaries⟧ are sme
    rule.which: it is not clear how many beneficiaries are meant
    help: write 'for every beneficiary (…)' or 'there is at least 1 …'

    ⟦coordinator is at least EUR 5⟧
    rule.misplaced: of a coordinator only a truth can be said
    help: write for example 'country of coordinator is in …'

    coordinator is ⟦company⟧
    rule.unknown-name: of a participant nobody says 'company'
    help: yes or no are non-profit, sme

    there are at least 2 independent ⟦lines⟧
    rule.type: only participants are independent of each other or not
    help: leave out 'independent'

    number of independent ⟦awards⟧ is at least 2
    rule.type: only participants are independent of each other or not
    help: leave out 'independent'

    beneficiaries come from at least 2 different ⟦costs⟧
    rule.type: 'cost' is an amount of money, which is not counted
    help: count different countries, regions or other words

    beneficiaries come from at least 2 different ⟦country⟧
    rule.unknown-name: a participant has no 'country'
    help: did you mean 'countries'?

    there are at least 2 beneficiaries, each in a different ⟦cost⟧
    rule.type: 'cost' is an amount of money, which is not counted
    help: count different countries, regions or other words

    ⟦country⟧ of beneficiaries is at least EUR 5
    rule.type: 'country' is a country, which has no sum
    help: write 'country of every beneficiary'

    ⟦share⟧ of total-cost is at least EUR 5
    rule.type: expected a percentage before 'of' but found 'share'
    help: write 'N % of' an amount

    there is at least 1 beneficiary whose (cost is at least ⟦requested-grnat⟧)
    rule.unknown-name: 'requested-grnat' is not known here
    help: did you mean 'requested-grant'?

    duration is in ⟦(textile)⟧
    rule.type: a duration is in no set of labels
    help: compare it by 'is at least', 'is at most' or 'is between … and …'

    total-cost plus EUR 5 is ⟦stated⟧
    rule.type: only a fact of the project is stated or not

    there is at least 1 beneficiary whose country is within ⟦(FR)⟧
    rule.type: 'within' is said of regions
    help: write 'is in' a set

    there is at least 1 beneficiary whose region is within (⟦ZZ⟧)
    rule.unknown-label: no NUTS 2 region lies within 'ZZ'
    help: name NUTS regions of level 0, 1 or 2, such as 'FRK'

    trl-start is ⟦declared⟧
    rule.type: only what applicants answer by yes or no is declared
    help: write 'is stated', or what it must be

    there is at least 1 beneficiary whose (⟦represents⟧ is company)
    rule.type: 'represents' is a list
    help: write for example 'represents include at least 1 of (…)'

    requested-grant is at most ⟦0.0001 % of (0.0001 % of (0.0001 % of total-cost))⟧
    rule.percent: shares of shares of shares are too fine to be exact
    help: write fewer decimals
    """)
}
