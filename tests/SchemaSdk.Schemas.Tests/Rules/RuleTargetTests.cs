using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Rules;

namespace SchemaSdk.Schemas.Tests.Rules;

/// <summary>Tests whether a pointer in <c>x-rules</c> points to a number, to another value, or to nothing.</summary>
public class RuleTargetTests
{
    [Theory]
    [InlineData("""{"properties":{"a":{"type":"integer"}}}""", "/a")]
    [InlineData("""{"properties":{"a":{"enum":["x",1]}}}""", "/a")]
    [InlineData("""{"properties":{"a":{}}}""", "/a")]
    [InlineData("""{"properties":{"a":true}}""", "/a")]
    [InlineData("""{"properties":{"a":{"minimum":3}}}""", "/a")]
    [InlineData("""{"properties":{"a":{"type":"object"}}}""", "/a/b")]
    [InlineData("""{"properties":{"a":{}}}""", "/a/b/c")]
    [InlineData("""{"properties":{"a":{"anyOf":[true,{"type":"object"}]}}}""", "/a/b")]
    [InlineData("""{"properties":{"a":{"type":"array"}}}""", "/a/*")]
    [InlineData("""{"properties":{"a":{"items":{"type":"number"}}}}""", "/a/*")]
    [InlineData("""{"properties":{"a":{"items":[{"type":"number"}]}}}""", "/a/*")]
    [InlineData("""{"properties":{"a":{"prefixItems":[{"type":"number"}]}}}""", "/a/*")]
    [InlineData("""{"properties":{"a":{"type":"string"}},"additionalProperties":{"type":"number"}}""", "/b")]
    [InlineData("""{"else":{"properties":{"a":{"type":"number"}}}}""", "/a")]
    public void A_pointer_leads_to_a_value_that_may_be_a_number(string schema, string pointer) =>
        Assert.Equal(RuleTarget.Number, Find(schema, pointer));

    [Theory]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", "/a")]
    [InlineData("""{"properties":{"a":{"type":["string","null"]}}}""", "/a")]
    [InlineData("""{"properties":{"a":{"$ref":"#/definitions/A"}},"definitions":{"A":{"type":"string"}}}""", "/a")]
    [InlineData("""{"properties":{"a":{"items":{"properties":{"b":{"type":"string"}}}}}}""", "/a/*/b")]
    public void A_pointer_leads_to_a_value_that_cannot_be_a_number(string schema, string pointer) =>
        Assert.Equal(RuleTarget.Other, Find(schema, pointer));

    [Theory]
    [InlineData("""{"properties":{"a":{"type":"number"}}}""", "/b")]
    [InlineData("""{"properties":{"a":{"type":"number"}},"additionalProperties":false}""", "/b")]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", "/a/*")]
    [InlineData("""{"properties":{"a":{"type":"object"}}}""", "/a/*")]
    [InlineData("""{"properties":{"a":{"items":{"type":"number"}}}}""", "/a/*/b")]
    public void A_pointer_leads_nowhere(string schema, string pointer) => Assert.Equal(RuleTarget.Nothing, Find(schema, pointer));

    [Fact]
    public void A_pointer_counts_as_one_to_a_number_if_following_it_takes_too_many_steps()
    {
        const string Schema = """{"type":"array","items":{"$ref":"#"}}""";

        Assert.Equal(RuleTarget.Other, Find(Schema, string.Concat(Enumerable.Repeat("/*", 1_000))));
        Assert.Equal(RuleTarget.Number, Find(Schema, string.Concat(Enumerable.Repeat("/*", 200_000))));
    }

    private static RuleTarget Find(string schema, string pointer) =>
        new RuleTargets((JsonObject)JsonParser.Read(schema, "input.json")).Find(pointer);
}
