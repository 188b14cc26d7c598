extension MistakeTests {
  static let lexical = Mistake.table(
    """
    requested-grant is at most EUR ⟦1,400,000⟧
    rule.comma-in-number: a number has a decimal point and no commas
    help: write '1 400 000'
    fix-it: 1 400 000

    requested-grant is at most EUR ⟦1,400⟧
    rule.comma-in-number: '1,400' could be thousands or decimals
    help: write '1 400' for thousands or '1.400'

    requested-grant is at most EUR ⟦1400,50⟧
    rule.comma-in-number: a number has a decimal point and no commas
    help: write '1400.50'
    fix-it: 1400.50

    requested-grant is at most EUR ⟦1.400.000⟧
    rule.number: a number has one decimal point, and spaces between thousands
    help: write '1 400 000'
    fix-it: 1 400 000

    requested-grant is at most EUR ⟦1.400,50⟧
    rule.number: a number has one decimal point, and spaces between thousands
    help: write '1 400.50'
    fix-it: 1 400.50

    requested-grant is at most ⟦€⟧ 60 000
    rule.character: rules are made of words, and '€' is not one
    help: write amounts as in 'EUR 60 000'

    requested-grant ⟦≥⟧ EUR 60 000
    rule.character: rules are made of words, and '≥' is not one
    help: write 'at least'

    requested-grant ⟦<⟧ EUR 60 000
    rule.character: rules are made of words, and '<' is not one
    help: write 'less than' or 'at most'

    requested-grant is at most EUR 60⟦\u{A0}⟧000
    rule.character: rules are made of words, and '\\u{a0}' is not one
    help: this is an invisible character: replace it by an ordinary space

    requested-grant is⟦\u{200B}⟧ at most EUR 60 000
    rule.character: rules are made of words, and '\\u{200b}' is not one
    help: this is an invisible character: replace it by an ordinary space

    requested-grant is at most ⟦EUR 99 999 999 999 999 999⟧
    rule.amount: the largest amount is EUR 1 000 000 000 000 000
    help: no call has that much to give

    requested-grant is at most ⟦EUR 1 000 000 000 000 001⟧
    rule.amount: the largest amount is EUR 1 000 000 000 000 000
    help: no call has that much to give

    requested-grant is at most ⟦EUR 99 999 999 billion⟧
    rule.amount: the largest amount is EUR 1 000 000 000 000 000
    help: no call has that much to give

    requested-grant is at most EUR ⟦999 999 999 999 999 999 999⟧
    rule.number: a number has at most 17 digits
    help: no call states a figure as large or as fine as this

    requested-grant is at most ⟦EUR 60.123⟧
    rule.amount: an amount has at most two decimals

    requested-grant is at most EUR⟦⟧
    rule.expected: expected a number but found the end of the rule
    help: write for example 'EUR 60 000'

    requested-grant is at most ⟦101 %⟧ of total-cost
    rule.percent: a percentage is at most 100 %
    help: a share of something is never more than the whole of it

    requested-grant is at most ⟦99.99999 %⟧ of total-cost
    rule.percent: a percentage has at most four decimals

    requested-grant is at most ⟦0.1234567890123456789012345678901234567890⟧ % of total-cost
    rule.number: a number has at most 17 digits
    help: no call states a figure as large or as fine as this

    duration is at most ⟦3.5⟧ years
    rule.number: only amounts and percentages have decimals
    help: write 'EUR' before an amount or '%' after a percentage

    submission-date is before ⟦2021-02-29⟧
    rule.date: '2021-02-29' is not a day of the calendar
    help: write a date as in '2021-11-30'

    submission-date is before ⟦2021-1-5⟧
    rule.date: '2021-1-5' is not a day of the calendar
    help: write a date as in '2021-11-30'

    duration is at least 24 months⟦.⟧
    rule.character: rules are made of words, and '.' is not one
    help: a rule ends without a full stop

    strand is ⟦"⟧textile"
    rule.character: rules are made of words, and '"' is not one
    help: labels stand without quotes

    requested-grant is at most total-cost ⟦-⟧ EUR 5
    rule.character: rules are made of words, and '-' is not one
    help: write 'minus', or a name without a space at the hyphen

    requested-grant is at most total-cost ⟦–⟧ EUR 5
    rule.character: rules are made of words, and '–' is not one
    help: write 'minus', or a name without a space at the hyphen

    requested-grant is at most 2 ⟦*⟧ total-cost
    rule.character: rules are made of words, and '*' is not one
    help: write 'N % of' an amount

    duration is at least ⟦999 999 999 999 999 999⟧ months
    rule.number: a number has at most 17 digits
    help: no call states a figure as large or as fine as this
    """)
}
