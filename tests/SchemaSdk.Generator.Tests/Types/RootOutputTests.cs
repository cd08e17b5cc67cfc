using System.Reflection;
using System.Runtime.CompilerServices;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests that if an output is a list or a map, the client reads it as JsonSerializer does.</summary>
public class RootOutputTests
{
    private const string File = """{ "type": "string", "format": "uri" }""";
    private const string Object = """{ "type": "object", "properties": { "a": { "type": "string" } } }""";
    private const string Union =
        """{ "anyOf": [{ "type": "string" }, { "type": "object", "properties": { "a": { "type": "string" } } }] }""";

    private delegate T ReadOutput<T>(ref Utf8JsonReader reader);

    [Theory]
    [InlineData(File, """["https://acme.example/a.png",{"file":"https://acme.example/a.png"},1e3,[null],null]""")]
    [InlineData(File, """["\ud800"]""")]
    [InlineData(File, "[null]")]
    [InlineData(Object, """[{"a":"x"},1,[2],"y",null]""")]
    [InlineData(Union, """["x",{"a":"y"},1,[2],null]""")]
    public void A_list_keeps_items_of_another_kind(string item, string json) =>
        AssertIsKept($$"""{ "type": "array", "items": {{item}} }""", json);

    [Theory]
    [InlineData(File, """{"x":"https://acme.example/a.png","y":{"file":1},"z":null}""")]
    [InlineData(Object, """{"x":{"a":"y"},"y":1,"z":null}""")]
    public void A_map_keeps_values_of_another_kind(string value, string json) =>
        AssertIsKept($$"""{ "type": "object", "additionalProperties": {{value}} }""", json);

    [Fact]
    public void A_list_of_lists_keeps_items_of_another_kind() =>
        AssertIsKept($$"""{ "type": "array", "items": { "type": "array", "items": {{File}} } }""", """[[],[{"file":1}]]""");

    private static void AssertIsKept(string schema, string json)
    {
        var endpoint = GeneratorRun.OfModel(GeneratorRun.Small, schema).TypeOf("AModel");
        var read = endpoint.GetMethod("ReadOutput", BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)!;
        var values = (IReadOnlyList<object?>)typeof(RootOutputTests).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(read.ReturnType)
            .Invoke(null, [read, RuntimeHelpers.GetUninitializedObject(endpoint), json])!;

        Assert.All(values, value => Assert.Equal(json, JsonSerializer.Serialize(value, read.ReturnType)));
    }

    /// <summary>Reads JSON with the client and with JsonSerializer, and returns both results.</summary>
    private static IReadOnlyList<object?> Read<T>(MethodInfo method, object endpoint, string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return [method.CreateDelegate<ReadOutput<T>>(endpoint)(ref reader), JsonSerializer.Deserialize<T>(json)];
    }
}
