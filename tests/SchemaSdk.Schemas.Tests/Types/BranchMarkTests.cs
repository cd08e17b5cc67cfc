using SchemaSdk.Schemas.Tests.Words;

namespace SchemaSdk.Schemas.Tests.Types;

/// <summary>Tests the marks that show to which branch of a union a value belongs.</summary>
public class BranchMarkTests
{
    [Theory]
    [InlineData(
        """{"anyOf":[{"type":"string"},{"type":"integer"},{"type":"boolean"},{"type":"array"},{"type":"object"}]}""",
        "Text: String; Integer: Integer; Boolean: Boolean; List: Array; Map: Object")]
    [InlineData("""{"anyOf":[{"type":"number"},{"type":"string"}]}""", "Number: Number; Text: String")]
    [InlineData("""{"anyOf":[{"type":"string","pattern":"^a$"},{"type":"string","pattern":"("}]}""", "TextA: String ^a\\z; Text: String (")]
    [InlineData(
        """{"anyOf":[{"enum":["x"]},{"enum":[1]},{"enum":[true]}]}""",
        "TextChoice: String; NumberChoice: Number; Boolean: Boolean")]
    [InlineData("""{"anyOf":[{"enum":["x",1]},{"type":"array"}]}""", "Choice: Any; List: Array")]
    [InlineData("""{"anyOf":[{},{"type":"string"}]}""", "Any: Any; Text: String")]
    [InlineData("""{"anyOf":[{"properties":{"b":{}}},{"items":{"type":"string"}}]}""", "Object: Object; TextList: Array [String]")]
    [InlineData(
        """{"anyOf":[{"type":"array","items":{"type":"integer"}},{"type":"array","items":{"type":"string"}}]}""",
        "IntegerList: Array [Integer]; TextList: Array [String]")]
    [InlineData(
        """{"anyOf":[{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"integer"}]}},{"type":"string"}]}""",
        "List: Array; Text: String")]
    [InlineData(
        """{"anyOf":[{"type":"array","items":{"properties":{"t":{"const":"x"}},"required":["t"]}},{"type":"string"}]}""",
        """XList: Array [Object] t (t "x"); Text: String""")]
    [InlineData(
        """{"anyOf":[{"type":"array","items":{"type":"object","required":["b"]}},{"type":"string"}]}""",
        "MapList: Array [Object]; Text: String")]
    [InlineData("""{"type":["string","array"],"pattern":"a","items":{"type":"integer"}}""", "Text: String; IntegerList: Array [Integer]")]
    [InlineData(
        """{"anyOf":[{"properties":{"b":{},"c":{}},"required":["c","b","c"]},{"type":"string"}]}""",
        "WithBAndC: Object b,c; Text: String")]
    [InlineData(
        """{"anyOf":[{"properties":{"u":{"const":"x"},"t":{"const":1},"v":{"enum":["a","b"]}}},{"type":"string"}]}""",
        """X: Object (t 1 u "x"); Text: String""")]
    [InlineData(
        """{"anyOf":[{"properties":{"t":{"enum":["x",null]}}},{"properties":{"t":{"anyOf":[{"const":"y"},{"type":"null"}]}}}]}""",
        """X: Object (t "x" t null); Y: Object (t "y" t null)""")]
    [InlineData("""{"anyOf":[{"type":"object","required":["b"]},{"type":"string"}]}""", "Map: Object b; Text: String")]
    [InlineData(
        """{"anyOf":[{"type":"string","properties":{"t":{"const":"x"}},"required":["t"]},{"type":"integer"}]}""",
        "Text: String; Integer: Integer")]
    [InlineData("""{"anyOf":[{"type":"string","items":{"type":"integer"}},{"type":"array"}]}""", "Text: String; List: Array")]
    [InlineData("""{"anyOf":[{"type":"array","pattern":"a"},{"type":"integer","pattern":"a"}]}""", "List: Array; Integer: Integer")]
    public void Branches_are_distinguished_by_their_structure(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Marks(schema));

    [Theory]
    [InlineData(
        """{"discriminator":{"propertyName":"t"},"oneOf":[{"properties":{"t":{"const":"x"}}},{"properties":{"t":{"const":"y"}}}]}""",
        """X: Object (t "x"); Y: Object (t "y")""")]
    [InlineData(
        """{"discriminator":{"propertyName":7},"oneOf":[{"properties":{"t":{"const":"x"}}},{"properties":{"t":{"const":"y"}}}]}""",
        """X: Object (t "x"); Y: Object (t "y")""")]
    [InlineData(
        """{"discriminator":{"propertyName":"t"},"oneOf":[{"properties":{"u":{"const":"x"}}},{"properties":{"t":{"type":"string"}}}]}""",
        """X: Object (u "x"); Object: Object""")]
    [InlineData(
        """{"discriminator":{"propertyName":"t"},"oneOf":[{"properties":{"t":{"enum":["x","y"]}}},{"properties":{"t":{"const":"z"}}}]}""",
        """Object: Object (t "x" t "y"); Z: Object (t "z")""")]
    public void A_discriminator_is_a_constant_of_each_branch(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Marks(schema));
}
