using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Tests.Dialect;

/// <summary>The dialect must normalize schemas in every position, including schemas that a patch describes.</summary>
public sealed class DialectPlaceTests
{
    [Theory]
    [InlineData("""{"items":*}""")]
    [InlineData("""{"contains":*}""")]
    [InlineData("""{"propertyNames":*}""")]
    [InlineData("""{"not":*}""")]
    [InlineData("""{"if":*}""")]
    [InlineData("""{"then":*}""")]
    [InlineData("""{"else":*}""")]
    [InlineData("""{"contentSchema":*}""")]
    [InlineData("""{"additionalProperties":*}""")]
    [InlineData("""{"additionalItems":*}""")]
    [InlineData("""{"unevaluatedProperties":*}""")]
    [InlineData("""{"unevaluatedItems":*}""")]
    [InlineData("""{"items":[*]}""")]
    [InlineData("""{"allOf":[*]}""")]
    [InlineData("""{"anyOf":[*]}""")]
    [InlineData("""{"oneOf":[*]}""")]
    [InlineData("""{"properties":{"a":*}}""")]
    [InlineData("""{"patternProperties":{"a":*}}""")]
    [InlineData("""{"definitions":{"a":*}}""")]
    [InlineData("""{"$defs":{"a":*}}""")]
    [InlineData("""{"dependencies":{"a":*}}""")]
    [InlineData("""{"dependentSchemas":{"a":*}}""")]
    [InlineData("""{"components":{"schemas":{"a":*}}}""")]
    public void A_schema_is_normalized_in_every_position(string around) => DialectTests.Check(
        around.Replace("*", """{"type":"int"}""", StringComparison.Ordinal),
        around.Replace("*", """{"type":"integer"}""", StringComparison.Ordinal));

    [Theory]
    [InlineData(
        """{"readOnly":"true","writeOnly":"false","deprecated":"True","x-deprecated":"true"}""",
        """{"readOnly":true,"writeOnly":false,"deprecated":true,"x-deprecated":true}""")]
    [InlineData("""{"type":"string","nullable":"true"}""", """{"type":["string","null"]}""")]
    [InlineData("""{"type":5}""", """{"type":5}""")]
    [InlineData("""{"$ref":5}""", """{"$ref":5}""")]
    [InlineData("""{"type":["any","any"]}""", "{}")]
    public void Flags_and_types_are_normalized(string written, string meant) => DialectTests.Check(written, meant);

    [Theory]
    [InlineData(
        """{"prefixItems":[{}],"not":{"$ref":"#/prefixItems/1"},"if":{"$ref":"#/prefixItems/-1"},"then":{"$ref":"#/prefixItems/x"}}""",
        """{"not":{"$ref":"#/prefixItems/1"},"if":{"$ref":"#/prefixItems/-1"},"then":{"$ref":"#/prefixItems/x"},"items":[{}]}""")]
    [InlineData(
        """{"a/b":{"type":"int"},"c~d":{"type":"int"},"e":{"$ref":"#/a~1b"},"f":{"$ref":"#/c~0d"}}""",
        """{"type":"object","properties":{"a/b":{"type":"integer"},"c~d":{"type":"integer"},"e":{"$ref":"#/properties/a~1b"},"f":"""
            + """{"$ref":"#/properties/c~0d"}}}""")]
    public void References_into_lists_and_escaped_names_are_resolved(string written, string meant) => DialectTests.Check(written, meant);

    [Theory]
    [InlineData(
        """{"b":{"title":"T","description":"D","$comment":"C","default":1,"example":1,"examples":[1],"deprecated":true,"x-order":1}}""")]
    [InlineData("""{"b":{"properties":{"c":{"title":"T"}}}}""")]
    [InlineData("""{"default":{"title":"T"}}""")]
    public void A_patch_that_only_describes_a_missing_member_is_found_and_ignored(string properties)
    {
        var (kinds, schema) = Patched(properties);

        Assert.Equal([PatchFindingKind.DescribesNothing], kinds);
        Assert.Equal("""{"properties":{"a":{"type":"integer"}}}""", schema);
    }

    [Theory]
    [InlineData("""{"b":{"title":"T","type":"string"}}""")]
    [InlineData("""{"a":{"default":{"title":"T"}}}""")]
    [InlineData("""{"a":{"const":{"title":"T"}}}""")]
    [InlineData("""{"a":{"example":{"title":"T"}}}""")]
    public void A_patch_with_more_than_descriptions_is_merged(string properties) =>
        Assert.Empty(Patched(properties).Kinds);

    private static (IEnumerable<PatchFindingKind> Kinds, string Schema) Patched(string properties)
    {
        var schema = (JsonObject)JsonParser.Read("""{"properties":{"a":{"type":"integer"}}}""");
        var findings = SchemaPatch.Apply(schema, (JsonObject)JsonParser.Read($$"""{"properties":{{properties}}}"""));
        return (findings.Select(finding => finding.Kind), schema.ToString());
    }
}
