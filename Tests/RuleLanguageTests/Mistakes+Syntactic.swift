extension MistakeTests {
  static let syntactic = Mistake.table(
    """
    ⟦⟧
    rule.empty: a rule states a condition
    help: write what must hold

    strand is textile and duration is at least 24 months ⟦or⟧ strand is 1
    rule.mixed-and-or: 'and' and 'or' are mixed without parentheses
    help: put the conditions that belong together in parentheses

    strand is textile or duration is at least 24 months ⟦and⟧ strand is 1
    rule.mixed-and-or: 'and' and 'or' are mixed without parentheses
    help: put the conditions that belong together in parentheses

    requested-grant ⟦at⟧ least EUR 5
    rule.expected: expected 'is' after the subject but found 'at'
    help: write 'is' before 'at'

    requested-grant ⟦si⟧ at least EUR 5
    rule.expected: expected 'is' after the subject but found 'si'
    help: did you mean 'is'?

    there are at least 3 ⟦beneficaries⟧
    rule.unknown-noun: 'beneficaries' is no noun of this language
    help: did you mean 'beneficiaries'?

    there are at least 3 ⟦partners⟧
    rule.unknown-noun: 'partners' is no noun of this language
    help: the nouns are participants, beneficiaries, coordinators, lines, awards, vouchers, aids

    there are at least ⟦three⟧ beneficiaries
    rule.number: numbers are written in digits
    help: write '3'
    fix-it: 3

    there are ⟦3⟧ beneficiaries
    rule.expected: expected how many but found '3'
    help: write 'at least 3', 'at most 5', 'exactly 1', 'between 2 and 6' or 'no'

    there are at least ⟦1.5⟧ beneficiaries
    rule.number: this number is a whole one of at most 1 000 000

    there are ⟦between 5 and 2⟧ beneficiaries
    rule.bound: no number is between 5 and 2
    help: write the lower number first

    there are ⟦fewer⟧ than 0 beneficiaries
    rule.bound: no number is fewer than 0

    there are at least 3 beneficiaries, each in a different ⟦⟧
    rule.expected: expected a field such as 'country' but found the end of the rule

    there are at least 3 beneficiaries, ⟦in⟧ different countries
    rule.expected: expected 'each' after the comma but found 'in'

    duration is at least 24 months ⟦strand⟧ is 1
    rule.left-over: the rule is complete before 'strand'
    help: join conditions by 'and' or 'or'

    duration is at least 24 months ⟦adn⟧ strand is 1
    rule.left-over: the rule is complete before 'adn'
    help: did you mean 'and'?

    duration is at least 24 months⟦)⟧
    rule.left-over: the rule is complete before ')'
    help: join conditions by 'and' or 'or'

    (duration is at least 24 months⟦⟧
    rule.expected: expected ')' after the condition but found the end of the rule

    not ⟦duration⟧ is at least 24 months
    rule.expected: expected '(' after 'not' but found 'duration'

    when strand is 1 ⟦duration⟧ is at least 24 months
    rule.expected: expected 'then' after the condition of 'when' but found 'duration'

    strand is in ⟦textile⟧
    rule.unknown-name: no set is called 'textile'
    help: write '(textile)' for a set of one label, or leave out 'in'

    strand is in (⟦)⟧
    rule.empty-set: a set has at least one label
    help: name its labels

    strand is in (textile ⟦or⟧ 1)
    rule.expected: expected ')' after the labels but found 'or'

    strand is in (textile, ⟦⟧
    rule.expected: expected a label but found the end of the rule

    objectives include ⟦network⟧
    rule.expected: expected how many but found 'network'
    help: write 'at least 3', 'at most 5', 'exactly 1', 'between 2 and 6' or 'no'

    objectives include all ⟦(⟧network)
    rule.expected: expected 'of' after the number but found '('

    for ⟦all⟧ beneficiaries (sme)
    rule.expected: expected 'every' after 'for' but found 'all'

    for every beneficiary ⟦sme⟧
    rule.expected: expected '(' after 'for every' and its noun but found 'sme'

    there is at least 1 beneficiary whose (⟦there⟧ is at least 1 line)
    rule.misplaced: 'there is' speaks of the whole project and cannot stand in a filter

    country of ⟦beneficiary⟧ is FR
    rule.which: it is not clear which beneficiary is meant
    help: write 'country of every beneficiary'

    beneficiaries come from at least 2 ⟦countries⟧
    rule.expected: expected 'different' after the number but found 'countries'

    requested-grant ⟦come⟧ from at least 2 different countries
    rule.misplaced: 'come from' follows a noun such as 'beneficiaries'

    duration is at least ⟦⟧
    rule.expected: expected a quantity but found the end of the rule

    duration is ⟦least⟧ 24 months
    rule.expected: expected a quantity but found 'least'

    smaller of ⟦total-cost⟧ is at least EUR 5
    rule.expected: expected '(' after 'of' but found 'total-cost'

    requested-grant is at most 50 % of ⟦50 %⟧ of total-cost
    rule.expected: expected an amount after 'of' but found another percentage
    help: put the percentage of the amount in parentheses
    """)
}
