namespace SchemaSdk.Schemas.Tests.Types;

/// <summary>Tests the type of a union whose branches are references, and the marks that show to which branch a value belongs.</summary>
public class ReferredBranchTests
{
    private const string Definitions =
        """
        ,"definitions":{
          "One":{"properties":{"k":{"type":"string"}}},
          "Two":{"properties":{"k":{"type":"string"}}},
          "T":{"properties":{"t":{"const":"x"}}},
          "L":{"type":"array","items":{"type":"string"}},
          "M":{"type":"object","additionalProperties":{"type":"string"}}}}
        """;

    [Theory]
    [InlineData(
        """{"discriminator":{"propertyName":"t"},"oneOf":[{"$ref":"#/definitions/One"},{"$ref":"#/definitions/T"}]}""",
        """One: Object (t "One"); T: Object (t "x")""")]
    [InlineData("""{"oneOf":[{"$ref":"#/definitions/One"},{"$ref":"#/definitions/T"}]}""", """One: Object; T: Object (t "x")""")]
    [InlineData(
        """{"discriminator":{"propertyName":"t"},"oneOf":[{"$ref":"#/definitions/T"},{"properties":{"k":{"const":"y"}}}]}""",
        """T: Object (t "x"); Y: Object (k "y")""")]
    [InlineData(
        """{"discriminator":{"propertyName":"t"},"oneOf":[{"$ref":"#/definitions/One"},{"properties":{"t":{"const":"y"},"""
            + "\"u\":{\"const\":\"z\"}}}]}",
        """One: Object (t "One"); Y: Object (t "y" u "z")""")]
    public void A_discriminator_distinguishes_branches_by_their_references(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Marks(schema, Definitions));

    [Theory]
    [InlineData("", """["cat","kitty"]""", """Cat: Object (t "cat" t "kitty"); Dog: Object (t "cat" t "kitty")""")]
    [InlineData(""","mapping":{"c":"#/definitions/Cat"}""", """["c","d"]""", """Cat: Object (t "c"); Dog: Object (t "c" t "d")""")]
    public void A_discriminator_that_lists_values_has_those_of_its_references_or_else_all(string mapping, string values, string expected)
    {
        const string Branches = """{"oneOf":[{"$ref":"#/definitions/Cat"},{"$ref":"#/definitions/Dog"}],""";
        var union = Branches + """ "discriminator":{"propertyName":"t" """ + mapping + "}}";
        var pet = """{"properties":{"t":{"enum":""" + values + "}}}";

        Assert.Equal(expected, ShapeWords.Marks(union, ""","definitions":{"Cat":""" + pet + ",\"Dog\":" + pet + "}}"));
    }

    [Fact]
    public void A_discriminator_of_many_values_is_not_repeated_in_each_branch()
    {
        var values = string.Join(",", Enumerable.Range(0, 65).Select(value => $"\"v{value}\""));
        var branch = """{"properties":{"t":{"enum":[""" + values + "]}}}";

        Assert.Equal(
            "WithU: Object; WithT: Object",
            ShapeWords.Marks("""{"discriminator":{"propertyName":"t"},"oneOf":[{"properties":{"u":{}}},""" + branch + "]}"));
    }

    [Theory]
    [InlineData(1_000, """One: Object; Many: Object (t "v0")""")]
    [InlineData(1_001, """One: Object (t "One"); Many: Object""")]
    public void The_mapping_of_a_discriminator_is_ignored_if_it_has_more_than_1000_values(int count, string expected)
    {
        var others = string.Concat(Enumerable.Range(1, count - 1).Select(value => $",\"v{value}\":\"#/definitions/One\""));

        Assert.Equal(expected, MarksOfMany($",\"mapping\":{{\"v0\":\"#/definitions/Many\"{others}}}"));
    }

    [Theory]
    [InlineData("", """One: Object (t "One"); Many: Object""")]
    [InlineData(""","mapping":{"v0":"#/definitions/Many"}""", """One: Object (t "One"); Many: Object (t "v0")""")]
    public void A_discriminator_of_many_values_is_not_the_name_of_the_branch(string mapping, string expected) =>
        Assert.Equal(expected, MarksOfMany(mapping));

    private static string MarksOfMany(string mapping)
    {
        var values = string.Join(",", Enumerable.Range(0, 65).Select(value => $"\"v{value}\""));
        var union = """{"discriminator":{"propertyName":"t" """ + mapping
            + """},"oneOf":[{"$ref":"#/definitions/One"},{"$ref":"#/definitions/Many"}]}""";
        var many = ""","definitions":{"One":{"properties":{"k":{}}},"Many":{"properties":{"t":{"enum":[""" + values + "]}}}}}";

        return ShapeWords.Marks(union, many);
    }
}
