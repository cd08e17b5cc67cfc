namespace SchemaSdk.Tool.Tests.Diff.Checks;

/// <summary>
/// For each check of the tool oasdiff, makes a change that the check finds. <c>diff</c> must report the change with the rules and the
/// severity that the pages on oasdiff state.
/// </summary>
public sealed class CheckSampleTests : DiffOfOneModel
{
    private const string Text = """{"type":"string"}""";
    private const string Two = """{"anyOf":[{"type":"string"},{"type":"integer"}]}""";
    private const string Three = """{"anyOf":[{"type":"string"},{"type":"integer"},{"type":"boolean"}]}""";
    private const string Closed = """{"type":"object","additionalProperties":false}""";

    public static TheoryData<string, string, string> Members => new()
    {
        { "request-property-type-changed", Text, """{"type":"boolean"}""" },
        { "request-property-type-generalized", """{"type":"integer"}""", """{"type":"number"}""" },
        { "request-property-list-of-types-narrowed", """{"type":["string","integer"]}""", Text },
        { "request-property-became-nullable", Text, """{"type":["string","null"]}""" },
        { "request-property-became-not-nullable", """{"type":["string","null"]}""", Text },
        { "request-property-became-enum", Text, """{"type":"string","enum":["a"]}""" },
        { "request-property-enum-value-removed", """{"enum":["a","b"]}""", """{"enum":["a"]}""" },
        { "request-property-enum-value-added", """{"enum":["a"]}""", """{"enum":["a","b"]}""" },
        {
            "request-property-x-extensible-enum-value-removed",
            """{"type":"string","x-extensible-enum":["a","b"]}""", """{"type":"string","x-extensible-enum":["b"]}"""
        },
        { "request-property-const-changed", """{"const":"a"}""", """{"const":"b"}""" },
        { "request-property-default-value-changed", """{"default":1}""", """{"default":2}""" },
        { "request-property-content-encoding-changed", """{"contentEncoding":"base64"}""", """{"contentEncoding":"base32"}""" },
        { "request-property-content-schema-added", Text, """{"type":"string","contentSchema":{"type":"object"}}""" },
        { "request-property-pattern-added", Text, """{"type":"string","pattern":"a"}""" },
        { "request-property-pattern-generalized", """{"type":"string","pattern":"a"}""", """{"type":"string","pattern":".*"}""" },
        { "request-property-max-set", """{"type":"number"}""", """{"type":"number","maximum":5}""" },
        { "request-property-exclusive-min-decreased", """{"exclusiveMinimum":5}""", """{"exclusiveMinimum":4}""" },
        { "request-property-min-length-increased", """{"minLength":1}""", """{"minLength":2}""" },
        { "request-property-max-properties-increased", """{"maxProperties":1}""", """{"maxProperties":2}""" },
        { "request-property-unique-items-set", """{"type":"array"}""", """{"type":"array","uniqueItems":true}""" },
        { "request-property-multiple-of-generalized", """{"multipleOf":4}""", """{"multipleOf":2}""" },
        { "request-property-any-of-removed", Three, Two },
        { "request-property-all-of-added", """{"allOf":[{"minLength":1},{"maxLength":5}]}""", AllOf("""{"pattern":"a"}""") },
        {
            "request-property-all-of-added-annotation-only",
            """{"allOf":[{"minLength":1},{"maxLength":5}]}""", AllOf("""{"description":"a"}""")
        },
        { "request-property-prefix-items-added", """{"type":"array"}""", """{"type":"array","prefixItems":[{"type":"string"}]}""" },
        { "request-property-if-added", "{}", """{"if":{"type":"string"},"then":{"minLength":1}}""" },
        { "request-property-contains-removed", """{"contains":{"const":1}}""", "{}" },
        {
            "request-property-dependent-required-changed",
            """{"type":"object","dependentRequired":{"a":["b"]}}""", """{"type":"object","dependentRequired":{"a":["c"]}}"""
        },
        {
            "request-property-pattern-property-added",
            """{"type":"object"}""", """{"type":"object","patternProperties":{"^x":{"type":"string"}}}"""
        },
        { "request-property-property-names-added", """{"type":"object"}""", """{"type":"object","propertyNames":{"maxLength":3}}""" },
        { "request-property-unevaluated-properties-added", """{"type":"object"}""", """{"unevaluatedProperties":false}""" },
        { "request-optional-property-became-read-only", Text, """{"type":"string","readOnly":true}""" },
        { "request-property-deprecated", Text, """{"type":"string","deprecated":true}""" },
        { "response-property-type-changed", Text, """{"type":"boolean"}""" },
        { "response-property-list-of-types-widened", Text, """{"type":["string","integer"]}""" },
        { "response-property-became-not-nullable", """{"type":["string","null"]}""", Text },
        { "response-property-enum-value-added", """{"enum":["a"]}""", """{"enum":["a","b"]}""" },
        { "response-property-enum-value-removed", """{"enum":["a","b"]}""", """{"enum":["a"]}""" },
        { "response-property-const-removed", """{"type":"string","const":"a"}""", Text },
        { "response-property-pattern-removed", """{"type":"string","pattern":"a"}""", Text },
        { "response-property-max-increased", """{"maximum":1}""", """{"maximum":2}""" },
        { "response-property-max-length-unset", """{"type":"string","maxLength":2}""", Text },
        { "response-property-multiple-of-specialized", """{"multipleOf":2}""", """{"multipleOf":4}""" },
        { "response-property-any-of-added", Two, Three },
        { "response-property-any-of-removed", Three, Two },
        {
            "response-property-discriminator-added",
            """{"oneOf":[{"$ref":"#/$defs/Circle"},{"$ref":"#/$defs/Square"}]}""",
            """{"oneOf":[{"$ref":"#/$defs/Circle"},{"$ref":"#/$defs/Square"}],"discriminator":{"propertyName":"r"}}"""
        },
        { "response-property-max-contains-decreased", """{"maxContains":3}""", """{"maxContains":2}""" },
    };

    public static TheoryData<string, string, string> Documents => new()
    {
        { "new-required-request-property-with-default", Plain, Of("""["n"]""", "m", "n") },
        { "new-optional-request-property", Plain, Of("[]", "m", "n") },
        { "request-property-removed", Of("[]", "m", "n"), Plain },
        { "request-property-became-optional", Of("""["m"]""", "m"), Plain },
        { "request-body-wrapped-in-one-of", Plain, OneOf },
        { "response-optional-property-removed", Of("[]", "m", "n"), Plain },
        { "response-required-property-added", Plain, Of("""["n"]""", "m", "n") },
        { "response-property-became-optional", Of("""["m"]""", "m"), Plain },
        { "response-body-wrapped-in-one-of-original-preserved", Plain, OneOf },
    };

    private static string OneOf => $$"""{"oneOf":[{{Plain}},{{Closed}}]}""";

    [Theory]
    [MemberData(nameof(Members))]
    public Task A_change_of_a_member_is_reported_as_its_row_says(string check, string old, string @new) =>
        ReportsRowAsync(check, Document(old), Document(@new));

    [Theory]
    [MemberData(nameof(Documents))]
    public Task A_change_of_a_document_is_reported_as_its_row_says(string check, string old, string @new) =>
        ReportsRowAsync(check, old, @new);

    private static string AllOf(string third) => """{"allOf":[{"minLength":1},{"maxLength":5},""" + third + "]}";

    private static string Of(string required, params string[] names) =>
        $$"""
        {"type":"object","required":{{required}},
         "properties":{ {{string.Join(',', names.Select(name => $$"""
            "{{name}}":{"type":"string","default":"a"}
            """))}} } }
        """;

    private async Task ReportsRowAsync(string check, string old, string @new)
    {
        var isInput = !check.StartsWith("response-", StringComparison.Ordinal);
        var row = CheckPages.Rows(isInput ? CheckPages.Requests : CheckPages.Responses).Single(row => row.Checks.Contains(check));

        await ExitAsync(isInput, old, @new, "--json");

        var found = JsonNode.Parse(Tool.Output)!["findings"]!.AsArray()
            .Select(finding => ((string)finding!["rule"]!, (string)finding["details"]!["severity"]!));
        Assert.NotEmpty(row.Rules);
        Assert.Subset(found.ToHashSet(), row.Rules.Select(rule => (rule, row.Severity)).ToHashSet());
    }
}
