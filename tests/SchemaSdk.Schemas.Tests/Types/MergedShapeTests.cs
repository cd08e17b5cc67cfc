namespace SchemaSdk.Schemas.Tests.Types;

/// <summary>Tests the type of a value that several schemas describe together.</summary>
public class MergedShapeTests
{
    private const string Definitions =
        """
        ,"definitions":{
          "A":{"properties":{"x":{"type":"string"}},"required":["x"]},
          "B":{"properties":{"y":{"type":"integer"}}},
          "L":{"allOf":[{"$ref":"#/definitions/A"}]},
          "S":{"type":"string"},
          "R":{"properties":{"r":{"$ref":"#/definitions/R"},"z":{}}}}}
        """;

    [Theory]
    [InlineData(
        """{"properties":{"b":{"type":"string"}},"required":["b"],"allOf":[{"properties":{"c":{}},"required":["b","c"]}]}""",
        "A: AValue{B!: String, C!: Json}")]
    [InlineData("""{"properties":{"b":{"type":"string"}},"allOf":[{"properties":{"b":{"type":"integer"}}}]}""", "A: AValue{B: String}")]
    [InlineData("""{"allOf":[{"type":"string","enum":["x"]}],"title":"T"}""", "A: AValue:Text(x=X)")]
    [InlineData("""{"allOf":[{"enum":["x","y"]},{"enum":["x"]}]}""", "A: AValue:Text(x=X)")]
    [InlineData("""{"title":"T","allOf":[{"type":"string","x-csharp-name":"Q"}]}""", "A: String")]
    [InlineData("""{"type":"object","properties":{"b":{}},"allOf":[{"type":"string"}]}""", "A: AValue{B: Json}")]
    [InlineData("""{"type":"string","allOf":[{"type":"object","properties":{"b":{}}}]}""", "A: AValue{B: Json}")]
    [InlineData("""{"allOf":[{"type":"string"},{"type":"object"},{"properties":{"b":{}}}]}""", "A: AValue{B: Json}")]
    [InlineData("""{"allOf":[{"properties":{"b":{}}},{"type":"object"},{"type":"string"}]}""", "A: AValue{B: Json}")]
    public void Parts_of_allOf_are_one_type(string schema, string expected) => Assert.Equal(expected, ShapeWords.OfMember(schema));

    [Theory]
    [InlineData(
        """{"properties":{"b":{"type":"string"}},"required":["b"],"oneOf":[{"properties":{"c":{"type":"string"}}},"""
            + """{"properties":{"d":{"type":"string"}}}]}""",
        "A: AValue<WithBAndC: WithBAndCBranch{C: String, B!: String} | WithBAndD: WithBAndDBranch{D: String, B!: String}>")]
    [InlineData(
        """{"properties":{"b":{"type":"string"}},"anyOf":[{"properties":{"c":{"type":"string"}}},{"type":"string"}]}""",
        "A: AValue<Object: ObjectBranch{C: String, B: String} | Text: String>")]
    [InlineData(
        """{"properties":{"b":{"type":"string"}},"anyOf":[{"type":"object"},{"properties":{"c":{"type":"string"}},"required":["c"]}]}""",
        "A: AValue<Object: ObjectBranch{B: String} | WithC: WithCBranch{C!: String, B: String}>")]
    [InlineData(
        """{"properties":{"b":{"type":"string"}},"anyOf":[{"properties":{"b":{"type":"integer"}}},{"properties":{"c":{}}}]}""",
        "A: AValue<WithBAsInteger: WithBAsIntegerBranch{B: Int64} | WithBAsText: WithBAsTextBranch{C: Json, B: String}>")]
    [InlineData(
        """{"properties":{},"anyOf":[{"properties":{"c":{}}},{"type":"string"}]}""",
        "A: AValue<Object: ObjectBranch{C: Json} | Text: String>")]
    public void Members_next_to_a_union_are_members_of_each_object_branch(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.OfMember(schema));

    [Theory]
    [InlineData(
        """{"$ref":"#/definitions/A","anyOf":[{"properties":{"c":{}}},{"properties":{"d":{}}}]}""",
        "A: AValue<WithXAndC: WithXAndCBranch{C: Json, X!: String} | WithXAndD: WithXAndDBranch{D: Json, X!: String}>")]
    [InlineData("""{"$ref":"#/definitions/A","allOf":[{"properties":{"b":{}}}]}""", "A: AValue{X!: String, B: Json}")]
    [InlineData(
        """{"anyOf":[{"allOf":[{"$ref":"#/definitions/A"},{"properties":{"b":{}}}]},{"$ref":"#/definitions/B"}]}""",
        "A: AValue<WithX: WithXBranch{X!: String, B: Json} | B: BBranch{Y: Int64}>")]
    [InlineData(
        """{"anyOf":[{"allOf":[{"$ref":"#/definitions/A"}]},{"allOf":[{"$ref":"#/definitions/B"}]}]}""",
        "A: AValue<A: ABranch{X!: String} | B: BBranch{Y: Int64}>")]
    [InlineData("""{"allOf":[{"allOf":[{"$ref":"#/definitions/A"}]},{"properties":{"c":{}}}]}""", "A: AValue{X!: String, C: Json}")]
    [InlineData(
        """{"allOf":[{"allOf":[{"$ref":"#/definitions/A"}]},{"allOf":[{"$ref":"#/definitions/B"}]}]}""",
        "A: AValue{X!: String, Y: Int64}")]
    [InlineData("""{"allOf":[{"$ref":"#/definitions/L"},{"properties":{"c":{}}}]}""", "A: AValue{X!: String, C: Json}")]
    [InlineData(
        """{"allOf":[{"dependentSchemas":{"x":{"properties":{"c":{}}}}}],"anyOf":[{"$ref":"#/definitions/A"}]}""",
        "A: AValue{X!: String, C: Json}")]
    [InlineData("""{"allOf":[{"$ref":"#/definitions/A"}],"then":{"properties":{"c":{}}}}""", "A: AValue{X!: String, C: Json}")]
    public void Keywords_next_to_a_reference_are_merged_with_its_target(string schema, string expected) =>
        Assert.Equal($"{{{expected}}}", ShapeWords.Of("""{"properties":{"a":""" + schema + "}" + Definitions));

    [Theory]
    [InlineData(
        """{"allOf":[{"properties":{"a":{"$ref":"#/definitions/A"}}},{"properties":{"a":{"$ref":"#/definitions/B"}}}]""",
        "{A: AValue{X!: String, Y: Int64}}")]
    [InlineData(
        """{"allOf":[{"properties":{"a":{"allOf":[{"$ref":"#/definitions/B"}]}}},"""
            + """{"properties":{"a":{"allOf":[{"$ref":"#/definitions/A"}]}}}]""",
        "{A: AValue{Y: Int64, X!: String}}")]
    [InlineData("""{"allOf":[{"$ref":"#/definitions/A"},{"$ref":"#/definitions/B"}]""", "{X!: String, Y: Int64}")]
    public void Properties_and_roots_next_to_references_are_merged(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Of(schema + Definitions));
}
