using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Types;

namespace SchemaSdk.Schemas.Tests.Wording;

/// <summary>Tests which schemas determine the type of a value, and which only restrict or document a value.</summary>
public class TypeWordTests
{
    [Theory]
    [InlineData("""{"type":"string"}""")]
    [InlineData("""{"enum":["a"]}""")]
    [InlineData("""{"properties":{}}""")]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"minimum":1}""")]
    [InlineData("""{"title":"A","type":"string"}""")]
    [InlineData("""{"required":["a"],"properties":{}}""")]
    [InlineData("""{"not":{},"items":{}}""")]
    [InlineData("""{"x-order":["a"],"format":"uri"}""")]
    public void A_schema_with_one_of_these_keywords_describes_a_value(string schema) => Assert.True(Describes(schema));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"title":"A"}""")]
    [InlineData("""{"description":"A"}""")]
    [InlineData("""{"default":1}""")]
    [InlineData("""{"examples":[1]}""")]
    [InlineData("""{"deprecated":true}""")]
    [InlineData("""{"required":["a"]}""")]
    [InlineData("""{"not":{"required":["a"]}}""")]
    [InlineData("""{"x-schemasdk-null":true}""")]
    [InlineData("""{"x-order":["a"]}""")]
    [InlineData("""{"title":"A","required":["a"],"not":{},"x-order":["a"]}""")]
    public void A_schema_with_only_these_keywords_does_not_describe_a_value(string schema) => Assert.False(Describes(schema));

    private static bool Describes(string schema) => TypeWords.StandIn((JsonObject)JsonParser.Read(schema, "input.json"));
}
