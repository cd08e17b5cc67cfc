using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Types;

namespace SchemaSdk.Schemas.Tests.Dialect;

/// <summary>Tests that two schemas have the same canonical text if and only if the same C# type is generated for them.</summary>
public class CanonicalSchemaTests
{
    [Theory]
    [InlineData("""{"enum":["a","b"]}""", """{"enum":["b","a"]}""")]
    [InlineData("""{"enum":["a","b"]}""", """{"enum":["a","b","a"]}""")]
    [InlineData("""{"required":["a","b"]}""", """{"required":["b","a"]}""")]
    [InlineData("""{"allOf":[{"type":"string"}]}""", """{"allOf":[{"type":"string"},{"type":"string","title":"A"}]}""")]
    [InlineData("""{"dependencies":{"a":["b","c"]}}""", """{"dependencies":{"a":["c","b"]}}""")]
    public void The_canonical_text_ignores_words_bounds_and_order(string one, string other) => Assert.Equal(Of(one), Of(other));

    [Theory]
    [InlineData("""{"type":"integer","minimum":1}""", """{"type":"integer","minimum":2}""")]
    [InlineData("""{"enum":[[1,2]]}""", """{"enum":[[2,1]]}""")]
    [InlineData("""{"enum":[{"a":1}]}""", """{"enum":[{"a":2}]}""")]
    [InlineData("""{"enum":[{"a":1}]}""", """{"enum":[{"b":1}]}""")]
    [InlineData("""{"const":{"title":"a"}}""", """{"const":{"title":"b"}}""")]
    [InlineData("""{"items":true}""", """{"items":false}""")]
    [InlineData("""{"prefixItems":[true]}""", """{"prefixItems":[false]}""")]
    [InlineData("""{"additionalProperties":true}""", """{"additionalProperties":false}""")]
    [InlineData("""{"dependencies":{"a":["b"]}}""", """{"dependencies":{"a":["c"]}}""")]
    public void The_canonical_text_differs_if_the_type_differs(string one, string other) => Assert.NotEqual(Of(one), Of(other));

    [Fact]
    public void A_value_that_is_not_an_object_is_its_own_canonical_text() => Assert.Equal("[1,\"a\"]", Of("[1,\"a\"]"));

    private static string Of(string schema) => CanonicalSchema.Of(JsonParser.Read(schema, "input.json"));
}
