namespace SchemaSdk.Schemas.Tests.Types;

/// <summary>Tests the marks that show to which branch of a union a value belongs.</summary>
public class BranchMarkTests
{
    [Theory]
    [InlineData("""{"anyOf":[{"type":"number"},{"type":"string"}]}""", "Number: Number; Text: String")]
    [InlineData("""{"anyOf":[{"type":"string","pattern":"^a$"},{"type":"string","pattern":"("}]}""", "TextA: String ^a\\z; Text: String (")]
    [InlineData(
        """{"anyOf":[{"enum":["x"]},{"enum":[1]},{"enum":[true]}]}""",
        "TextChoice: String; NumberChoice: Number; Boolean: Boolean")]
    [InlineData("""{"anyOf":[{"enum":["x",1]},{"type":"array"}]}""", "Choice: Any; List: Array")]
    [InlineData("""{"anyOf":[{},{"type":"string"}]}""", "Any: Any; Text: String")]
    [InlineData("""{"anyOf":[{"properties":{"b":{}}},{"items":{"type":"string"}}]}""", "Object: Object; TextList: Array [String]")]
    [InlineData(
        """{"anyOf":[{"type":"array","items":{"properties":{"t":{"const":"x"}},"required":["t"]}},{"type":"string"}]}""",
        """XList: Array [Object] t (t "x"); Text: String""")]
    [InlineData("""{"type":["string","array"],"pattern":"a","items":{"type":"integer"}}""", "Text: String; IntegerList: Array [Integer]")]
    [InlineData(
        """{"anyOf":[{"properties":{"t":{"enum":["x",null]}}},{"properties":{"t":{"anyOf":[{"const":"y"},{"type":"null"}]}}}]}""",
        """X: Object (t "x" t null); Y: Object (t "y" t null)""")]
    [InlineData(
        """{"anyOf":[{"type":"string","properties":{"t":{"const":"x"}},"required":["t"]},{"type":"integer"}]}""",
        "Text: String; Integer: Integer")]
    public void Branches_are_distinguished_by_their_structure(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Marks(schema));
}
