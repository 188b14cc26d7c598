/// The grammar of numbers: RFC 8259, section 6.
enum JSONNumber {
  /// The rule that some characters break, and what to do; `nil` where they are a number.
  static func problem(in written: some Collection<UInt8>) -> (rule: String, help: String)? {
    var rest = written[...]
    if rest.first == ASCII.plus {
      return ("a number has no '+' before it", "remove the '+'")
    }
    if rest.first == ASCII.minus { rest.removeFirst() }
    let whole = rest.prefix(while: ASCII.isDigit)
    rest = rest.dropFirst(whole.count)
    if whole.isEmpty {
      return rest.first == ASCII.point
        ? ("a number has a digit before its point", "put 0 before the point")
        : ("a number is written in digits", "leave the key out where the figure is not known")
    }
    if whole.count > 1, whole.first == ASCII.zero {
      return ("a number has no zeros before it", "remove the zeros, or put a code in double quotes")
    }
    if rest.first == ASCII.point {
      rest = rest.dropFirst()
      let fraction = rest.prefix(while: ASCII.isDigit)
      if fraction.isEmpty {
        return ("a number has a digit after its point", "put a digit after the point, or remove it")
      }
      rest = rest.dropFirst(fraction.count)
    }
    if let byte = rest.first, byte | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if rest.first == ASCII.plus || rest.first == ASCII.minus { rest = rest.dropFirst() }
      let exponent = rest.prefix(while: ASCII.isDigit)
      if exponent.isEmpty {
        return ("a number has digits after its 'e'", "write the figure out in full")
      }
      rest = rest.dropFirst(exponent.count)
    }
    if rest.isEmpty { return nil }
    return (
      "a number is made of digits and at most one point",
      "write the figure in plain digits, or put a date or a code in double quotes"
    )
  }
}
