namespace SchemaSdk.Schemas.Tests.Words;

/// <summary>
/// Creates a model whose property <c>a</c> has a schema from the test. In that schema, <c>▸</c> marks the position that must be reported.
/// </summary>
internal static class CarelessModel
{
    public const string Output = """{ "type": "object", "properties": { "b": { "type": "string" } } }""";

    public static void Expect(string property, params string[] problems) => Assert.Equal(problems, ProblemsOf(Schema(property)));

    public static IReadOnlyList<string> ProblemsOf(string input, params (string Path, string Text)[] more) =>
        ProjectWords.Problems([("acme/a/input.json", input), ("acme/a/output.json", Output), .. more]);

    /// <summary>Returns the line and column of <c>▸</c> in the file.</summary>
    public static string Place(string property) => $"(2,{property.IndexOf('▸', StringComparison.Ordinal) + 6})";

    public static string Schema(string property) =>
        "{ \"type\": \"object\", \"$defs\": { \"E\": { \"type\": \"string\", \"enum\": [\"x\", \"y\"] }, \"Low\": { \"maximum\": 3 }, "
        + "\"O\": { \"type\": \"object\", \"properties\": { \"p\": { \"type\": \"string\" } } } }, \"properties\": {\n"
        + "\"a\": " + property.Replace("▸", "", StringComparison.Ordinal) + " } }";
}
