using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Rules;
using SchemaSdk.Schemas.Types;

namespace SchemaSdk.Schemas.Tests.Problems;

/// <summary>Tests that a problem in a nested schema is reported with its JSON pointer.</summary>
public class ProblemPointerTests
{
    [Theory]
    [InlineData("""{"properties":{"a~/b":{"pattern":"("}}}""", "SSDK010 /properties/a~0~1b/pattern")]
    [InlineData("""{"additionalProperties":{"pattern":"("}}""", "SSDK010 /additionalProperties/pattern")]
    [InlineData("""{"patternProperties":{"x":{"pattern":"("}}}""", "SSDK010 /patternProperties/x/pattern")]
    [InlineData("""{"propertyNames":{"pattern":"("}}""", "SSDK010 /propertyNames/pattern")]
    [InlineData("""{"items":{"pattern":"("}}""", "SSDK010 /items/pattern")]
    [InlineData("""{"items":[{},{"pattern":"("}]}""", "SSDK010 /items/1/pattern")]
    [InlineData("""{"prefixItems":[{},{"pattern":"("}]}""", "SSDK010 /prefixItems/1/pattern")]
    [InlineData("""{"items":[{}],"additionalItems":{"pattern":"("}}""", "SSDK010 /additionalItems/pattern")]
    [InlineData("""{"prefixItems":[{}],"items":{"pattern":"("}}""", "SSDK010 /items/pattern")]
    [InlineData("""{"contains":{"pattern":"("}}""", "SSDK010 /contains/pattern")]
    [InlineData("""{"allOf":[{},{"pattern":"("}]}""", "SSDK010 /allOf/1/pattern")]
    [InlineData("""{"anyOf":[{"pattern":"("},{"type":"integer"}]}""", "SSDK010 /anyOf/0/pattern")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"pattern":"("}]}""", "SSDK010 /oneOf/1/pattern")]
    [InlineData("""{"if":{},"then":{"pattern":"("},"else":{}}""", "SSDK010 /then/pattern")]
    [InlineData("""{"if":{},"else":{"pattern":"("}}""", "SSDK010 /else/pattern")]
    [InlineData("""{"dependentSchemas":{"a/b":{"pattern":"("}}}""", "SSDK010 /dependentSchemas/a~1b/pattern")]
    [InlineData("""{"dependencies":{"c":{"pattern":"("}}}""", "SSDK010 /dependencies/c/pattern")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/definitions/A"}},"definitions":{"A":{"pattern":"("}}}""",
        "SSDK010 /definitions/A/pattern")]
    [InlineData(
        """{"properties":{"a":{"items":{"anyOf":[{"type":"integer"},{"pattern":"("}]}}}}""",
        "SSDK010 /properties/a/items/anyOf/1/pattern")]
    public void A_pattern_is_reported_by_its_pointer(string schema, string expected) => Assert.Equal(expected, ShapeWords.Pointers(schema));

    [Theory]
    [InlineData("""{"properties":{"a":{"items":{"enum":["x",1]}}}}""", "SSDK003 /properties/a/items")]
    [InlineData(
        """{"properties":{"a":{"type":"object","additionalProperties":{"enum":["x",1]}}}}""",
        "SSDK003 /properties/a/additionalProperties")]
    [InlineData(
        """{"properties":{"a":{"anyOf":[{"type":"array","items":{"enum":["x",1]}},{"type":"string"}]}}}""",
        "SSDK003 /properties/a/anyOf/0/items")]
    [InlineData(
        """{"properties":{"a":{"allOf":[{"properties":{"b":{"enum":["x",1]}}},{"properties":{"c":{}}}]}}}""",
        "SSDK003 /properties/a/allOf/0/properties/b")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/definitions/A"},"b":{"$ref":"#/definitions/A"}},"definitions":{"A":{"enum":["x",1]}}}""",
        "SSDK003 /properties/a, SSDK003 /properties/b")]
    [InlineData("""{"properties":{"a":{"type":["string","what"]}}}""", "SSDK003 /properties/a")]
    [InlineData("""{"properties":{"a":{"items":{"$ref":"b.json"}}}}""", "SSDK005 /properties/a/items")]
    public void A_part_without_a_type_is_reported_by_its_pointer(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Pointers(schema));

    [Fact]
    public void Misplaced_keywords_are_found_in_an_array_of_any_length()
    {
        // This test would take minutes if the pointer of each branch were computed from the branch upwards.
        var branches = new JsonArray();
        for (var i = 0; i < 200_000; i++)
        {
            branches.Add(new JsonObject());
        }

        branches.Add(new JsonObject { [OwnKeyword.CSharpName] = "A", [OwnKeyword.Rules] = new JsonArray() });
        var root = new JsonObject { [KeywordName.AnyOf] = branches };
        var file = new SchemaFile("input.json", "acme/a", SchemaRole.Input, "{}");
        var problems = new ProblemList(new NormalizedSchema(file, root, new SchemaPlaces(file), default));

        new GivenNames(problems).RefuseOthers(root, isInput: true);
        new SumRules(root, problems).RefuseOthers(isInput: true);

        Assert.Equal(["SSDK015", "SSDK014"], problems.ToArray().Select(problem => problem.Id));
    }
}
