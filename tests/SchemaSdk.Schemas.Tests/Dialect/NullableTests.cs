namespace SchemaSdk.Schemas.Tests.Dialect;

/// <summary>Tests that the keyword <c>nullable</c> of OpenAPI becomes a type, a value or a branch of draft 7.</summary>
public sealed class NullableTests
{
    [Theory]
    [InlineData("""{"type":"string","nullable":true}""", """{"type":["string","null"]}""")]
    [InlineData("""{"type":"string","nullable":false}""", """{"type":"string"}""")]
    [InlineData("""{"type":["string","null"],"nullable":true}""", """{"type":["string","null"]}""")]
    [InlineData("""{"enum":["v1","v2"],"nullable":true}""", """{"enum":["v1","v2",null]}""")]
    [InlineData("""{"type":"str","enum":["a"],"nullable":true}""", """{"enum":["a",null],"type":["string","null"]}""")]
    [InlineData("""{"description":"D","nullable":true}""", """{"description":"D"}""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}],"nullable":true}""", """{"anyOf":[{"type":"string"},{"type":"null"}]}""")]
    [InlineData(
        """{"oneOf":[{"type":"string"},{"type":"int"}],"nullable":true}""",
        """{"oneOf":[{"type":"string"},{"type":"integer"},{"type":"null"}]}""")]
    [InlineData(
        """{"oneOf":[{"$ref":"#/definitions/A"}],"nullable":true,"definitions":{"A":{"type":"int","nullable":true}}}""",
        """{"oneOf":[{"$ref":"#/definitions/A"}],"definitions":{"A":{"type":["integer","null"]}}}""")]
    [InlineData(
        """{"description":"D","$ref":"#/definitions/A","nullable":true,"definitions":{"A":{"type":"int"}}}""",
        """{"description":"D","definitions":{"A":{"type":"integer"}},"anyOf":[{"$ref":"#/definitions/A"},{"type":"null"}]}""")]
    [InlineData(
        """{"allOf":[{"type":"int"}],"nullable":true,"default":1}""", """{"default":1,"anyOf":[{"type":"integer"},{"type":"null"}]}""")]
    [InlineData(
        """{"allOf":[{"type":"int"}],"nullable":true,"minimum":1}""",
        """{"anyOf":[{"allOf":[{"type":"integer"}],"minimum":1},{"type":"null"}]}""")]
    [InlineData("""{"type":"string","x-nullable":true}""", """{"type":["string","null"]}""")]
    [InlineData("""{"type":"string","x-nullable":false}""", """{"type":"string"}""")]
    [InlineData("""{"type":["string","integer"],"nullable":true}""", """{"type":["string","integer","null"]}""")]
    [InlineData("""{"enum":["a",null],"nullable":true}""", """{"enum":["a",null]}""")]
    [InlineData(
        """{"anyOf":[{"type":"string"},{"type":"int"}],"nullable":true}""",
        """{"anyOf":[{"type":"string"},{"type":"integer"},{"type":"null"}]}""")]
    [InlineData(
        """{"anyOf":[{"description":"D"},{"type":"int"}],"nullable":true}""", """{"anyOf":[{"description":"D"},{"type":"integer"}]}""")]
    [InlineData(
        """{"oneOf":[{"type":["string","null"]},{"type":"int"}],"nullable":true}""",
        """{"oneOf":[{"type":["string","null"]},{"type":"integer"}]}""")]
    [InlineData(
        """{"oneOf":[{"$ref":"#/$defs/K"},{"$ref":"#/$defs/N"}],"$defs":{"K":{"enum":["a"]},"N":{"enum":[null]}},"nullable":true}""",
        """{"oneOf":[{"$ref":"#/$defs/K"},{"$ref":"#/$defs/N"}],"$defs":{"K":{"enum":["a"]},"N":{"enum":[null]}}}""")]
    [InlineData(
        """{"oneOf":[{"$ref":"#/$defs/A"}],"$defs":{"A":{"$ref":"#/$defs/N"},"N":{"enum":[null]}},"nullable":true}""",
        """{"oneOf":[{"$ref":"#/$defs/A"}],"$defs":{"A":{"$ref":"#/$defs/N"},"N":{"enum":[null]}}}""")]
    [InlineData(
        """{"oneOf":[{"type":"int"},{"const":null}],"nullable":true}""", """{"oneOf":[{"type":"integer"},{"const":null}]}""")]
    [InlineData(
        """{"oneOf":[{"type":"int"},{"enum":["a",null]}],"nullable":true}""", """{"oneOf":[{"type":"integer"},{"enum":["a",null]}]}""")]
    [InlineData(
        """{"oneOf":[{"type":"int"},{"type":"string","x-nullable":true}],"nullable":true}""",
        """{"oneOf":[{"type":"integer"},{"type":["string","null"]}]}""")]
    [InlineData(
        """{"oneOf":[{"type":"int"},{"anyOf":[{"type":"string"},{"type":"null"}]}],"nullable":true}""",
        """{"oneOf":[{"type":"integer"},{"anyOf":[{"type":"string"},{"type":"null"}]}]}""")]
    [InlineData(
        """{"oneOf":[{"type":"int"},{"type":"string","enum":["a",null]}],"nullable":true}""",
        """{"oneOf":[{"type":"integer"},{"type":"string","enum":["a",null]},{"type":"null"}]}""")]
    [InlineData(
        """{"$defs":{"U":{"anyOf":[{"$ref":"#/$defs/U"},{"type":"int"}]}},"oneOf":[{"$ref":"#/$defs/U"}],"nullable":true}""",
        """{"$defs":{"U":{"anyOf":[{"$ref":"#/$defs/U"},{"type":"integer"}]}},"oneOf":[{"$ref":"#/$defs/U"},{"type":"null"}]}""")]
    [InlineData(
        """{"type":"object","nullable":true,"oneOf":[{"required":["a"]},{"required":["b"]}],"title":"T"}""",
        """{"title":"T","anyOf":[{"type":"object","oneOf":[{"required":["a"]},{"required":["b"]}]},{"type":"null"}]}""")]
    [InlineData("""{"const":"a","nullable":true}""", """{"anyOf":[{"const":"a"},{"type":"null"}]}""")]
    [InlineData("""{"not":{"type":"string"},"nullable":true}""", """{"anyOf":[{"not":{"type":"string"}},{"type":"null"}]}""")]
    [InlineData("""{"if":{"type":"string"},"nullable":true}""", """{"anyOf":[{"if":{"type":"string"}},{"type":"null"}]}""")]
    [InlineData(
        """{"title":"T","examples":[1],"deprecated":true,"readOnly":true,"writeOnly":true,"$schema":"S","$id":"I","$comment":"C","allOf":"""
            + """[{"type":"int"}],"nullable":true}""",
        """{"title":"T","examples":[1],"deprecated":true,"readOnly":true,"writeOnly":true,"$schema":"S","$id":"I","$comment":"C","anyOf":"""
            + """[{"type":"integer"},{"type":"null"}]}""")]
    public void Nullable_becomes_a_null_type(string written, string meant) => DialectTests.Check(written, meant);
}
