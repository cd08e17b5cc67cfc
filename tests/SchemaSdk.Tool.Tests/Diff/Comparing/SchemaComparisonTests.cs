using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Tool.Diff.Comparing;

namespace SchemaSdk.Tool.Tests.Diff.Comparing;

/// <summary>
/// Tests which rules <c>diff</c> reports for a change. The tests in the folder Checks check more changes, and the severity of each rule.
/// </summary>
public sealed class SchemaComparisonTests : DiffOfOneModel
{
    private const string Closed = """{"type":"object","additionalProperties":false}""";
    private const string Unevaluated = """{"type":"object","unevaluatedProperties":false}""";
    private const string Pattern = ""","patternProperties":{"^x-":{"type":"string","maxLength":9}}}""";

    public static TheoryData<string> Keywords => [.. KeywordTable.All.Select(keyword => keyword.Name)];

    [Theory]
    [MemberData(nameof(Keywords))]
    public void Every_keyword_has_one_comparison(string keyword) =>
        Assert.Single(KeywordComparisons.All, row => row.Keywords.Contains(keyword, StringComparer.Ordinal));

    [Theory]
    [InlineData("""{"type":"string"}""", """{"type":["string","null"]}""", "type-wider")]
    [InlineData("""{"type":["string","null"]}""", """{"anyOf":[{"type":"string"},{"type":"null"}]}""", "")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"null"}]}""", """{"type":["string","null"]}""", "")]
    [InlineData("""{"anyOf":[{"type":["string","null"]}]}""", """{"type":["string","null"]}""", "")]
    [InlineData("""{"type":"string"}""", """{"anyOf":[{"type":"string"},{"type":"null"}]}""", "type-wider")]
    [InlineData("""{"type":["string","null"]}""", """{"anyOf":[{"type":"string"},{"type":"integer"}]}""", "anyof-unknown")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", """{"type":"string"}""", "type-narrower")]
    [InlineData("""{"type":"number"}""", """{"type":"integer"}""", "type-narrower")]
    [InlineData("""{"enum":["a","b"]}""", """{"enum":["b","a"]}""", "")]
    [InlineData("""{"enum":["a"]}""", "{}", "enum-wider")]
    [InlineData(
        """{"type":"string","nullable":true,"enum":["a"]}""", """{"anyOf":[{"type":"string","enum":["a"]},{"type":"null"}]}""", "")]
    [InlineData("""{"type":["string","null"],"enum":["a"]}""", """{"type":["string","null"],"enum":["a",null]}""", "")]
    [InlineData("""{"enum":["a",null]}""", """{"type":["string","null"],"enum":["a"]}""", "")]
    [InlineData("""{"enum":["a",null]}""", """{"anyOf":[{"enum":["a"]},{"type":"null"}]}""", "")]
    [InlineData("""{"type":["string","null"],"enum":["a",null]}""", """{"type":"string","enum":["a"]}""", "type-narrower")]
    [InlineData("""{"enum":["a",null]}""", """{"type":"string","enum":["a"]}""", "type-narrower")]
    [InlineData("""{"enum":["a",null]}""", """{"anyOf":[{"type":"string","enum":["a"]}]}""", "type-narrower")]
    [InlineData("""{"enum":["a",null]}""", """{"enum":["a"]}""", "enum-narrower", "enum-gone")]
    [InlineData("""{"enum":["a","b"]}""", """{"type":"string","enum":["a","b"]}""", "")]
    [InlineData("""{"type":"string","enum":["a"]}""", """{"enum":["a"]}""", "")]
    [InlineData("""{"enum":["a",5]}""", """{"type":"string","enum":["a",5]}""", "type-narrower")]
    [InlineData("""{"type":"integer","enum":["5"]}""", """{"type":"string","enum":["5"]}""", "type-other")]
    [InlineData("""{"const":1}""", """{"const":2}""", "const-narrower, const-wider", "const-gone, const-meaning")]
    [InlineData("""{"minimum":1}""", """{"minimum":2}""", "minimum-narrower")]
    [InlineData("""{"minimum":1}""", """{"minimum":1.0}""", "")]
    [InlineData("""{"minimum":9007199254740992}""", """{"minimum":9007199254740993}""", "minimum-narrower")]
    [InlineData("""{"maximum":9223372036854775808}""", """{"maximum":9223372036854775809}""", "maximum-wider")]
    [InlineData("""{"exclusiveMaximum":-9007199254740992}""", """{"exclusiveMaximum":-9007199254740993}""", "exclusivemaximum-narrower")]
    [InlineData("""{"multipleOf":9007199254740992}""", """{"multipleOf":9007199254740993}""", "multipleof-other")]
    [InlineData("""{"minimum":1}""", """{"exclusiveMinimum":1}""", "minimum-narrower")]
    [InlineData("""{"minimum":2,"exclusiveMinimum":0}""", """{"minimum":2,"exclusiveMinimum":1}""", "")]
    [InlineData("{}", """{"minLength":0}""", "")]
    [InlineData("""{"properties":{}}""", """{"properties":{"a":{}}}""", "properties-wider", "properties-narrower")]
    [InlineData("{}", """{"additionalProperties":false}""", "additionalproperties-narrower", "additionalproperties-words")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", "{}", "additionalproperties-wider")]
    [InlineData("{}", """{"items":{"type":"string"}}""", "items-narrower")]
    [InlineData("{}", """{"items":{"description":"x"}}""", "")]
    [InlineData("""{"not":{"type":"string"}}""", """{"not":{"type":"null"}}""", "not-unknown")]
    [InlineData("""{"not":{"title":"a"}}""", """{"not":{"title":"b"}}""", "")]
    [InlineData(
        """{"not":{"properties":{"title":{"const":"a"}}}}""", """{"not":{"properties":{"title":{"const":"b"}}}}""", "not-unknown")]
    [InlineData(
        """{"not":{"properties":{"default":{}}}}""", """{"not":{"properties":{"default":{"type":"null"}}}}""", "not-unknown")]
    [InlineData("""{"not":{"properties":{"properties":{"title":"a"}}}}""", """{"not":{"properties":{"properties":{"title":"b"}}}}""", "")]
    [InlineData("""{"not":{"const":{"title":"a"}}}""", """{"not":{"const":{"title":"b"}}}""", "not-unknown")]
    [InlineData("""{"not":{"enum":[{"default":1}]}}""", """{"not":{"enum":[{"default":2}]}}""", "not-unknown")]
    [InlineData("""{"not":{"const":{"$ref":"#/a"}}}""", """{"not":{"const":{"$ref":"#/b"}}}""", "not-unknown")]
    [InlineData(
        """{"not":{"dependentRequired":{"title":["a"]}}}""", """{"not":{"dependentRequired":{"title":["b"]}}}""", "not-unknown")]
    [InlineData("""{"not":{"items":[{"title":"a"}]}}""", """{"not":{"items":[{"title":"b"}]}}""", "")]
    [InlineData(
        """{"not":{"allOf":[{"title":"a"}],"additionalProperties":{"title":"a"}}}""",
        """{"not":{"allOf":[{"title":"b"}],"additionalProperties":{"title":"b"}}}""", "")]
    [InlineData(
        """{"if":{"properties":{"title":{"const":"a"}}},"then":{"maxLength":1}}""",
        """{"if":{"properties":{"title":{"const":"b"}}},"then":{"maxLength":1}}""", "if-unknown")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", "{}", "dependentrequired-wider")]
    [InlineData("""{"description":"a"}""", """{"description":"b","title":"c"}""", "title-words")]
    [InlineData("{}", """{"x-csharp-name":"Abc"}""", "x-csharp-name-words")]
    [InlineData("{}", """{"contentEncoding":"base64"}""", "contentencoding-meaning")]
    [InlineData(
        """{"x-extensible-enum":["a","b"]}""", """{"x-extensible-enum":["b","c"]}""",
        "x-extensible-enum-narrower", "x-extensible-enum-words")]
    [InlineData("{}", """{"x-other":1}""", "x-other-words")]
    [InlineData("""{"type":"string"}""", """{"anyOf":[{"type":"string"},{"type":"integer"}]}""", "anyof-wider")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer"}]}""", """{"type":"string"}""", "anyof-narrower")]
    [InlineData(
        """{"maximum":15}""", """{"maximum":10,"anyOf":[{"multipleOf":2},{"multipleOf":3}]}""", "maximum-narrower, anyof-narrower")]
    [InlineData(
        """{"maximum":15,"anyOf":[{"multipleOf":2},{"multipleOf":3}]}""", """{"maximum":10}""", "maximum-narrower, anyof-wider",
        "anyof-wider, maximum-narrower")]
    [InlineData(
        """{"type":"string","enum":["a","b"]}""", """{"anyOf":[{"type":"string"},{"type":"null"}],"enum":["a","b"]}""", "")]
    [InlineData(
        """{"type":"string","maxLength":5}""", """{"anyOf":[{"type":"string"},{"type":"null"}],"maxLength":4}""",
        "maxlength-narrower, type-wider", "type-wider, maxlength-narrower")]
    [InlineData(
        """{"oneOf":[{"type":"string"},{"type":"null"}],"maxLength":5}""", """{"type":"string","maxLength":5}""", "type-narrower")]
    [InlineData(
        """{"type":"number","maximum":5}""", """{"oneOf":[{"type":"number"},{"type":"integer"}],"maximum":5}""",
        "oneof-narrower, type-wider", "type-wider, oneof-narrower")]
    [InlineData(
        """{"type":"string","maxLength":5}""", """{"anyOf":[{"type":"string","format":"date"},{"type":"null"}],"maxLength":5}""",
        "anyof-narrower, type-wider", "type-wider, anyof-narrower")]
    [InlineData(
        """{"allOf":[{"properties":{"a":{"maximum":15},"b":{}},"required":["b"]}],"properties":{"c":{}},"required":["c"]}""",
        """{"allOf":[{"properties":{"a":{"maximum":10},"b":{}},"required":["a","b"]}],"properties":{"c":{}},"required":["c"]}""",
        "required-narrower, maximum-narrower")]
    [InlineData(
        """{"$ref":"#/$defs/Circle","properties":{"own":{"type":"string"}},"required":["own"]}""",
        """
        {"type":"object","required":["r","own"],
        "properties":{"own":{"type":"string"},"r":{"type":"number","default":1},"n":{"type":"integer"}} }
        """,
        "default-meaning")]
    [InlineData(
        """{"$ref":"#/$defs/Circle","properties":{"r":{"type":"string"}}}""",
        """{"$ref":"#/$defs/Circle","properties":{"r":{"type":"string","maxLength":5}}}""", "maxlength-narrower, $ref-unknown",
        "$ref-unknown, maxlength-narrower")]
    [InlineData(
        """{"properties":{"a":{}},"allOf":[{"properties":{"b":{"maximum":9}},"allOf":[{"properties":{"b":{"maximum":8}}}]}]}""",
        """{"properties":{"a":{}},"allOf":[{"properties":{"b":{"maximum":9}},"allOf":[{"properties":{"b":{"maximum":7}}}]}]}""",
        "$ref-unknown")]
    [InlineData(
        """{"oneOf":[{"title":"a","type":"string"},{"type":"integer"}]}""",
        """{"oneOf":[{"title":"a","type":"string","maxLength":3},{"type":"integer"}]}""", "maxlength-narrower")]
    [InlineData("""{"$ref":"#/$defs/Nowhere"}""", """{"$ref":"#/$defs/Elsewhere"}""", "$ref-unknown")]
    [InlineData(
        """{"$ref":"#/properties/m/definitions/a","definitions":{"a":{"maximum":3}}}""",
        """{"$ref":"#/properties/m/definitions/b","definitions":{"b":{"maximum":2}}}""", "maximum-narrower")]
    [InlineData(
        """{"type":"object","properties":{"next":{"$ref":"#/properties/m"},"v":{"type":"integer","maximum":5}}}""",
        """{"type":"object","properties":{"next":{"$ref":"#/properties/m"},"v":{"type":"integer","maximum":4}}}""", "maximum-narrower")]
    [InlineData("""{"allOf":[{"type":"string"}]}""", """{"allOf":[{"type":"string"},{"description":"a"}]}""", "description-words")]
    [InlineData("""{"type":"string"}""", """{"allOf":[{"title":"a"},{"type":"string"}]}""", "title-words")]
    [InlineData(
        """{"allOf":[{"minLength":1},{"maxLength":2}]}""", """{"allOf":[{"minLength":1},{"maxLength":2},{"title":"a"}]}""", "allof-words")]
    [InlineData("""{"$ref":"#/$defs/Whole"}""", """{"$ref":"#/$defs/Whole","allOf":[{"maximum":9}]}""", "allof-narrower")]
    [InlineData("""{"$ref":"#/$defs/Whole","allOf":[{"maximum":9}]}""", """{"$ref":"#/$defs/Whole"}""", "allof-wider")]
    [InlineData(
        """{"$ref":"#/$defs/Whole","allOf":[{"maximum":9}]}""", """{"$ref":"#/$defs/Whole","allOf":[{"maximum":8}]}""", "maximum-narrower")]
    [InlineData("""{"$ref":"#/$defs/Whole"}""", """{"$ref":"#/$defs/Whole","allOf":[{"title":"a"}]}""", "allof-words")]
    public async Task The_effect_of_a_change_is_determined_for_inputs_and_for_outputs(
        string old, string @new, string ofInput, string? ofOutput = null)
    {
        Assert.Equal(ofInput, await ChangesAsync(isInput: true, old, @new));
        Assert.Equal(ofOutput ?? ofInput, await ChangesAsync(isInput: false, old, @new));
    }

    [Theory]
    [InlineData(Closed, "patternproperties-wider", "patternproperties-narrower")]
    [InlineData(Unevaluated, "patternproperties-wider", "patternproperties-narrower")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"string"}}""", "maxlength-narrower", "maxlength-wider")]
    [InlineData("""{"type":"object"}""", "patternproperties-narrower", "patternproperties-wider")]
    public async Task A_pattern_of_an_input_is_compared_with_what_other_members_may_be(string open, string whenNew, string whenGone)
    {
        var with = open[..^1] + Pattern;

        Assert.Equal(whenNew, await ChangesAsync(isInput: true, open, with));
        Assert.Equal(whenGone, await ChangesAsync(isInput: true, with, open));
    }

    [Theory]
    [InlineData(Closed)]
    [InlineData(Unevaluated)]
    public async Task A_result_may_have_other_members_although_its_schema_excludes_them(string closed) =>
        Assert.Equal("patternproperties-wider", await ChangesAsync(isInput: false, closed[..^1] + Pattern, closed));

    [Theory]
    [InlineData("""{"maxContains":2,"contains":{}}""", "contains-unknown")]
    [InlineData("""{"maxContains":2}""", "contains-wider")]
    [InlineData("""{"contains":{}}""", "maxcontains-wider, contains-wider")]
    public async Task If_contains_counts_more_items_maxContains_may_refuse_them(string @new, string changes) =>
        Assert.Equal(changes, await ChangesAsync(isInput: true, """{"maxContains":2,"contains":{"const":1}}""", @new));

    [Theory]
    [InlineData("""{"properties":{"n":{"type":"string"}}}""", "allof-wider", "allof-narrower")]
    [InlineData("""{"type":"object","properties":{"n":{"type":"string"}}}""", "allof-wider", "allof-narrower")]
    [InlineData("""{"type":"array","properties":{"n":{"type":"string"}}}""", "allof-narrower", "allof-narrower")]
    [InlineData("""{"properties":{"m":{"maxLength":2}}}""", "allof-narrower", "allof-narrower")]
    [InlineData("""{"required":["m"]}""", "allof-narrower", "allof-narrower")]
    [InlineData("""{"required":["o"]}""", "allof-narrower", "allof-narrower")]
    public async Task A_second_part_of_allOf_does_not_change_the_first_one(string part, string input, string output)
    {
        var (old, @new) = (AllOf(), AllOf(part));

        Assert.Equal(input, await ChangesAsync(isInput: true, old, @new));
        Assert.Equal(output, await ChangesAsync(isInput: false, old, @new));
        Assert.Equal("allof-wider", await ChangesAsync(isInput: true, @new, old));
        Assert.Equal("allof-wider", await ChangesAsync(isInput: false, @new, old));
    }

    [Theory]
    [InlineData("""{"properties":{"n":{}}}""", """{"properties":{"n":{"maxLength":2}}}""", "allof-narrower, allof-narrower")]
    [InlineData("""{"properties":{"n":{}}}""", """{"properties":{"o":{}}}""", "allof-wider, allof-wider")]
    [InlineData("""{"properties":{"n":{}}}""", """{"patternProperties":{"n":{}}}""", "allof-narrower, allof-narrower")]
    public async Task Each_new_part_of_allOf_is_compared_with_the_others(string second, string third, string changes) =>
        Assert.Equal(changes, await ChangesAsync(isInput: true, AllOf(), AllOf(second, third)));

    [Theory]
    [InlineData("""{"type":"string"}""", """{"anyOf":[{"type":"string"},{"type":"null"}]}""", "[]", "[]", "minor")]
    [InlineData("""{"type":["string","null"]}""", """{"type":["string","null"]}""", """["m"]""", "[]", "minor")]
    [InlineData("""{"anyOf":[{"type":"string"},{"$ref":"#/$defs/None"}]}""", null, """["m"]""", "[]", "minor")]
    [InlineData("""{"type":"string"}""", """{"type":"string"}""", """["m"]""", "[]", "major")]
    public async Task An_output_member_may_become_null_or_missing_only_if_it_may_be_missing_or_null_already(
        string old, string? @new, string required, string requiredNow, string bump) =>
        Assert.Equal(bump, (await DiffAsync(isInput: false, Document(old, required), Document(@new ?? old, requiredNow))).Bump);

    [Fact]
    public async Task The_order_of_branches_that_differ_only_deep_down_does_not_matter()
    {
        var (one, other) = (Nested(9, """{"type":"string"}"""), Nested(9, """{"type":"integer"}"""));

        Assert.Equal("", await ChangesAsync(isInput: true, Not(one, other), Not(other, one)));
    }

    [Theory]
    [InlineData("""{"$ref":"#/$defs/Whole","deprecated":true}""", "deprecated-meaning")]
    [InlineData("""{"$ref":"#/$defs/Whole","default":1,"description":"a"}""", "default-meaning, description-words")]
    [InlineData("""{"$ref":"#/$defs/Whole","x-other":1}""", "x-other-words")]
    [InlineData("""{"$ref":"#/$defs/Whole","maximum":9,"allOf":[{"minimum":1}]}""", "")]
    public async Task Beside_a_reference_of_an_earlier_draft_only_keywords_that_restrict_no_value_are_compared(
        string @new, string changes)
    {
        const string Old = """{"$ref":"#/$defs/Whole"}""";

        Assert.Equal(changes, await ReportedAsync(isInput: true, OfEarlierDraft(Old), OfEarlierDraft(@new)));
        Assert.Equal(changes, await ReportedAsync(isInput: true, OfEarlierDraft(@new), OfEarlierDraft(Old)));
    }

    [Fact]
    public async Task A_default_beside_allOf_around_a_reference_may_move_beside_the_reference() => Assert.Equal("", await ReportedAsync(
        isInput: true,
        OfEarlierDraft("""{"allOf":[{"$ref":"#/$defs/Whole"}],"default":1}"""),
        OfEarlierDraft("""{"$ref":"#/$defs/Whole","default":1}""")));

    // The dialect recognizes an earlier draft by the name "definitions".
    private static string OfEarlierDraft(string member) => Document(member).Replace("$defs", "definitions", StringComparison.Ordinal);

    private static string Not(string one, string other) => "{\"not\":{\"anyOf\":[" + one + "," + other + "]}}";

    private static string Nested(int levels, string inner) => Enumerable.Range(0, levels)
        .Aggregate(inner, (schema, _) => "{\"type\":\"object\",\"properties\":{\"p\":" + schema + "}}");

    private static string AllOf(params string[] parts) =>
        $$"""{"allOf":[{{string.Join(',', ["""{"type":"object","properties":{"m":{"type":"string"}}}""", .. parts])}}],"title":"a"}""";
}
