public import FundingTerms

/// How sure a source makes us.
public enum Confidence: String, Sendable, CaseIterable {
  /// An official page of the funding body.
  case official = "A"
  /// A named body that restates the call.
  case restated = "B"
  /// An aggregator or an undated page.
  case aggregated = "C"
  /// Arithmetic or inference from what sources of the first two kinds say.
  case inferred = "I"
  /// General knowledge, not seen in a source.
  case general = "M"
}

/// A document that a call rests on.
public struct Source: Sendable {
  /// The id by which the call refers to it.
  public var id: String
  /// What the document is.
  public var document: String
  /// Where it is to be found, if it is public.
  public var url: String?
  /// The day on which it was read.
  public var read: CalendarDate?
  /// How sure it makes us.
  public var confidence: Confidence
  /// Where the id stands.
  public var origin: Origin

  /// A document with its address and the day it was read.
  public init(
    id: String, document: String, url: String?, read: CalendarDate?, confidence: Confidence,
    origin: Origin
  ) {
    self.id = id
    self.document = document
    self.url = url
    self.read = read
    self.confidence = confidence
    self.origin = origin
  }
}

/// The place in a document from which a fact was taken.
public struct SourceReference: Sendable, Hashable {
  /// The id of the document in its call.
  public var id: String
  /// What the document is.
  public var document: String
  /// The place in it: a page, a slide, an article.
  public var locator: String?
  /// Where the document is to be found, if it is public.
  public var url: String?
  /// How sure this fact is: the document's confidence, unless the reference says otherwise.
  public var confidence: Confidence
  /// The day on which the document was read.
  public var read: CalendarDate?
  /// What is to be said about it.
  public var note: String?

  /// A place in a source; without a confidence of its own it has the source's.
  public init(
    _ source: Source, locator: String? = nil, confidence: Confidence? = nil, note: String? = nil
  ) {
    self.id = source.id
    self.document = source.document
    self.locator = locator
    self.url = source.url
    self.confidence = confidence ?? source.confidence
    self.read = source.read
    self.note = note
  }
}
