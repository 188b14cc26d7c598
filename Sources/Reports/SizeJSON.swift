import FundingTerms
public import JSONReading
import SMEDefinition

extension SizeReport {
  /// One object: the consortium with its participants.
  public static func write(
    _ items: [Item], consortium: String?, file: String, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("consortium", string: consortium)
      writer.member("file", string: file)
      writer.key("participants")
      writer.array { writer in
        for item in items { write(item, to: &writer) }
      }
    }
  }

  private static func write(_ item: Item, to writer: inout JSONWriter) {
    let result = item.result
    writer.object { writer in
      writer.member("id", string: item.id)
      writer.member("name", string: item.name)
      writer.member("status", string: result.status.rawValue)
      writer.member("size", string: result.size?.rawValue)
      writer.member("stated", bool: item.stated)
      writer.key("reasons")
      writer.array { writer in
        for reason in result.reasons { writer.string(reason) }
      }
      writer.key("periods")
      writer.array { writer in
        for period in result.periods { write(period, to: &writer) }
      }
      writer.key("missing")
      writer.array { writer in
        for path in result.missing { writer.string(path) }
      }
    }
  }

  private static func write(_ period: SizePeriod, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("year", integer: period.year)
      writer.member("estimate", bool: period.isEstimate)
      writer.member("ownershipChanged", bool: period.ownershipChanged)
      writer.key("sizes")
      writer.array { writer in
        for size in period.sizes { writer.string(size.rawValue) }
      }
      write("headcount", period.headcount, to: &writer)
      write("turnover", period.turnover, to: &writer)
      write("balanceSheet", period.balanceSheet, to: &writer)
      writer.key("enterprises")
      writer.array { writer in
        for row in period.rows { write(row, to: &writer) }
      }
    }
  }

  /// A total: what it is at least and at most, `null` where nothing bounds it.
  private static func write(_ key: String, _ range: FigureRange, to writer: inout JSONWriter) {
    writer.key(key)
    writer.object { writer in
      writer.member("least", cents: range.leastHundredths)
      writer.member("most", cents: range.mostHundredths)
    }
  }

  private static func write(_ row: SizeRow, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", string: row.id)
      writer.member("name", string: row.name)
      writer.member("relation", string: row.relation.rawValue)
      writer.key("weight")
      writer.object { writer in
        writer.key("least")
        writer.number(share(row.weight.lowerBound))
        writer.key("most")
        writer.number(share(row.weight.upperBound))
      }
      writer.member("reason", string: row.reason.isEmpty ? nil : row.reason)
      writer.member("article", string: row.article.isEmpty ? nil : row.article)
      writer.member("consolidated", bool: row.isConsolidated)
      writer.member("headcount", cents: row.headcount?.hundredths)
      writer.member("turnover", cents: row.turnover?.cents)
      writer.member("balanceSheet", cents: row.balanceSheet?.cents)
    }
  }

  /// A share as a fraction of one: `0.3`, `0.333333`, `1`.
  private static func share(_ millionths: Int64) -> String {
    var digits = String(1_000_000 + millionths % 1_000_000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(millionths / 1_000_000)" + (digits.isEmpty ? "" : ".\(digits)")
  }
}
