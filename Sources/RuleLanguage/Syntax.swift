import FundingTerms
import SourceText

/// A name as the rule writes it.
struct NameSyntax {
  var text: String
  var range: Range<Int>
}

/// A rule as it is written, before its names have a meaning.
struct ConditionSyntax {
  indirect enum Form {
    case all([ConditionSyntax])
    case any([ConditionSyntax])
    case not(ConditionSyntax)
    case tally(CountBound, [ConditionSyntax])
    case unless(ConditionSyntax, exception: ConditionSyntax)
    case when(ConditionSyntax, then: ConditionSyntax, otherwise: ConditionSyntax?)
    case existence(CountBound, independent: Bool, NounSyntax, different: NameSyntax?)
    case spread(NounSyntax, CountBound, field: NameSyntax)
    /// `cost of lines in every country of participant is …`
    case totals(QuantitySyntax, keys: [KeySyntax], negated: Bool, PredicateSyntax)
    case universal(NounSyntax, ConditionSyntax)
    /// `nil` asks for all.
    case inclusion(NameSyntax, CountBound?, SetSyntax)
    case comparison(SubjectSyntax, negated: Bool, PredicateSyntax)
    /// A truth field that stands alone in a filter.
    case bare(NameSyntax)
  }

  var form: Form
  var range: Range<Int>
}

/// What tells groups apart: a field of a record or of its owner.
struct KeySyntax {
  var field: NameSyntax
  var owner: NameSyntax?
}

/// A noun with its filter.
struct NounSyntax {
  var noun: Vocabulary.Noun
  var filter: ConditionSyntax?
  var range: Range<Int>
}

/// What a comparison is about.
indirect enum SubjectSyntax {
  case quantity(QuantitySyntax)
  case every(field: NameSyntax, NounSyntax)
  case field(NameSyntax, of: NounSyntax)
  case noun(NounSyntax)
  /// `kind of participant`, or `participant` alone, in a filter over lines; `provider` over awards.
  case owner(NameSyntax, field: NameSyntax?)
}

/// What a comparison says of its subject.
enum PredicateSyntax {
  case name(NameSyntax)
  case oneOf(SetSyntax)
  case same(LabelSyntax)
  case within(SetSyntax)
  case relation(Relation, QuantitySyntax, range: Range<Int>)
  case between(QuantitySyntax, QuantitySyntax)
  case stated(Range<Int>)
  case declared(Range<Int>)
}

/// A list of labels, or the name of a set.
enum SetSyntax {
  case labels([NameSyntax], range: Range<Int>)
  case named(NameSyntax)

  var range: Range<Int> {
    switch self {
    case .labels(_, let range): range
    case .named(let name): name.range
    }
  }
}

/// A label as it is written: `its size`, `stage`, `country of provider`, `size of coordinator`.
struct LabelSyntax {
  enum Owner {
    case nothing
    case its
    case owner(NameSyntax)
    case single(NounSyntax)
  }

  var field: NameSyntax
  var of: Owner
  var range: Range<Int>

  /// What it is called in evidence.
  var shown: String {
    switch of {
    case .nothing, .its: field.text
    case .owner(let owner): "\(field.text) of \(owner.text)"
    case .single(let noun): "\(field.text) of \(noun.noun.singular)"
    }
  }
}

/// A figure as it is written.
struct QuantitySyntax {
  indirect enum Form {
    case literal(Literal)
    case name(NameSyntax)
    case its(NameSyntax)
    /// `cost of lines whose …`; `ofRecord` for `cost of its lines`.
    case sum(NameSyntax, NounSyntax, ofRecord: Bool)
    case number(NounSyntax, independent: Bool)
    case share(Literal, QuantitySyntax)
    case namedShare(NameSyntax, QuantitySyntax)
    case plus(QuantitySyntax, QuantitySyntax)
    case minus(QuantitySyntax, QuantitySyntax)
    case smaller(QuantitySyntax, QuantitySyntax)
    case larger(QuantitySyntax, QuantitySyntax)
    /// `cap for its size`, `cap for (its size, stage)`
    case lookUp(NameSyntax, [LabelSyntax])
    /// `rate for its size of its cost`
    case lookedUpShare(NameSyntax, [LabelSyntax], QuantitySyntax)
  }

  var form: Form
  var range: Range<Int>
}
