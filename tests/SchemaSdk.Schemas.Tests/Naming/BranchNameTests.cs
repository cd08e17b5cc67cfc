using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Tests.Naming;

/// <summary>Tests that the branches of a union are named only after what distinguishes them, as docs/reference/names.md says.</summary>
public class BranchNameTests
{
    private const string Definitions =
        """
        "definitions": {
          "image_size": { "type": "object", "properties": { "width": { "type": "integer" } } },
          "Other": { "type": "object", "properties": { "width": { "type": "integer" } } },
          "Starts": { "type": "string", "pattern": "^a" },
          "Ends": { "type": "string", "pattern": "a$" },
          "Names": { "type": "array", "items": { "type": "string" } },
          "deep": { "image_size": { "type": "object", "properties": { "height": { "type": "integer" } } } },
          "Self": { "type": "array", "items": { "$ref": "#/definitions/Self" } }
        }
        """;

    public static TheoryData<string, string> Branches => new()
    {
        // Branches whose short names are all different.
        { """{"$ref":"#/definitions/image_size"},{"enum":["square","wide"]}""", "Choice ImageSize" },
        { """{"$ref":"#/definitions/image_size"},{"$ref":"#/definitions/Other"}""", "ImageSize Other" },
        { """{"$ref":"#/definitions/Names"},{"type":"integer"}""", "Integer TextList" },
        { """{"properties":{"type":{"const":"image"},"a":{}}},{"properties":{"type":{"const":"text"},"a":{}}}""", "Image Text" },
        { """{"properties":{"a":{"const":"x"},"type":{"const":"image"}},"required":["type"]},{"type":"string"}""", "Image Text" },
        { """{"properties":{"kind":{"const":2},"a":{}}},{"type":"string"}""", "Object Text" },
        { """{"properties":{"a":{},"b":{}},"required":["b","a"]},{"properties":{"c":{},"b":{}},"required":["c"]}""", "WithAAndB WithC" },
        {
            """{"properties":{"a":{},"b":{},"c":{},"d":{},"e":{}},"required":["e","d","c","b","a"]},{"type":"string"}""",
            "Text WithAAndBAndCAndD"
        },
        {
            """{"type":"object"},{"type":"array"},{"type":"string","format":"uri"},{"type":"number"},{"type":"boolean"}""",
            "Boolean File List Map Number"
        },
        { """{"type":"string","pattern":"^https:"},{"type":"number"}""", "Number Text" },
        { """{"type":"string","properties":{"a":{}}},{"type":"integer"}""", "Integer Text" },
        { """{"type":["string","array"]},{"type":"integer"}""", "Integer TextOrList" },
        {
            """{"type":"array","items":{"$ref":"#/definitions/image_size"}},{"type":"array","items":{"type":"array","""
                + "\"items\":{\"type\":\"integer\"}}}",
            "ImageSizeList IntegerListList"
        },
        { """{"$ref":"#/definitions/Self"},{"type":"string"}""", "ListListListListListListListList Text" },

        // Branches whose short names clash.
        { """{"$ref":"#/definitions/image_size"},{"$ref":"#/definitions/deep/image_size"}""", "ImageSizeWithHeight ImageSizeWithWidth" },
        {
            """{"properties":{"type":{"const":"image"},"url":{}},"required":["url"]},{"properties":{"type":{"const":"image"},"""
                + "\"data\":{}},\"required\":[\"data\",\"type\"]}",
            "ImageWithData ImageWithUrl"
        },
        { """{"properties":{"type":{"const":"image"}}},{"properties":{"kind":{"const":"image"}}}""", "KindImage TypeImage" },
        {
            """{"properties":{"a":{},"b":{},"c":{},"d":{},"e":{}},"required":["e","d","c","b","a"]},{"properties":{"a":{},"b":{},"""
                + "\"c\":{},\"d\":{},\"f\":{}},\"required\":[\"a\",\"b\",\"c\",\"d\",\"f\"]}",
            "WithAAndBAndCAndDAndE WithAAndBAndCAndDAndF"
        },
        {
            """{"properties":{"a":{"type":"string"}},"required":["a"]},{"properties":{"a":{"type":"integer"}},"required":["a"]}""",
            "WithAAsInteger WithAAsText"
        },
        {
            """{"properties":{"text":{}}},{"properties":{"inline_data":{}}},{"properties":{"file_data":{}}}""",
            "WithFileData WithInlineData WithText"
        },
        { """{"properties":{"a":{}}},{"properties":{"a":{},"b":{}}}""", "Object WithB" },
        { """{"properties":{"a":{},"b":{}},"required":["a"]},{"properties":{"a":{}},"required":["a"]}""", "WithA WithAAndB" },
        { """{"properties":{"kind":{"const":1}}},{"properties":{"kind":{"const":2}}}""", "WithKind1 WithKind2" },
        { """{"properties":{"a":{"enum":["x","y"]}}},{"properties":{"a":{"enum":["x","z"]}}}""", "Object_3873fddc Object_aef53605" },
        { """{"const":1},{"const":"a"}""", "NumberChoice TextChoice" },
        { """{"type":"string","pattern":"^https:"},{"type":"string","pattern":"^data:"},{"type":"string"}""", "Text TextData TextHttps" },
        {
            """{"type":"object","additionalProperties":{"type":"string"}},{"type":"object","additionalProperties":{"type":"integer"}}""",
            "IntegerMap TextMap"
        },
        {
            """{"type":"array","items":{"type":"array","items":{"properties":{"a":{}},"required":["a"]}}},{"type":"array","""
                + "\"items\":{\"type\":\"array\",\"items\":{\"properties\":{\"b\":{}},\"required\":[\"b\"]}}}",
            "WithAListList WithBListList"
        },
        {
            """{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"integer"}]}},{"type":"array","""
                + "\"items\":{\"anyOf\":[{\"type\":\"boolean\"},{\"type\":\"object\"}]}}",
            "BooleanOrMapList IntegerOrTextList"
        },
        {
            """{"type":"array","items":{"anyOf":[{"type":"string"},{"anyOf":[{"type":"integer"},{"type":"array"}]}]}},"""
                + """{"type":"array","items":{"anyOf":[{"type":"boolean"},{"type":"object"}]}}""",
            "BooleanOrMapList TextList"
        },
        { """{"$ref":"#/definitions/Starts"},{"$ref":"#/definitions/Ends"}""", "Ends Starts" },

        // The third branch takes the name WithText, so the first one gets a hash.
        {
            """{"properties":{"text":{}}},{"properties":{"file":{}}},{"properties":{"text":{},"z":{}},"required":["text"]}""",
            "WithFile WithText WithText_85cc4ede"
        },
    };

    [Theory]
    [MemberData(nameof(Branches))]
    public void Branches_have_the_expected_names(string branches, string names) => Assert.Equal(names.Split(' '), Names(branches));

    [Theory]
    [MemberData(nameof(Branches))]
    public void The_order_of_branches_renames_no_branch(string branches, string names)
    {
        var reversed = JArray.Parse($"[{branches}]").Reverse().Select(branch => branch.ToString(Newtonsoft.Json.Formatting.None));

        Assert.Equal(names.Split(' '), Names(string.Join(", ", reversed)));
    }

    [Theory]
    [MemberData(nameof(Branches))]
    public void A_title_renames_no_branch(string branches, string names) => Assert.Equal(
        names.Split(' '),
        Names(branches.Replace("{\"", "{\"title\":\"Titled\",\"", StringComparison.Ordinal)
            .Replace("\"properties\":{\"title\":\"Titled\",", "\"properties\":{", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Branches))]
    public void An_unrelated_branch_renames_no_branch(string branches, string names) => Assert.Equal(
        names.Split(' ').Append("WithNobodyAndNothing").Order(StringComparer.Ordinal),
        Names(branches + """, { "type": "object", "properties": { "nobody": {}, "nothing": {} }, "required": ["nobody", "nothing"] }"""));

    [Fact]
    public void Another_property_does_not_rename_a_branch_with_required_names() => Assert.Equal(
        ["WithAAsInteger", "WithAAsText", "WithB"],
        Names("""
            { "properties": { "a": { "type": "string" }, "A0": { "type": "string" } }, "required": ["a"] },
            { "properties": { "a": { "type": "integer" } }, "required": ["a"] }, { "properties": { "0": {}, "b": {} }, "required": ["b"] }
            """));

    [Fact]
    public void Members_of_all_branches_are_in_no_hash() => Assert.Equal(
        Names("""{ "properties": { "a": { "enum": ["x", "y"] } } }, { "properties": { "a": { "enum": ["x", "z"] } } }"""),
        Names(
            """{ "properties": { "b": { "type": "string" }, "a": { "enum": ["y", "x"] } } }, { "properties": { "a": { "enum": ["z","""
            + """ "x"] }, "b": { "type": "string" } } }"""));

    [Fact]
    public void A_name_of_many_or_long_members_is_truncated()
    {
        string Long(int last) => string.Join(", ", Enumerable.Range(0, 30).Append(last).Select(i => $"\"{new string('x', 50)}{i:00}\""));
        string Branch(int last) => $$"""{ "type": "object", "required": [{{Long(last)}}], "properties": { "a": {} } }""";

        var names = Names($"{Branch(98)}, {Branch(99)}").ToList();

        Assert.Equal(2, names.Distinct().Count());
        Assert.All(names, name => Assert.InRange(name.Length, 100, 180));
    }

    private static IEnumerable<string> Names(string branches)
    {
        var schema = $$"""{ {{Definitions}}, "type": "object", "properties": { "p": { "anyOf": [{{branches}}] } } }""";
        var parsed = SchemaParser.Parse(SchemaNormalizer.Normalize(new SchemaFile("input.json", "acme/a", SchemaRole.Input, schema)));
        var union = Assert.IsType<UnionShape>(Assert.IsType<ObjectShape>(parsed.Shape).Properties.Single().Shape);
        return union.Branches.Select(branch => branch.Name).Order(StringComparer.Ordinal);
    }
}
