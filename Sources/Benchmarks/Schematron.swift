/// The conditions of the benchmark's call that Schematron over XPath 1.0 can say as `xmllint` runs it.
/// It knows no exact decimal numbers, and cannot count different countries.
enum Schematron {
  /// The conditions, by their number from 0: a bit for each that is said.
  static let conditions: UInt16 = 0b11_1111_1101

  static let document = """
    <schema xmlns="http://purl.oclc.org/dsdl/schematron">
      <ns prefix="c" uri="urn:fundcall:consortium:1"/>
      <pattern name="conditions">
        <rule context="c:consortium">
          <assert test="count(c:participant[@role='coordinator' or @role='beneficiary']) &gt;= 3">.</assert>
          <assert test="count(c:participant[(@role='coordinator' or @role='beneficiary') and @kind='cluster-organisation']) &gt;= 3">.</assert>
          <assert test="sum(c:participant[@role!='associated' and @role!='subcontractor']/c:costs/c:cost[@for-smes='true']/@amount) &gt;= 0.75 * sum(c:participant[@role!='associated' and @role!='subcontractor']/c:costs/c:cost/@amount)">.</assert>
          <assert test="not(c:third-party-support/c:award[@form='voucher' and @amount &gt; 60000])">.</assert>
          <assert test="c:proposal/@requested-grant &lt;= 1400000">.</assert>
          <assert test="c:proposal/@duration-months &lt;= 36">.</assert>
          <assert test="sum(c:participant[@role!='associated' and @role!='subcontractor']/c:costs/c:cost[@category='indirect']/@amount) &lt;= 0.07 * sum(c:participant[@role!='associated' and @role!='subcontractor']/c:costs/c:cost/@amount)">.</assert>
          <assert test="not(c:participant[@requested-grant &gt; 0.4 * ../c:proposal/@requested-grant])">.</assert>
          <assert test="sum(c:participant[@role!='associated' and @role!='subcontractor']/c:costs/c:cost[@category='third-party-support']/@amount) &gt;= 0.4 * sum(c:participant[@role!='associated' and @role!='subcontractor']/c:costs/c:cost/@amount)">.</assert>
        </rule>
      </pattern>
    </schema>

    """
}
