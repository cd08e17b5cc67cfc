namespace SchemaSdk.Schemas.Tests.Types;

/// <summary>Tests the type of a schema that consists of parts, such as <c>allOf</c> branches.</summary>
public class TypingViewTests
{
    [Theory]
    [InlineData(
        """{"type":"string","anyOf":[{"title":"x"},{"x-order":1},{"default":"y"},{"examples":["z"]},{"deprecated":true}]}""", "String")]
    [InlineData("""{"anyOf":[true,{"type":"string"}]}""", "<Any: Json | Text: String>")]
    [InlineData("""{"type":"string","anyOf":[{"format":"uri"},{"pattern":"^data:"}]}""", "String")]
    [InlineData("""{"type":"string","anyOf":[{"format":"uri"},{"type":"null"}]}""", "File")]
    [InlineData("""{"allOf":[{"oneOf":[{"maximum":1},{"minimum":3}]},{"type":"number"}]}""", "Double")]
    [InlineData(
        """{"type":"object","anyOf":[{"minProperties":1},{"then":{"properties":{"a":{}}}}]}""",
        "<Any: Json | Object: ObjectBranch{A: Json}>")]
    public void Branches_that_only_restrict_or_describe_make_no_union(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Of(schema));

    [Theory]
    [InlineData("""{"properties":{"a":{}},"anyOf":[{"required":["a"]},{"required":["b"]WORD}]}""", "{A: Json}")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/$defs/N"}},"$defs":{"N":{"properties":{"b":"""
            + """{"anyOf":[{"$ref":"#/$defs/N"},{"type":"null"}]WORD}}}}}""",
        "{A: AValue{B?: ^AValue}}")]
    public void A_keyword_without_an_effect_on_types_changes_no_type(string schema, string expected) => Assert.All(
        ["", ""","$comment":"x" """, ""","example":1""", ""","ui":{}"""],
        word => Assert.Equal(expected, ShapeWords.Of(schema.Replace("WORD", word, StringComparison.Ordinal))));

    [Theory]
    [InlineData(
        """{"anyOf":[{"allOf":[{"$ref":"#/definitions/Foo"},{"properties":{"y":{}}}]},{"type":"string"}]}""",
        "A: AValue<Object: ObjectBranch{X: Json, Y: Json} | Text: String>")]
    [InlineData(
        """{"anyOf":[{"allOf":[{"$ref":"#/definitions/Foo"}],"properties":{"y":{}}},{"type":"string"}]}""",
        "A: AValue<Foo: FooBranch{Y: Json, X: Json} | Text: String>")]
    [InlineData(
        """{"properties":{"y":{}},"anyOf":[{"$ref":"#/definitions/Foo"},{"type":"string"}]}""",
        "A: AValue<Foo: FooBranch{X: Json, Y: Json} | Text: String>")]
    public void A_branch_is_named_after_its_only_reference(string schema, string expected) =>
        Assert.Equal(
            $"{{{expected}}}",
            ShapeWords.Of("""{"definitions":{"Foo":{"properties":{"x":{}}}},"properties":{"a":""" + schema + "}}"));

    [Theory]
    [InlineData("""{"type":"object","x-schemasdk-conditions":[{"$ref":""}]}""", "{*: Json}")]
    [InlineData(
        """{"anyOf":[{"x-schemasdk-ref":"#/Foo","type":"object","properties":{"x":{}}},{"type":"string"}]}""",
        "AValue<Object: ObjectBranch{X: Json} | Text: String>")]
    public void A_keyword_of_the_view_has_no_effect_in_a_schema(string schema, string expected) =>
        Assert.Equal("A: " + expected, ShapeWords.OfMember(schema));

    [Fact]
    public void A_reference_into_a_merged_schema_is_reported() => Assert.Contains(
        "a reference into a schema that was merged into another at '/properties/a'",
        ShapeWords.Problems(
            """{"properties":{"a":{"$ref":"#/allOf/0/properties/b"}},"allOf":[{"properties":{"b":{"type":"string"}}}]}"""),
        StringComparison.Ordinal);

    [Fact]
    public void At_most_20000_values_are_copied()
    {
        // Each use of V copies 1 + 2 + 622 values: V itself, the "enum" member with its array, and the items. The 32nd use reaches the
        // limit of 20,000.
        var values = string.Join(",", Enumerable.Range(0, 622).Select(i => $"\"v{i}\""));
        var uses = string.Join(
            ",", Enumerable.Range(0, 33).Select(i => $$"""{{'"'}}p{{i:00}}":{"allOf":[{"$ref":"#/definitions/V"},{"type":"string"}]}"""));
        var schema = $$"""{"properties":{ {{uses}} },"definitions":{"V":{"enum":[{{values}}]} } }""";

        var shape = ShapeWords.Of(schema);

        Assert.Contains("P31: P31Value:Text(v0=V0, ", shape, StringComparison.Ordinal);
        Assert.EndsWith(", P32: Json}", shape, StringComparison.Ordinal);
        ShapeWords.HasOneProblem("more parts than can be merged into one type at '/properties/p32'", schema);
    }

    [Theory]
    [InlineData(5, "{A: String}", "")]
    [InlineData(6, "{A: Json}", "SSDK003 /properties/a")]
    public void Keywords_of_at_most_8_million_characters_are_merged(int parts, string expected, string problem)
    {
        // Each part after the first adds two lists of a million characters to the total: its own list and the merged one.
        var part = $$"""{"required":["{{new string('x', 1_000_000 - 4)}}"]}""";
        var uses = string.Join(",", Enumerable.Repeat("""{"$ref":"#/definitions/P"}""", parts));
        var schema = $$"""{"properties":{"a":{"type":"string","allOf":[{{uses}}]} },"definitions":{"P":{{part}} } }""";

        Assert.Equal(expected, ShapeWords.Of(schema));
        Assert.Equal(problem, ShapeWords.Pointers(schema));
    }

    [Fact]
    public void Copies_of_the_names_that_a_union_requires_count_as_copied_values()
    {
        var names = string.Join(",", Enumerable.Range(0, 500).Select(i => $"\"p{i}\""));
        var branches = string.Join(",", Enumerable.Range(0, 50).Select(i => $$"""{"properties":{"b{{i}}":{} } }"""));

        Assert.Contains(
            "more parts than can be merged into one type at '/properties/a'",
            ShapeWords.Problems(
                $$"""{"properties":{"a":{"properties":{"p0":{} },"required":[{{names}}],"anyOf":[{{branches}}]} } }"""),
            StringComparison.Ordinal);
    }
}
