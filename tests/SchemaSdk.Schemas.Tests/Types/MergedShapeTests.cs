using SchemaSdk.Schemas.Tests.Words;

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
        """{"allOf":[{"properties":{"b":{"type":"string"}}},{"properties":{"c":{"type":"integer"}}}]}""",
        "A: AValue{B: String, C: Int64}")]
    [InlineData(
        """{"properties":{"b":{"type":"string"}},"allOf":[{"properties":{"c":{"type":"integer"}},"required":["c"]}]}""",
        "A: AValue{B: String, C!: Int64}")]
    [InlineData(
        """{"properties":{"b":{"type":"string"}},"required":["b"],"allOf":[{"properties":{"c":{}},"required":["b","c"]}]}""",
        "A: AValue{B!: String, C!: Json}")]
    [InlineData("""{"properties":{"b":{"type":"string"}},"allOf":[{"properties":{"b":{"type":"integer"}}}]}""", "A: AValue{B: String}")]
    [InlineData("""{"allOf":[{"type":"string"},{"minLength":1}]}""", "A: String")]
    [InlineData("""{"allOf":[{"type":"string"}]}""", "A: String")]
    [InlineData("""{"allOf":[]}""", "A: Json")]
    [InlineData("""{"type":"integer","allOf":[{"minimum":0},{"maximum":9}]}""", "A: Int32")]
    [InlineData("""{"allOf":[{"allOf":[{"properties":{"b":{}}}]},{"properties":{"c":{}}}]}""", "A: AValue{B: Json, C: Json}")]
    [InlineData("""{"allOf":[{"anyOf":[{"type":"string"},{"type":"null"}]}]}""", "A?: String")]
    [InlineData("""{"allOf":[{"type":"string","enum":["x"]}],"title":"T"}""", "A: AValue:Text(x=X)")]
    [InlineData("""{"allOf":[{"enum":["x","y"]},{"enum":["x"]}]}""", "A: AValue:Text(x=X)")]
    [InlineData("""{"title":"T","allOf":[{"type":"string","x-csharp-name":"Q"}]}""", "A: String")]
    [InlineData("""{"allOf":[7,{"type":"string"}]}""", "A: String")]
    [InlineData("""{"type":"object","properties":{"b":{}},"allOf":[{"type":"string"}]}""", "A: AValue{B: Json}")]
    [InlineData("""{"type":"string","allOf":[{"type":"object","properties":{"b":{}}}]}""", "A: AValue{B: Json}")]
    [InlineData("""{"allOf":[{"type":"string"},{"type":"object"},{"properties":{"b":{}}}]}""", "A: AValue{B: Json}")]
    [InlineData("""{"allOf":[{"properties":{"b":{}}},{"type":"object"},{"type":"string"}]}""", "A: AValue{B: Json}")]
    public void Parts_of_allOf_are_one_type(string schema, string expected) => Assert.Equal(expected, ShapeWords.OfMember(schema));

    [Theory]
    [InlineData(
        """{"properties":{"b":{}},"if":{"required":["b"]},"then":{"properties":{"c":{"type":"string"}},"required":["c"]}}""",
        "A: AValue{B: Json, C: String}")]
    [InlineData("""{"properties":{"b":{}},"else":{"properties":{"c":{"type":"string"}}}}""", "A: AValue{B: Json, C: String}")]
    [InlineData("""{"properties":{"b":{}},"then":{"properties":{"c":{}}}}""", "A: AValue{B: Json, C: Json}")]
    [InlineData("""{"properties":{"b":{"type":"string"}},"then":{"properties":{"b":{"type":"integer"}}}}""", "A: AValue{B: String}")]
    [InlineData(
        """{"properties":{"b":{}},"dependencies":{"b":{"properties":{"c":{"type":"string"}}},"d":["b"]}}""",
        "A: AValue{B: Json, C: String}")]
    [InlineData(
        """{"properties":{"b":{}},"dependentSchemas":{"b":{"properties":{"c":{"type":"string"}}}}}""",
        "A: AValue{B: Json, C: String}")]
    [InlineData("""{"properties":{"b":{}},"if":{"properties":{"c":{"type":"string"}}}}""", "A: AValue{B: Json}")]
    [InlineData("""{"properties":{"b":{}},"not":{"properties":{"c":{"type":"string"}}}}""", "A: AValue{B: Json}")]
    [InlineData("""{"then":{"properties":{"c":{"type":"string"}}}}""", "A: AValue{C: String}")]
    [InlineData("""{"properties":{"b":{}},"then":{"properties":7},"else":7}""", "A: AValue{B: Json}")]
    [InlineData("""{"properties":{"b":{}},"then":{"properties":{"c":{"minimum":1},"d":true}}}""", "A: AValue{B: Json, C: Json, D: Json}")]
    [InlineData("""{"properties":{"b":{}},"then":{"properties":{"c":false}}}""", "A: AValue{B: Json}")]
    public void Members_under_a_condition_are_optional_members(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.OfMember(schema));

    [Theory]
    [InlineData(
        """{"properties":{"b":{"type":"string"}},"required":["b"],"oneOf":[{"properties":{"c":{"type":"string"}}},"""
            + """{"properties":{"d":{"type":"string"}}}]}""",
        "A: AValue<WithBAndC: WithBAndCBranch{C: String, B!: String} | WithBAndD: WithBAndDBranch{D: String, B!: String}>")]
    [InlineData("""{"properties":{"b":{"type":"string"}},"anyOf":[{"required":["b"]},{"required":["c"]}]}""", "A: AValue{B: String}")]
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
    [InlineData("""{"properties":{"b":{}},"anyOf":[{"properties":{"c":{}}}]}""", "A: AValue{B: Json, C: Json}")]
    [InlineData("""{"properties":{"b":{}},"oneOf":[{"title":"T"},{"description":"D"}]}""", "A: AValue{B: Json}")]
    [InlineData("""{"properties":{"b":{}},"oneOf":[{"not":{"required":["b"]}},{"required":["b"]}]}""", "A: AValue{B: Json}")]
    [InlineData("""{"properties":{"b":{}},"anyOf":[{"properties":{"c":{}}},{"type":"null"}]}""", "A?: AValue{B: Json, C: Json}")]
    public void Members_next_to_a_union_are_members_of_each_object_branch(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.OfMember(schema));

    [Theory]
    [InlineData("""{"$ref":"#/definitions/A","properties":{"b":{"type":"string"}}}""", "A: AValue{B: String, X!: String}")]
    [InlineData("""{"allOf":[{"$ref":"#/definitions/A"}]}""", "A: AValue{X!: String}")]
    [InlineData("""{"allOf":[{"$ref":"#/definitions/A"},{"$ref":"#/definitions/B"}]}""", "A: AValue{X!: String, Y: Int64}")]
    [InlineData("""{"allOf":[{"$ref":"#/definitions/A"},{"title":"T"}]}""", "A: AValue{X!: String}")]
    [InlineData("""{"allOf":[{"$ref":"#/definitions/A"},{"properties":{"c":{}}}]}""", "A: AValue{X!: String, C: Json}")]
    [InlineData("""{"anyOf":[{"$ref":"#/definitions/A"},{"type":"null"}]}""", "A?: AValue{X!: String}")]
    [InlineData(
        """{"$ref":"#/definitions/A","anyOf":[{"properties":{"c":{}}},{"properties":{"d":{}}}]}""",
        "A: AValue<WithXAndC: WithXAndCBranch{C: Json, X!: String} | WithXAndD: WithXAndDBranch{D: Json, X!: String}>")]
    [InlineData(
        """{"allOf":[{"$ref":"#/definitions/R"},{"properties":{"c":{}}}]}""",
        "A: AValue{R: RValue{R: ^RValue, Z: Json}, Z: Json, C: Json}")]
    [InlineData("""{"$ref":"#/definitions/R"}""", "A: AValue{R: ^AValue, Z: Json}")]
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
        """{"allOf":[{"allOf":[{"$ref":"#/definitions/B"},{"required":["y"]}]},{"properties":{"c":{}}}]}""",
        "A: AValue{Y!: Int64, C: Json}")]
    [InlineData(
        """{"allOf":[{"dependentSchemas":{"x":{"properties":{"c":{}}}}}],"anyOf":[{"$ref":"#/definitions/A"}]}""",
        "A: AValue{X!: String, C: Json}")]
    [InlineData("""{"allOf":[{"$ref":"#/definitions/A"}],"then":{"properties":{"c":{}}}}""", "A: AValue{X!: String, C: Json}")]
    public void Keywords_next_to_a_reference_are_merged_with_its_target(string schema, string expected) =>
        Assert.Equal($"{{{expected}}}", ShapeWords.Of("""{"properties":{"a":""" + schema + "}" + Definitions));

    [Theory]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/definitions/A","title":"T"},"b":{"$ref":"#/definitions/S"}}""",
        "{A: AValue{X!: String}, B: String}")]
    [InlineData(
        """{"allOf":[{"properties":{"a":{"$ref":"#/definitions/A"}}},{"properties":{"a":{"$ref":"#/definitions/B"}}}]""",
        "{A: AValue{X!: String, Y: Int64}}")]
    [InlineData(
        """{"allOf":[{"properties":{"a":{"allOf":[{"$ref":"#/definitions/B"}]}}},"""
            + """{"properties":{"a":{"allOf":[{"$ref":"#/definitions/A"}]}}}]""",
        "{A: AValue{Y: Int64, X!: String}}")]
    [InlineData(
        """{"allOf":[{"properties":{"a":{"$ref":"#/definitions/A"}}},{"properties":{"a":{"$ref":"#/definitions/A"}}}]""",
        "{A: AValue{X!: String}}")]
    [InlineData("{\"$ref\":\"#/definitions/A\"", "{X!: String}")]
    [InlineData("""{"allOf":[{"$ref":"#/definitions/A"},{"$ref":"#/definitions/B"}]""", "{X!: String, Y: Int64}")]
    public void Properties_and_roots_next_to_references_are_merged(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Of(schema + Definitions));
}
