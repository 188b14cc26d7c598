import Consortia
import Eligibility
import FundingCalls
import FundingTerms
public import JSONReading

extension AidReport {
  /// One object: the consortium with the accounts of its undertakings.
  public static func write(
    _ ledger: AidLedger, people: [Participant], consortium: String?, file: String,
    on day: CalendarDate, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("consortium", string: consortium)
      writer.member("file", string: file)
      writer.member("on", string: "\(day)")
      writer.key("accounts")
      writer.array { writer in
        for account in ledger.accounts() { write(account, people, to: &writer) }
      }
      writer.key("withoutState")
      writer.array { writer in
        for index in ledger.withoutState { writer.string(people[index].id) }
      }
      writer.key("otherRegimes")
      writer.array { writer in
        for word in ledger.otherRegimes { writer.string(word) }
      }
    }
  }

  private static func write(
    _ account: AidAccount, _ people: [Participant], to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.key("participants")
      writer.array { writer in
        for index in account.members { writer.string(people[index].id) }
      }
      writer.member("state", string: "\(account.state)")
      writer.member("regime", string: account.regime.id)
      writer.member("from", string: "\(account.from)")
      writer.member("ceiling", cents: account.ceiling?.cents)
      write("used", account.used, to: &writer)
      writer.key("aids")
      writer.array { writer in
        for entry in account.entries {
          writer.object { writer in
            writer.member("participant", string: people[entry.participant].id)
            writer.member("number", integer: entry.number)
            writer.member("date", string: entry.aid.date.map { "\($0)" })
            writer.member("amount", cents: entry.aid.amount?.cents)
            writer.member("standing", string: entry.standing.rawValue)
            writer.member("leaves", string: entry.leaves.map { "\($0)" })
          }
        }
      }
      writer.key("room")
      writer.array { writer in
        for step in account.steps {
          writer.object { writer in
            writer.member("from", string: "\(step.day)")
            writer.member("ceiling", cents: step.ceiling.cents)
            writer.member("least", cents: Int64(clamping: step.room.least))
            writer.member("most", cents: step.room.most.map { Int64(clamping: $0) })
          }
        }
      }
      writer.key("missing")
      writer.array { writer in
        for path in account.missing { writer.string(path) }
      }
    }
  }

  private static func write(_ key: String, _ range: AmountRange, to writer: inout JSONWriter) {
    writer.key(key)
    writer.object { writer in
      writer.member("least", cents: Int64(clamping: range.least))
      writer.member("most", cents: range.most.map { Int64(clamping: $0) })
    }
  }
}
