namespace SchemaSdk.Generator.Tests;

public class RecursiveTypeTests
{
    [Fact]
    public void A_recursive_schema_compiles_in_every_position() =>
        Assert.Empty(Compiler.Complaints(GeneratorRun.OfEach(RecursiveSchemas.Everywhere), LanguageVersion.CSharp12));

    [Theory]
    [InlineData("""{"p":{"b":{"b":"x"}}}""")]
    [InlineData("""{"p":"x"}""")]
    public void A_recursive_union_is_read_and_written_at_every_level(string json)
    {
        var type = Load("""{"type":["string","object"],"properties":{"b":ME}}""");
        var union = type.GetProperty("P")!.PropertyType;

        Assert.Equal(union, union.GetProperty("Object")!.PropertyType.GetProperty("B")!.PropertyType);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type), type));
    }

    [Fact]
    public void A_recursive_value_of_more_than_1000_levels_can_be_compared_and_printed()
    {
        var type = Load("""{"type":"object","properties":{"b":ME}}""");
        var json = $$"""{"p":{{string.Concat(Enumerable.Repeat("{\"b\":", 1_100))}}{}{{new string('}', 1_100)}}}""";
        var deep = new JsonSerializerOptions { MaxDepth = 2_000 };
        var (one, other) = (JsonSerializer.Deserialize(json, type, deep)!, JsonSerializer.Deserialize(json, type, deep)!);

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.StartsWith("""{"p":{"b":{"b":""", one.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_recursive_list_of_lists_is_read_and_written()
    {
        const string Json = """{"p":[[],[[]]]}""";
        var type = Load("""{"oneOf":[{"items":ME},ME]}""");

        Assert.Equal(typeof(IReadOnlyList<JsonElement>), type.GetProperty("P")!.PropertyType);
        Assert.Equal(Json, JsonSerializer.Serialize(JsonSerializer.Deserialize(Json, type), type));
    }

    private static Type Load(string schema)
    {
        var property = RecursiveSchemas.Property(schema, "p");
        return GeneratorRun.OfModel(property, property).TypeOf("AInput");
    }
}
