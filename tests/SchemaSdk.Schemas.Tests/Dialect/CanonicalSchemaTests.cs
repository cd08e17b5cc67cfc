using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Types;

namespace SchemaSdk.Schemas.Tests.Dialect;

/// <summary>Tests that two schemas have the same canonical text if and only if the same C# type is generated for them.</summary>
public class CanonicalSchemaTests
{
    [Theory]
    [InlineData("""{"type":"string","format":"uri"}""", """{"format":"uri","type":"string"}""")]
    [InlineData("""{"type":"string"}""", """{"type":"string","title":"A","description":"B","default":"C","minLength":1}""")]
    [InlineData("""{"type":["string","null"]}""", """{"type":["null","string"]}""")]
    [InlineData("""{"enum":["a","b"]}""", """{"enum":["b","a"]}""")]
    [InlineData("""{"enum":["a","b"]}""", """{"enum":["a","b","a"]}""")]
    [InlineData("""{"required":["a","b"]}""", """{"required":["b","a"]}""")]
    [InlineData("""{"properties":{"a":{},"b":{}}}""", """{"properties":{"b":{},"a":{}}}""")]
    [InlineData("""{"properties":{"title":{"type":"string"}}}""", """{"properties":{"title":{"type":"string","title":"A"}}}""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", """{"anyOf":[{"type":"null"},{"type":"string"}]}""")]
    [InlineData("""{"allOf":[{"type":"string"}]}""", """{"allOf":[{"type":"string"},{"type":"string","title":"A"}]}""")]
    [InlineData("""{"items":{"type":"string"}}""", """{"items":{"type":"string","maxLength":5}}""")]
    [InlineData("""{"type":"number","minimum":1}""", """{"type":"number","minimum":2}""")]
    [InlineData("""{"const":{"a":1,"b":2}}""", """{"const":{"b":2,"a":1}}""")]
    [InlineData("""{"dependencies":{"a":["b","c"]}}""", """{"dependencies":{"a":["c","b"]}}""")]
    [InlineData("""{"if":{"type":"string"}}""", """{}""")]
    [InlineData("""{"not":{"type":"string"}}""", """{}""")]
    public void The_canonical_text_ignores_words_bounds_and_order(string one, string other) => Assert.Equal(Of(one), Of(other));

    [Theory]
    [InlineData("""{"type":"string"}""", """{"type":"integer"}""")]
    [InlineData("""{"type":"string"}""", """{}""")]
    [InlineData("""{"type":"string"}""", """{"type":"string","format":"uri"}""")]
    [InlineData("""{"type":"string"}""", """{"type":"string","x-schemasdk-null":true}""")]
    [InlineData("""{"type":"integer","minimum":1}""", """{"type":"integer","minimum":2}""")]
    [InlineData("""{"enum":["a","b"]}""", """{"enum":["a"]}""")]
    [InlineData("""{"enum":["a,b"]}""", """{"enum":["a","b"]}""")]
    [InlineData("""{"enum":[[1,2]]}""", """{"enum":[[2,1]]}""")]
    [InlineData("""{"enum":[[1]]}""", """{"enum":[[2]]}""")]
    [InlineData("""{"enum":[{"a":1}]}""", """{"enum":[{"a":2}]}""")]
    [InlineData("""{"enum":[{"a":1}]}""", """{"enum":[{"b":1}]}""")]
    [InlineData("""{"const":1}""", """{"const":2}""")]
    [InlineData("""{"const":{"title":"a"}}""", """{"const":{"title":"b"}}""")]
    [InlineData("""{"required":["a"]}""", """{"required":["b"]}""")]
    [InlineData("""{"properties":{"a":{}}}""", """{"properties":{"b":{}}}""")]
    [InlineData("""{"properties":{"a":{}}}""", """{"properties":{"a":{"type":"string"}}}""")]
    [InlineData("""{"properties":{"a":{},"b":{"type":"string"}}}""", """{"properties":{"a":{"type":"string"},"b":{}}}""")]
    [InlineData("""{"items":{"type":"string"}}""", """{"items":{"type":"integer"}}""")]
    [InlineData("""{"items":true}""", """{"items":false}""")]
    [InlineData("""{"prefixItems":[{"type":"string"},{}]}""", """{"prefixItems":[{},{"type":"string"}]}""")]
    [InlineData("""{"prefixItems":[true]}""", """{"prefixItems":[false]}""")]
    [InlineData("""{"additionalProperties":true}""", """{"additionalProperties":false}""")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", """{"additionalProperties":{"type":"integer"}}""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer"}]}""", """{"anyOf":[{"type":"string"}]}""")]
    [InlineData("""{"anyOf":[{"type":"string"}]}""", """{"oneOf":[{"type":"string"}]}""")]
    [InlineData("""{"dependencies":{"a":["b"]}}""", """{"dependencies":{"a":["c"]}}""")]
    [InlineData("""{"dependencies":{"a":{"required":["b"]}}}""", """{"dependencies":{"a":{"required":["c"]}}}""")]
    [InlineData("""{"then":{"properties":{"a":{}}}}""", """{"then":{"properties":{"b":{}}}}""")]
    public void The_canonical_text_differs_if_the_type_differs(string one, string other) => Assert.NotEqual(Of(one), Of(other));

    [Theory]
    [InlineData("\"a\"", "\"a\"")]
    [InlineData("1", "1")]
    [InlineData("[1,\"a\"]", "[1,\"a\"]")]
    public void A_value_that_is_not_an_object_is_its_own_canonical_text(string value, string expected) => Assert.Equal(expected, Of(value));

    private static string Of(string schema) => CanonicalSchema.Of(JsonParser.Read(schema, "input.json"));
}
