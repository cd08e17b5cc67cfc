using SchemaSdk.Schemas.Tests.Words;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Types;

namespace SchemaSdk.Schemas.Tests.Types;

/// <summary>Names of branches for which the short one is not enough, and of schemas with odd texts.</summary>
public class BranchFormTests
{
    [Theory]
    [InlineData(
        """{"anyOf":[{"properties":{"b":{"const":"u"},"a":{"const":"v"}}},{"type":"string"}]}""", "V Text")]
    [InlineData(
        """{"anyOf":[{"properties":{"b":{"const":"u"},"a":{"const":"v"}},"required":["b"]},{"type":"string"}]}""", "U Text")]
    [InlineData(
        """{"anyOf":[{"properties":{"t":{"const":"x"},"a":{"type":"string"}}},"""
            + """{"properties":{"t":{"const":"x"},"a":{"type":"integer"}}}]}""",
        "XWithAAsText XWithAAsInteger")]
    [InlineData(
        """{"anyOf":[{"properties":{"t":{"const":"x"},"u":{}},"required":["t"]},{"properties":{"t":{"const":"x"}},"required":["t"]}]}""",
        "XWithU X")]
    [InlineData(
        """{"anyOf":[{"properties":{"b":{"type":"string"},"a":{"type":"string"}}},"""
            + """{"properties":{"b":{"type":"integer"},"a":{"type":"integer"}}}]}""",
        "WithAAsText WithAAsInteger")]
    [InlineData(
        """{"anyOf":[{"properties":{"b":{"type":"string"},"a":{"type":"string"}},"required":["b"]},"""
            + """{"properties":{"b":{"type":"integer"},"a":{"type":"integer"}},"required":["b"]}]}""",
        "WithBAsText WithBAsInteger")]
    [InlineData(
        """{"anyOf":[{"properties":{"a":{},"c":{},"d":{}}},{"properties":{"a":{},"f":{},"e":{}}}]}""", "WithC WithE")]
    public void Objects_say_first_what_tells_most(string schema, string expected) => Assert.Equal(expected, Names(schema));

    [Theory]
    [InlineData("""{"anyOf":[{"enum":["b","a",1]},{"enum":["c",2]}]}""", "ChoiceAOrBOr_1 ChoiceCOr_2")]
    [InlineData("""{"anyOf":[{"enum":["e","d","c","b","a",1]},{"enum":["z",2]}]}""", "ChoiceAOrBOrCOrD ChoiceZOr_2")]
    [InlineData("""{"anyOf":[{"enum":["a",1]},{"enum":["b"]},{"enum":[2]}]}""", "AnyChoice TextChoice NumberChoice")]
    [InlineData(
        """{"anyOf":[{"type":"array","items":{"enum":["a"]}},{"type":"array","items":{"enum":[1]}}]}""", "TextChoiceList NumberChoiceList")]
    public void Choices_say_what_kind_of_values_they_have_and_then_their_values(string schema, string expected) =>
        Assert.Equal(expected, Names(schema));

    [Theory]
    [InlineData(
        """{"anyOf":[{"type":"object","additionalProperties":{"type":"array","items":{"type":"string"}}},"""
            + """{"type":"object","additionalProperties":{"type":"string"}},{"type":"object"}]}""",
        "TextListMap TextMap Map")]
    [InlineData(
        """{"anyOf":[{"type":"object","required":["a"]},{"type":"object","required":["b"]},{"type":"string"}]}""",
        "MapWithA MapWithB Text")]
    [InlineData(
        """{"anyOf":[{"type":"object","required":["a"],"additionalProperties":{"type":"string"}},"""
            + """{"type":"object","required":["b"],"additionalProperties":{"type":"integer"}}]}""",
        "TextMapWithA IntegerMapWithB")]
    public void Maps_say_what_is_in_them_and_what_they_require(string schema, string expected) => Assert.Equal(expected, Names(schema));

    [Theory]
    [InlineData("""{"anyOf":[{"properties":{"t":{"const":""}}},{"properties":{"t":{"const":"+"}}}]}""", "_Empty _Plus")]
    [InlineData("""{"anyOf":[{"properties":{"":{}},"required":[""]},{"type":"string"}]}""", "Object Text")]
    [InlineData("""{"anyOf":[{"properties":{"a":{}}},{"properties":{"a":{},"":{}}}]}""", "Object With_Empty")]
    [InlineData("""{"anyOf":[{"properties":{"t":{"const":"-"}}},{"properties":{"t":{"const":"1"}}}]}""", "_Dash _1")]
    public void Texts_without_letters_are_spelled_out(string schema, string expected) => Assert.Equal(expected, Names(schema));

    // The hash is that of "a":MARK,"b":MARK, where a mark is the hash of {"enum":["x","y"],}.
    [Fact]
    public void What_cannot_be_told_has_a_hash_of_all_members_that_differ() => Assert.Equal(
        "Object_06b6f6af Object_8270582f",
        Names(
            """{"anyOf":[{"properties":{"c":{},"b":{"enum":["p","q"]},"a":{"enum":["x","y"]}}},"""
            + """{"properties":{"a":{"enum":["z","w"]},"b":{"enum":["r","s"]},"c":{}}}]}"""));

    [Fact]
    public void Lists_inside_themselves_are_called_by_their_references() => Assert.StartsWith(
        "{A: AValue<Self: [Json] | Again: [Json]>",
        ShapeWords.Of(
            """{"properties":{"a":{"anyOf":[{"$ref":"#/definitions/Self"},{"$ref":"#/definitions/Again"}]}},"definitions":{"""
            + """ "Self":{"type":"array","items":{"$ref":"#/definitions/Self"}},"""
            + """ "Again":{"type":"array","minItems":1,"items":{"$ref":"#/definitions/Again"}}}}"""),
        StringComparison.Ordinal);

    [Fact]
    public void Names_that_all_clash_are_counted()
    {
        var schema = new JsonObject();
        var name = new BranchName(new SchemaNode(schema, "", schema), ["A", "AB"]);
        Assert.Equal(("A", 0, false), (name.Text, name.Level, name.IsAtEnd));

        name.Lengthen();
        Assert.Equal(("AB", 1, false), (name.Text, name.Level, name.IsAtEnd));

        name.Lengthen();
        Assert.Equal(("AB_2", 2, true), (name.Text, name.Level, name.IsAtEnd));

        name.Lengthen();
        Assert.Equal(("AB_3", 3, true), (name.Text, name.Level, name.IsAtEnd));
    }

    private static string Names(string schema) => string.Join(" ", ShapeWords.Marks(schema).Split("; ").Select(mark => mark.Split(':')[0]));
}
