using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.Diff.Comparing;

namespace SchemaSdk.Tool.Tests.Diff.Comparing;

public class SchemaComparisonTests
{
    public static TheoryData<string> Keywords => [.. KeywordTable.All.Select(keyword => keyword.Name)];

    [Theory]
    [MemberData(nameof(Keywords))]
    public void Every_keyword_has_one_comparison(string keyword) =>
        Assert.Single(KeywordComparisons.All, row => row.Keywords.Contains(keyword, StringComparer.Ordinal));

    [Theory]
    [InlineData("{}", "{}", "", "")]
    [InlineData("""{"type":"string"}""", """{"type":["string","null"]}""", "type-wider feature", "type-wider breaking")]
    [InlineData("""{"type":["string","null"]}""", """{"anyOf":[{"type":"string"},{"type":"null"}]}""", "", "")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"null"}]}""", """{"type":["string","null"]}""", "", "")]
    [InlineData("""{"anyOf":[{"type":["string","null"]}]}""", """{"type":["string","null"]}""", "", "")]
    [InlineData(
        """{"type":"string"}""", """{"anyOf":[{"type":"string"},{"type":"null"}]}""", "type-wider feature", "type-wider breaking")]
    [InlineData(
        """{"type":["string","null"]}""", """{"anyOf":[{"type":"string"},{"type":"integer"}]}""",
        "anyof-unknown unknown", "anyof-unknown unknown")]
    [InlineData(
        """{"anyOf":[{"type":"string"},{"type":"null"}]}""", """{"type":"string"}""",
        "type-narrower breaking", "type-narrower feature")]
    [InlineData("""{"type":"number"}""", """{"type":"integer"}""", "type-narrower breaking", "type-narrower feature")]
    [InlineData("""{"type":"string"}""", """{"type":"integer"}""", "type-other breaking", "type-other breaking")]
    [InlineData("""{"enum":["a","b"]}""", """{"enum":["b","a"]}""", "", "")]
    [InlineData("""{"enum":["a","b"]}""", """{"enum":["a"]}""", "enum-narrower breaking", "enum-gone breaking")]
    [InlineData("""{"enum":["a"]}""", """{"enum":["a","b"]}""", "enum-wider feature", "enum-meaning feature")]
    [InlineData("""{"enum":["a"]}""", "{}", "enum-wider feature", "enum-wider breaking")]
    [InlineData(
        """{"const":1}""", """{"const":2}""",
        "const-narrower breaking, const-wider feature", "const-gone breaking, const-meaning feature")]
    [InlineData("""{"minimum":1}""", """{"minimum":2}""", "minimum-narrower breaking", "minimum-narrower feature")]
    [InlineData("""{"minimum":1}""", """{"minimum":1.0}""", "", "")]
    [InlineData(
        """{"minimum":9007199254740992}""", """{"minimum":9007199254740993}""", "minimum-narrower breaking", "minimum-narrower feature")]
    [InlineData(
        """{"maximum":9223372036854775808}""", """{"maximum":9223372036854775809}""",
        "maximum-wider feature", "maximum-wider breaking")]
    [InlineData(
        """{"exclusiveMaximum":-9007199254740992}""", """{"exclusiveMaximum":-9007199254740993}""",
        "exclusivemaximum-narrower breaking", "exclusivemaximum-narrower feature")]
    [InlineData(
        """{"multipleOf":9007199254740992}""", """{"multipleOf":9007199254740993}""",
        "multipleof-other breaking", "multipleof-other breaking")]
    [InlineData("""{"minimum":1}""", """{"exclusiveMinimum":1}""", "minimum-narrower breaking", "minimum-narrower feature")]
    [InlineData("""{"minimum":2,"exclusiveMinimum":0}""", """{"minimum":2,"exclusiveMinimum":1}""", "", "")]
    [InlineData("""{"maximum":10}""", "{}", "maximum-wider feature", "maximum-wider breaking")]
    [InlineData(
        """{"exclusiveMaximum":10}""", """{"exclusiveMaximum":11}""",
        "exclusivemaximum-wider feature", "exclusivemaximum-wider breaking")]
    [InlineData("""{"multipleOf":2}""", """{"multipleOf":4}""", "multipleof-narrower breaking", "multipleof-narrower feature")]
    [InlineData("""{"multipleOf":2}""", """{"multipleOf":3}""", "multipleof-other breaking", "multipleof-other breaking")]
    [InlineData("{}", """{"minLength":0}""", "", "")]
    [InlineData("{}", """{"minLength":1}""", "minlength-narrower breaking", "minlength-narrower feature")]
    [InlineData("""{"maxItems":4}""", """{"maxItems":5}""", "maxitems-wider feature", "maxitems-wider breaking")]
    [InlineData("{}", """{"pattern":"a"}""", "pattern-narrower breaking", "pattern-narrower feature")]
    [InlineData("""{"pattern":"b"}""", """{"pattern":"a"}""", "pattern-unknown unknown", "pattern-unknown unknown")]
    [InlineData("{}", """{"uniqueItems":true}""", "uniqueitems-narrower breaking", "uniqueitems-narrower feature")]
    [InlineData("{}", """{"required":["a"]}""", "required-narrower breaking", "required-narrower feature")]
    [InlineData("""{"required":["a"]}""", "{}", "required-wider feature", "required-wider breaking")]
    [InlineData("""{"properties":{"a":{}}}""", """{"properties":{}}""", "properties-gone breaking", "properties-gone breaking")]
    [InlineData("""{"properties":{}}""", """{"properties":{"a":{}}}""", "properties-wider feature", "properties-narrower feature")]
    [InlineData("{}", """{"additionalProperties":false}""", "additionalproperties-narrower breaking", "additionalproperties-words patch")]
    [InlineData(
        """{"additionalProperties":{"type":"string"}}""", "{}",
        "additionalproperties-wider feature", "additionalproperties-wider breaking")]
    [InlineData("{}", """{"items":{"type":"string"}}""", "items-narrower breaking", "items-narrower feature")]
    [InlineData("""{"contains":{"const":1}}""", "{}", "contains-wider feature", "contains-wider breaking")]
    [InlineData("{}", """{"propertyNames":{"maxLength":3}}""", "propertynames-narrower breaking", "propertynames-narrower feature")]
    [InlineData("{}", """{"prefixItems":[{"type":"string"}]}""", "items-narrower breaking", "items-narrower feature")]
    [InlineData("""{"maxContains":3}""", """{"maxContains":2}""", "maxcontains-narrower breaking", "maxcontains-narrower feature")]
    [InlineData("""{"maxProperties":1}""", """{"maxProperties":2}""", "maxproperties-wider feature", "maxproperties-wider breaking")]
    [InlineData("{}", """{"readOnly":true}""", "readonly-words patch", "readonly-words patch")]
    [InlineData("{}", """{"contentSchema":{"type":"null"}}""", "contentschema-meaning feature", "contentschema-meaning feature")]
    [InlineData(
        """{"exclusiveMinimum":5}""", """{"exclusiveMinimum":4}""",
        "exclusiveminimum-wider feature", "exclusiveminimum-wider breaking")]
    [InlineData(
        """{"dependentRequired":{"a":["b"]}}""", """{"dependentRequired":{"a":["c"]}}""",
        "dependentrequired-other breaking", "dependentrequired-other breaking")]
    [InlineData("{}", """{"items":{"description":"x"}}""", "", "")]
    [InlineData("""{"not":{"type":"string"}}""", """{"not":{"type":"null"}}""", "not-unknown unknown", "not-unknown unknown")]
    [InlineData("""{"not":{"title":"a"}}""", """{"not":{"title":"b"}}""", "", "")]
    [InlineData(
        """{"not":{"properties":{"title":{"const":"a"}}}}""",
        """{"not":{"properties":{"title":{"const":"b"}}}}""",
        "not-unknown unknown", "not-unknown unknown")]
    [InlineData(
        """{"not":{"properties":{"default":{}}}}""",
        """{"not":{"properties":{"default":{"type":"null"}}}}""",
        "not-unknown unknown", "not-unknown unknown")]
    [InlineData(
        """{"not":{"properties":{"properties":{"title":"a"}}}}""",
        """{"not":{"properties":{"properties":{"title":"b"}}}}""",
        "", "")]
    [InlineData(
        """{"not":{"const":{"title":"a"}}}""",
        """{"not":{"const":{"title":"b"}}}""",
        "not-unknown unknown", "not-unknown unknown")]
    [InlineData(
        """{"not":{"enum":[{"default":1}]}}""",
        """{"not":{"enum":[{"default":2}]}}""",
        "not-unknown unknown", "not-unknown unknown")]
    [InlineData(
        """{"not":{"const":{"$ref":"#/a"}}}""",
        """{"not":{"const":{"$ref":"#/b"}}}""",
        "not-unknown unknown", "not-unknown unknown")]
    [InlineData(
        """{"not":{"dependentRequired":{"title":["a"]}}}""",
        """{"not":{"dependentRequired":{"title":["b"]}}}""",
        "not-unknown unknown", "not-unknown unknown")]
    [InlineData(
        """{"not":{"items":[{"title":"a"}]}}""",
        """{"not":{"items":[{"title":"b"}]}}""",
        "", "")]
    [InlineData(
        """{"not":{"allOf":[{"title":"a"}],"additionalProperties":{"title":"a"}}}""",
        """{"not":{"allOf":[{"title":"b"}],"additionalProperties":{"title":"b"}}}""",
        "", "")]
    [InlineData(
        """{"if":{"properties":{"title":{"const":"a"}}},"then":{"maxLength":1}}""",
        """{"if":{"properties":{"title":{"const":"b"}}},"then":{"maxLength":1}}""",
        "if-unknown unknown", "if-unknown unknown")]
    [InlineData("{}", """{"if":{"type":"string"},"then":{"minLength":1}}""", "if-narrower breaking", "if-narrower feature")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", "{}", "dependentrequired-wider feature", "dependentrequired-wider breaking")]
    [InlineData("""{"description":"a"}""", """{"description":"b","title":"c"}""", "title-words patch", "title-words patch")]
    [InlineData("""{"default":1}""", """{"default":2}""", "default-meaning feature", "default-meaning feature")]
    [InlineData("{}", """{"deprecated":true}""", "deprecated-meaning feature", "deprecated-meaning feature")]
    [InlineData("{}", """{"x-csharp-name":"Abc"}""", "x-csharp-name-gone breaking", "x-csharp-name-gone breaking")]
    [InlineData("{}", """{"contentEncoding":"base64"}""", "contentencoding-meaning feature", "contentencoding-meaning feature")]
    [InlineData(
        """{"contentEncoding":"base64"}""", """{"contentEncoding":"base32"}""",
        "contentencoding-unknown unknown", "contentencoding-unknown unknown")]
    [InlineData(
        """{"x-extensible-enum":["a","b"]}""", """{"x-extensible-enum":["b","c"]}""",
        "x-extensible-enum-narrower breaking", "x-extensible-enum-words patch")]
    [InlineData("{}", """{"x-other":1}""", "x-other-words patch", "x-other-words patch")]
    [InlineData(
        """{"type":"string"}""", """{"anyOf":[{"type":"string"},{"type":"integer"}]}""",
        "anyof-wider feature", "anyof-wider breaking")]
    [InlineData(
        """{"anyOf":[{"type":"string"},{"type":"integer"}]}""", """{"type":"string"}""",
        "anyof-narrower breaking", "anyof-narrower feature")]
    [InlineData(
        """{"oneOf":[{"title":"a","type":"string"},{"type":"integer"}]}""",
        """{"oneOf":[{"title":"a","type":"string","maxLength":3},{"type":"integer"}]}""",
        "maxlength-narrower breaking",
        "maxlength-narrower feature")]
    [InlineData("""{"$ref":"#/definitions/a"}""", """{"$ref":"#/definitions/a"}""", "", "")]
    [InlineData("""{"$ref":"#/definitions/a"}""", """{"$ref":"#/definitions/b"}""", "ref-unknown unknown", "ref-unknown unknown")]
    [InlineData(
        """{"$ref":"#/definitions/a","definitions":{"a":{"maximum":3}}}""",
        """{"$ref":"#/definitions/b","definitions":{"b":{"maximum":2}}}""",
        "maximum-narrower breaking",
        "maximum-narrower feature")]
    public void The_effect_of_a_change_is_determined_for_inputs_and_for_outputs(string old, string @new, string ofInput, string ofOutput)
    {
        // Put each schema into a member, because normalization changes the root of a document.
        Assert.Equal(ofInput, Changes(Direction.Input, Member(old), Member(@new)));
        Assert.Equal(ofOutput, Changes(Direction.Output, Member(old), Member(@new)));
    }

    [Fact]
    public void An_optional_output_member_may_become_nullable()
    {
        const string Old = """{"type":"object","properties":{"a":{"type":"string"} } }""";
        const string New = """{"type":"object","properties":{"a":{"anyOf":[{"type":"string"},{"type":"null"}]} } }""";

        Assert.EndsWith("feature", Changes(Direction.Output, Old, New), StringComparison.Ordinal);
        Assert.EndsWith("breaking", Changes(Direction.Output, Required(Old), Required(New)), StringComparison.Ordinal);

        static string Required(string schema) => "{\"required\":[\"a\"]," + schema[1..];
    }

    [Theory]
    [InlineData("""{"type":["string","null"]}""", "feature")]
    [InlineData("""{"anyOf":[{"type":"string"},{"$ref":"#/definitions/none"}]}""", "feature")]
    [InlineData("""{"type":"string"}""", "breaking")]
    public void A_nullable_output_member_may_become_optional(string member, string severity)
    {
        var old = """{"type":"object","required":["a"],"properties":{"a":M},"definitions":{"none":{"type":"null"} } }"""
            .Replace("M", member, StringComparison.Ordinal);
        var @new = old.Replace("""["a"]""", "[]", StringComparison.Ordinal);

        Assert.EndsWith(severity, Changes(Direction.Output, old, @new), StringComparison.Ordinal);
    }

    [Fact]
    public void Recursive_schemas_are_compared()
    {
        const string Old = """
            {"type":"object","properties":{"a":{"$ref":"#/definitions/n"} },
             "definitions":{"n":{"type":"object","properties":{"next":{"$ref":"#/definitions/n"},"v":{"type":"integer","maximum":5} } } } }
            """;

        Assert.Equal("", Changes(Direction.Input, Old, Old));
        Assert.Equal("maximum-narrower breaking", Changes(Direction.Input, Old, Old.Replace("5", "4", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_order_of_branches_that_differ_only_deep_down_does_not_matter()
    {
        var (one, other) = (Nested(9, """{"type":"string"}"""), Nested(9, """{"type":"integer"}"""));

        Assert.Equal("", Changes(Direction.Input, Not(one, other), Not(other, one)));
    }

    [Fact]
    public void A_long_chain_of_references_does_not_overflow_the_stack()
    {
        var length = FullRun.IsOn ? 20_000 : 4_000;
        var chain = string.Join(",", Enumerable.Range(0, length).Select(i => $$"""
            "d{{i}}":{"type":"object","properties":{"p":{"$ref":"#/definitions/d{{i + 1}}"} } }
            """));
        var text = $$"""
            {"type":"object","properties":{"p":{"$ref":"#/definitions/d0"} },"definitions":{ {{chain}},"d{{length}}":{"maximum":1} } }
            """;

        Assert.Equal("", Changes(Direction.Input, text, text));
    }

    private static string Not(string one, string other) => "{\"not\":{\"anyOf\":[" + one + "," + other + "]}}";

    private static string Nested(int levels, string inner) => Enumerable.Range(0, levels)
        .Aggregate(inner, (schema, _) => "{\"type\":\"object\",\"properties\":{\"p\":" + schema + "}}");

    private static string Member(string schema) =>
        "{\"type\":\"object\",\"required\":[\"m\"],\"properties\":{\"m\":"
        + schema.Replace("#/", "#/properties/m/", StringComparison.Ordinal) + "}}";

    private static string Changes(Direction direction, string old, string @new) => string.Join(
        ", ",
        new SchemaComparison(direction, Side(old, direction), Side(@new, direction))
            .Run(default)
            .Select(change => $"{change.Rule.Split('-', 2)[1].TrimStart('$')} {change.Severity}".ToLowerInvariant()));

    private static SchemaSide Side(string text, Direction direction) => new(SchemaSteps.Normalize(
        new SchemaFile("x.json", "acme/kite", direction == Direction.Input ? SchemaRole.Input : SchemaRole.Output, text)));
}
