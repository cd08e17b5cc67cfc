namespace SchemaSdk.Schemas.Tests.Types;

/// <summary>Tests that the conditional members of an object become members of its type, whatever the condition is.</summary>
public class ConditionalMemberTests
{
    private const string Definitions =
        """
        ,"definitions":{
          "C":{"properties":{"c":{"type":"string"}},"required":["c"]},
          "D":{"allOf":[{"$ref":"#/definitions/C"},{"properties":{"d":{"type":"integer"}}}]},
          "E":{"if":{},"then":{"$ref":"#/definitions/C"},"else":{
            "if":{},"then":{"$ref":"#/definitions/D"},"else":{"$ref":"#/definitions/E"}}},
          "L":{"allOf":[{"$ref":"#/definitions/C"}]},
          "X":{"properties":{"c":{"type":"string"}},"else":{"$ref":"#/definitions/X","properties":{"x":{}}}},
          "Y":{"properties":{"c":{"type":"string"}},"else":{"allOf":[{"$ref":"#/definitions/Y"},{"properties":{"y":{}}}]}},
          "U":{"anyOf":[{"$ref":"#/definitions/C"},{"$ref":"#/definitions/U"}]}}}
        """;

    [Theory]
    [InlineData("""{"properties":{"a":{}},"then":{"$ref":"#/definitions/E"}""", "{A: Json, C: String, D: Int64}")]
    [InlineData("""{"properties":{"a":{}},"then":{"allOf":[{"$ref":"#/definitions/C"}]}""", "{A: Json, C: String}")]
    [InlineData(
        """{"properties":{"a":{}},"then":{"allOf":[{"$ref":"#/definitions/L"},{"properties":{"d":{}}}]}""",
        "{A: Json, C: String, D: Json}")]
    [InlineData("""{"properties":{"a":{}},"else":{"$ref":"#/definitions/X"}""", "{A: Json, C: String, X: Json}")]
    [InlineData("""{"properties":{"a":{}},"else":{"$ref":"#/definitions/Y"}""", "{A: Json, C: String, Y: Json}")]
    [InlineData("""{"allOf":[{"$ref":"#/definitions/E"},{"properties":{"a":{}}}]""", "{A: Json, C: String, D: Int64}")]
    public void A_reference_under_a_condition_gives_its_members(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Of(schema + Definitions));

    [Fact]
    public void Fifty_else_ifs_inside_each_other_give_their_members() => Assert.Equal(
        "{" + string.Join(", ", Enumerable.Range(0, 50).Select(i => $"P{i:00}: String")) + "}",
        ShapeWords.Of(Enumerable.Range(0, 50).Reverse().Aggregate("{}", (inner, i) => ElseIf(i, inner))));

    [Fact]
    public void Two_hundred_else_ifs_that_refer_to_each_other_give_their_members()
    {
        var definitions = Enumerable.Range(0, 200).Select(i => $"\"D{i}\":" + ElseIf(i, $"{{\"$ref\":\"#/definitions/D{i + 1}\"}}"));

        Assert.Equal(
            "{" + string.Join(", ", Enumerable.Range(0, 200).Select(i => $"P{i:00}: String")) + "}",
            ShapeWords.Of($"{{\"$ref\":\"#/definitions/D0\",\"definitions\":{{{string.Join(",", definitions)},\"D200\":{{}}}}}}"));
    }

    private static string ElseIf(int number, string otherwise) =>
        $"{{\"if\":{{}},\"then\":{{\"properties\":{{\"p{number:00}\":{{\"type\":\"string\"}}}}}},\"else\":{otherwise}}}";

    [Fact]
    public void The_parts_of_a_schema_under_a_condition_give_their_members() => Assert.Equal(
        "{A: Json, C: String, D: Int64}",
        ShapeWords.Of(
            """
            {"properties":{"a":{}},"else":{"oneOf":[
              {"properties":{"c":{"type":"string"}}},{"allOf":[{"properties":{"d":{"type":"integer"}}}]}]}}
            """));

    [Theory]
    [InlineData("""{"allOf":[{"if":{},"then":{"properties":{"c":{"type":"string"}}}}]}""", "AValue{C: String}")]
    [InlineData("""{"type":"object","allOf":[{"type":"object"},{"else":{"properties":{"c":{}}}}]}""", "AValue{C: Json}")]
    [InlineData(
        """{"anyOf":[{"type":"object","properties":{"b":{}}},{"type":"string"}],"then":{"properties":{"c":{"type":"integer"}}}}""",
        "AValue<Object: ObjectBranch{B: Json, C: Int64} | Text: String>")]
    [InlineData("""{"items":{"type":"string"},"then":{"properties":{"c":{"type":"string"}}}}""", "[String]")]
    public void A_schema_without_its_own_properties_has_the_members_of_its_conditions(string schema, string expected) =>
        Assert.Equal("A: " + expected, ShapeWords.OfMember(schema));

    [Theory]
    [InlineData("""{"enum":["x","y"]}""", "CValue:Text(x=X, y=Y)")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer"}]}""", "CValue<Text: String | Integer: Int64>")]
    [InlineData(
        """{"oneOf":[{"$ref":"#/definitions/C"},{"const":"x"}]}""",
        "CValue<C: CBranch{C!: String} | Choice: ChoiceBranch:Text(x=X)>")]
    public void A_member_under_a_condition_is_typed_like_a_property(string member, string expected)
    {
        var schema = "{\"properties\":{\"a\":{}},\"then\":{\"properties\":{\"c\":" + member + "}}" + Definitions;

        Assert.Equal($"{{A: Json, C: {expected}}}", ShapeWords.Of(schema));
        Assert.Equal("", ShapeWords.Problems(schema, SchemaRole.Output));
    }

    [Theory]
    [InlineData("then", """{"enum":["x",1]}""", "SSDK003 /then/properties/c")]
    [InlineData("else", """{"type":"array","items":[{}]}""", "SSDK003 /else/properties/c")]
    public void A_member_without_a_typed_form_is_reported_by_its_pointer(string condition, string member, string expected)
    {
        var schema = $$$"""{"if":{},"{{{condition}}}":{"properties":{"c":{{{member}}} } } }""";

        Assert.Contains("{C: ", ShapeWords.Of(schema), StringComparison.Ordinal);
        Assert.Equal(expected, ShapeWords.Pointers(schema));
    }

    [Fact]
    public void A_part_without_a_type_does_not_widen_a_type() => Assert.Equal(
        "{C: CValue:Text(x=X)}",
        ShapeWords.Of("""{"then":{"properties":{"c":{"const":"x"}}},"else":{"properties":{"c":{"minLength":1}}}}"""));

    [Fact]
    public void Members_beyond_the_copy_limit_are_reported()
    {
        var values = string.Join(",", Enumerable.Range(0, 10_000).Select(i => $"\"v{i}\""));
        var schema =
            """{"properties":{"a":{"properties":{"b":{}},"then":{"$ref":"#/definitions/M"}},"z":{"properties":{"b":{"type":"string"}}}},"""
            + $$"""{{'"'}}definitions":{"M":{"properties":{"c":{"enum":[{{values}}]},"d":{"enum":[{{values}}]} } } } }""";

        Assert.Equal("{A: Json, Z: ZValue{B: String}}", ShapeWords.Of(schema));
        ShapeWords.HasOneProblem("more parts than can be merged into one type at '/properties/a'", schema);
    }

    [Fact]
    public void Two_thousand_conditions_of_one_schema_all_give_their_members()
    {
        var parts = string.Join(
            ",", Enumerable.Range(0, 2_000).Select(i => $$"""{"if":{},"then":{"properties":{"p{{i:0000}}":{"type":"string"} } } }"""));

        var schema = $$"""{"allOf":[{{parts}}]}""";

        Assert.Equal("{" + string.Join(", ", Enumerable.Range(0, 2_000).Select(i => $"P{i:0000}: String")) + "}", ShapeWords.Of(schema));
    }
}
