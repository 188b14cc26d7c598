/// Files to fill in. Each passes as it is: a consortium `check`, a call `lint`.
enum Templates {
  static let consortiumInXML = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- A consortium, with example values. Replace them, and remove what you do not know: what is left
         out is unknown, and never taken as no. Only each participant's id is needed.
         Amounts in euro (1365000.00), days as 2027-03-31, countries as in ISO 3166-1 (FR), regions as in
         NUTS (FRK2). 'fundcall questions FILE' asks for what is missing. -->
    <consortium xmlns="urn:fundcall:consortium:1" name="Name of the project">
      <!-- call, strand: as 'fundcall calls' and 'fundcall show ID' list them.
           Also: submission-date, start-date, trl-start (1 to 9). -->
      <proposal duration-months="36" requested-grant="270000" total-cost="300000">
        <!-- Words of the call. Also: <focus>, <ecosystems>, <target-countries> -->
        <objectives>innovate train</objectives>
        <themes>digital</themes>
      </proposal>
      <!-- role: coordinator, beneficiary, affiliated, associated, subcontractor
           kind: cluster-organisation, cluster-network, business-support, company,
             research-organisation, higher-education, public-body, international-organisation,
             non-governmental-organisation, natural-person, other
           Also: public-body, sme (true or false); group (partners of one group are under common
             control); founded, controlled-from, headcount, turnover, balance-sheet. -->
      <participant id="P1" name="First partner" role="coordinator" country="FR" region="FRK2"
          kind="cluster-organisation" non-profit="true" requested-grant="135000">
        <!-- category: personnel, subcontracting, travel, equipment, goods-and-services,
               third-party-support, in-kind, lump-sum, indirect
             for-smes: whether the line supports innovation in small firms directly -->
        <costs>
          <cost category="personnel" amount="50000" work-package="WP1"/>
          <cost category="third-party-support" amount="100000" for-smes="true"/>
        </costs>
      </participant>
      <participant id="P2" name="Second partner" role="beneficiary" country="ES"
          kind="business-support" requested-grant="135000">
        <costs>
          <cost category="personnel" amount="50000"/>
          <cost category="third-party-support" amount="100000" for-smes="true"/>
        </costs>
      </participant>
      <!-- Planned awards: amount is what one recipient gets, count how many there are.
           form: voucher, grant, prize, service, other
           recipient: sme, startup, midcap, large-company, research-organisation, public-body,
             natural-person, other -->
      <third-party-support>
        <award id="V1" form="voucher" recipient="sme" amount="10000" count="20" provider="P1"/>
      </third-party-support>
    </consortium>

    """

  static let consortiumInJSON = """
    {
      "name": "Name of the project",
      "proposal": {
        "durationMonths": 36,
        "requestedGrant": 270000,
        "totalCost": 300000,
        "objectives": ["innovate", "train"],
        "themes": ["digital"]
      },
      "participants": [
        {
          "id": "P1",
          "name": "First partner",
          "country": "FR",
          "region": "FRK2",
          "role": "coordinator",
          "kind": "cluster-organisation",
          "nonProfit": true,
          "costs": [
            {"category": "personnel", "amount": 50000, "workPackage": "WP1"},
            {"category": "third-party-support", "amount": 100000, "forSMEs": true}
          ],
          "requestedGrant": 135000
        },
        {
          "id": "P2",
          "name": "Second partner",
          "country": "ES",
          "role": "beneficiary",
          "kind": "business-support",
          "costs": [
            {"category": "personnel", "amount": 50000},
            {"category": "third-party-support", "amount": 100000, "forSMEs": true}
          ],
          "requestedGrant": 135000
        }
      ],
      "thirdPartySupport": [
        {
          "id": "V1",
          "form": "voucher",
          "recipient": "sme",
          "amount": 10000,
          "count": 20,
          "provider": "P1"
        }
      ]
    }

    """

  static let consortiumInCSV = """
    # A consortium with example values: replace them and leave empty what you do not know.
    # One row a participant; only the id is needed. Rows and columns that begin with # are remarks.
    "# role: coordinator, beneficiary, affiliated, associated, subcontractor"
    "# kind: cluster-organisation, cluster-network, business-support, company, research-organisation,"
    "#   higher-education, public-body, international-organisation, non-governmental-organisation, …"
    "# Costs stand under their category: personnel, subcontracting, travel, equipment,"
    "#   goods-and-services, third-party-support, in-kind, lump-sum, indirect;"
    "#   for-smes after it: the support goes to innovation in small firms directly."
    "# What is said of the whole consortium stands once, in any row: consortium.name, proposal.call, …"
    # A planned award has a row of its own.
    \(tableOfConsortium)

    """

  private static let tableOfConsortium = [
    "id,name,country,region,role,kind,nonProfit,personnel,third-party-support for-smes,"
      + "requestedGrant,consortium.name,proposal.durationMonths,proposal.requestedGrant,"
      + "proposal.totalCost,proposal.objectives,proposal.themes,award.id,award.form,award.recipient,"
      + "award.amount,award.count,award.provider",
    "P1,First partner,FR,FRK2,coordinator,cluster-organisation,true,50000,100000,135000,"
      + "Name of the project,36,270000,300000,innovate train,digital,,,,,,",
    "P2,Second partner,ES,,beneficiary,business-support,,50000,100000,135000,,,,,,,,,,,,",
    ",,,,,,,,,,,,,,,,V1,voucher,sme,10000,20,P1",
  ].joined(separator: "\n")

  static let call = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- A call with example values; 'fundcall lint FILE' checks it and runs its examples. Keep it in a
         folder of calls and name that with the option 'calls'.
         'fundcall show ID' shows a call of the library in plain words. -->
    <call xmlns="urn:fundcall:call:1" language="1" id="OUR-CALL-2027">
      <title>Title of the call</title>
      <programme id="OUR">Name of the programme</programme>
      <!-- What you have read. confidence: A a page of the funding body, B a named body, C an undated page.
           Also: url="https://…" read="2027-01-31" -->
      <sources><source id="text" document="Text of the call" confidence="A"/></sources>
      <!-- kind: single, stage-1, stage-2, cut-off-1 …, questions, continuous -->
      <timetable>
        <opening date="2027-03-15" source="text"/>
        <deadline kind="single" date="2027-06-30" time="17:00" zone="Europe/Brussels" source="text"/>
      </timetable>
      <!-- One condition each: what it means in your words, where it stands, the rule, and an example
           that meets it and one that does not. -->
      <requirement id="consortium">
        <title>Three beneficiaries from three countries</title>
        <meaning>At least three beneficiaries apply, from three different countries.</meaning>
        <source ref="text" locator="section 6"/>
        <rule>beneficiaries come from at least 3 different countries</rule>
        <example outcome="met">
          <consortium xmlns="urn:fundcall:consortium:1">
            <participant id="A" role="coordinator" country="FR"/>
            <participant id="B" role="beneficiary" country="ES"/>
            <participant id="C" role="beneficiary" country="PT"/>
          </consortium>
        </example>
        <example outcome="not-met">
          <consortium xmlns="urn:fundcall:consortium:1">
            <participant id="A" role="coordinator" country="FR"/>
            <participant id="B" role="beneficiary" country="ES"/>
          </consortium>
        </example>
      </requirement>
      <requirement id="max-grant">
        <title>Largest grant</title>
        <meaning>A proposal asks for no more than EUR 60 000.</meaning>
        <source ref="text" locator="section 4"/>
        <rule>requested-grant is at most EUR 60 000</rule>
        <example outcome="met">
          <consortium xmlns="urn:fundcall:consortium:1">
            <proposal requested-grant="60000"/>
            <participant id="A"/>
          </consortium>
        </example>
        <example outcome="not-met">
          <consortium xmlns="urn:fundcall:consortium:1">
            <proposal requested-grant="60000.01"/>
            <participant id="A"/>
          </consortium>
        </example>
      </requirement>
    </call>

    """
}
