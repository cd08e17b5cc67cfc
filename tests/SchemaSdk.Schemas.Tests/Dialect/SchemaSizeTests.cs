using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Tests.Dialect;

/// <summary>Tests the limits on the size of a schema together with all files that it refers to.</summary>
public class SchemaSizeTests
{
    private const int MostValues = 250_000;
    private const int MostCharacters = 8_000_000;
    private const int MostTexts = 2_000_000;
    private const int Deepest = 128;

    [Fact]
    public void A_linked_schema_has_at_most_250000_values()
    {
        // The root and the list itself count as values too.
        Assert.Empty(new SchemaSize(new JsonObject { ["a"] = List(MostValues - 2) }).OwnKeywords);

        var error = Assert.Throws<JsonTextException>(() => new SchemaSize(new JsonObject { ["a"] = List(MostValues - 1) }));
        Assert.Equal(
            "The schema and its references have more than 250000 values, or JSON pointers of more than 8000000 "
            + "characters in total",
            error.Message);
    }

    [Theory]
    [InlineData("description", 3_000_000, false)]
    [InlineData("examples", 3_000_000, false)]
    [InlineData("x-note", 3_000_000, false)]
    [InlineData("$ref", 3_000_000, false)]
    [InlineData("enum", MostTexts - 4, false)]
    [InlineData("enum", MostTexts - 3, true)]
    [InlineData("const", MostTexts - 4, true)]
    public void The_texts_of_a_linked_schema_have_at_most_2000000_characters_without_notes(string name, int characters, bool isRefused)
    {
        var root = new JsonObject { [name] = new JsonArray(new string('x', characters)) };

        Assert.Equal(
            isRefused
                ? "The names and strings of the schema and its references have more than 2000000 characters in total, not counting notes "
                    + "such as 'description'"
                : null,
            Record.Exception(() => new SchemaSize(root))?.Message);
    }

    [Fact]
    public void Everything_in_a_note_is_left_out_but_not_a_property_with_the_name_of_a_note()
    {
        var text = new string('x', MostTexts);

        Assert.Empty(new SchemaSize(new JsonObject { ["examples"] = new JsonArray(new JsonObject { ["const"] = text }) }).OwnKeywords);
        Assert.Throws<JsonTextException>(() => new SchemaSize(
            new JsonObject { ["properties"] = new JsonObject { ["examples"] = new JsonObject { ["const"] = text } } }));
    }

    [Fact]
    public void The_names_of_a_linked_schema_count_as_texts()
    {
        Assert.Empty(new SchemaSize(new JsonObject { [new string('n', MostTexts)] = true }).OwnKeywords);
        Assert.Throws<JsonTextException>(() => new SchemaSize(new JsonObject { [new string('n', MostTexts + 1)] = true }));
    }

    [Fact]
    public void A_character_outside_ASCII_counts_as_six()
    {
        Assert.Empty(new SchemaSize(new JsonObject { [new string('\u200B', MostTexts / 6)] = true }).OwnKeywords);
        Assert.Throws<JsonTextException>(() => new SchemaSize(new JsonObject { [new string('\u200B', (MostTexts / 6) + 1)] = true }));
    }

    [Theory]
    [InlineData(20_000, false)]
    [InlineData(20_001, true)]
    public void The_patterns_of_a_linked_schema_have_at_most_20000_sets_of_characters(int sets, bool isRefused)
    {
        var root = new JsonObject
        {
            ["pattern"] = new string('.', sets - 2) + "a-z",
            ["patternProperties"] = new JsonObject { ["\\d[a]"] = true },
            ["properties"] = new JsonObject { ["pattern"] = new JsonObject { ["const"] = "..." } },
        };

        Assert.Equal(
            isRefused ? "The patterns of the schema and its references contain '.', '\\' and '[' more than 20000 times in total" : null,
            Record.Exception(() => new SchemaSize(root))?.Message);
    }

    [Theory]
    [InlineData(MostCharacters, false)]
    [InlineData(MostCharacters + 1, true)]
    public void The_pointers_of_a_linked_schema_have_at_most_8000000_characters(int characters, bool isRefused)
    {
        // The characters of all pointers except "/nnn…": "/l", "/l/0" to "/l/9" and "/l/10" (2 + 10 * 4 + 5), "/o" and "/o/~0" (2 + 5),
        // "/mmm…" and "/mmm…/0" to "/mmm…/5" (7 * 1,000,001 + 6 * 2).
        const int Others = 2 + (10 * 4) + 5 + 2 + 5 + (7 * 1_000_001) + (6 * 2);
        var root = new JsonObject
        {
            ["l"] = List(11),
            ["o"] = new JsonObject { ["~"] = true },
            [new string('m', 1_000_000)] = List(6),
            [new string('n', characters - Others - 1)] = true,
        };

        Assert.Equal(isRefused, Record.Exception(() => new SchemaSize(root)) is JsonTextException);
    }

    [Fact]
    public void A_linked_schema_nests_at_most_128_levels_deep()
    {
        Assert.Empty(new SchemaSize(Nested(Deepest, of: true)).OwnKeywords);
        Assert.Equal(
            "The schema nests deeper than 128 levels after its keywords are normalized",
            Assert.Throws<JsonTextException>(() => new SchemaSize(Nested(Deepest, of: new JsonArray()))).Message);
    }

    [Theory]
    [InlineData(Deepest - 1, false)]
    [InlineData(Deepest, true)]
    public void Nested_lists_count_as_levels(int lists, bool isRefused)
    {
        var list = Enumerable.Range(1, lists - 1).Aggregate(new JsonArray(), (inner, _) => new JsonArray(inner));

        Assert.Equal(isRefused, Record.Exception(() => new SchemaSize(new JsonObject { ["a"] = list })) is JsonTextException);
    }

    [Fact]
    public void Names_that_begin_with_x_are_found_everywhere()
    {
        var root = (JsonObject)JsonParser.Read(
            """{"x-a":{"x-b":1},"list":[{"x-c":{}},[{"x-a":2}]],"y-x-d":3,"X-e":4,"x":5}""", "input.json");

        Assert.Equal(["x-a", "x-b", "x-c"], new SchemaSize(root).OwnKeywords.Order(StringComparer.Ordinal));
    }

    private static JsonArray List(int count) => [.. Enumerable.Repeat((JsonNode)true, count)];

    private static JsonObject Nested(int levels, JsonNode of) =>
        (JsonObject)Enumerable.Range(0, levels).Aggregate(of, (inner, _) => new JsonObject { ["a"] = inner });
}
