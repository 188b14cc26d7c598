import FundingCalls
import Reports
import SourceText

extension Command {
  /// `fundcall deadlines`
  static let deadlines = Command(
    name: "deadlines", usage: "[--open|--upcoming|--all] [--within 90d] [--on DATE] [--format ics]",
    summary: "lists every date, with the hour in its own zone and the days left",
    details: """
      Lists the dates that are not over, in the order of time. Amended dates are shown as they were
      known on the day. '--format ics' writes a calendar to subscribe to, which keeps cancelled
      calls, marked as such; '--alarm 14d' adds a reminder to each of its dates.
      """,
    example: "fundcall deadlines --on 2026-10-01 --within 90d",
    options: [.open, .upcoming, .all, .within, .on, .programme, .format, .alarm],
    formats: [.text, .json, .csv, .ics]
  ) { session throws(UsageError) in
    try refuseOperands(session)
    let within = try session.options.days(.within).last
    let alarms = try session.options.days(.alarm)
    guard let library = session.library() else { return .unreadable }
    let calls = library.calls(of: session.options.last(.programme))
    session.remarkOnUnknownStatus(among: calls)
    let dates = ListedDate.all(of: calls, at: session.moment).filter { date in
      let isKept = session.format == .ics && date.deadline.status == .cancelled
      guard isKept || session.options.want(date.deadline.status) else { return false }
      guard let within else { return true }
      return date.deadline.daysLeft.map { (0...within).contains($0) } ?? false
    }
    switch session.format {
    case .json: session.print(DatesReport.json(dates))
    case .csv: session.print(DatesReport.csv(dates))
    case .ics: session.print(DatesCalendar(alarms: alarms).text(dates))
    default:
      if dates.isEmpty { session.remark("no such date; '--all' shows those that are over too") }
      session.print(DatesReport.text(dates, style: session.style))
    }
    return library.status
  }

  /// `fundcall calls`
  static let calls = Command(
    name: "calls", usage: "[--open|--upcoming] [--theme T] [--ecosystem E] [--country C]",
    summary: "lists the calls of the library",
    details: """
      Lists every call with its status, its next (else its last) deadline and its budget. What a call
      is about is taken from its title, strands, themes and objectives; a country is left out only
      where partners there certainly do not count.
      """,
    example: "fundcall calls --theme green --country NO",
    options: [
      .open, .upcoming, .all, .theme, .ecosystem, .country, .programme, .on, .format,
    ]
  ) { session throws(UsageError) in
    try refuseOperands(session)
    guard let library = session.library() else { return .unreadable }
    let wantsSome = session.options.has(.open) || session.options.has(.upcoming)
    let passes = try session.callFilter(library)
    let possible = library.calls(of: session.options.last(.programme)).filter(passes)
    let calls = possible.filter { call in
      !wantsSome || session.options.want(call.status(at: session.moment))
    }
    session.remarkOnUnknownStatus(among: possible)
    switch session.format {
    case .json: session.print(CallsReport.json(calls, at: session.moment))
    default:
      if calls.isEmpty { session.remark("no such call") }
      session.print(CallsReport.text(calls, at: session.moment, style: session.style))
    }
    return library.status
  }

  /// `fundcall show`
  static let show = Command(
    name: "show", usage: "ID[/STRAND] [--on DATE]",
    summary: "tells one call in plain words, with the source of every requirement",
    details: "Shows dates, requirements with their rules and sources, and what is not checked.",
    example: "fundcall show I3-2026-INV1",
    options: [.on]
  ) { session throws(UsageError) in
    guard session.options.operands.count == 1, let id = session.options.operands.first else {
      throw UsageError(message: "one call is to be named", help: "write 'fundcall show ID'")
    }
    guard let library = session.library(only: [id]) else { return .unreadable }
    let choice = try CallChoice.find(id, in: library.calls)
    guard let call = library.calls.call(choice.id) else { return .fault }
    let shown = choice.strand.flatMap { call.inStrand($0) } ?? call
    session.print(CallText(style: session.style).text(for: shown, at: session.moment))
    return library.status
  }

  private static func refuseOperands(_ session: Session) throws(UsageError) {
    guard let first = session.options.operands.first else { return }
    throw UsageError(message: "'\(PlainText.shown(first))' is not expected here")
  }
}
