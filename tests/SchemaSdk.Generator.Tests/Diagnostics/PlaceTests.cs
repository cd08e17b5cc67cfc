using Microsoft.CodeAnalysis.Text;

namespace SchemaSdk.Generator.Tests;

/// <summary>
/// Tests that each diagnostic is reported at the position of the JSON that it concerns. The expected position comes from System.Text.Json.
/// </summary>
public class PlaceTests
{
    private const string Input =
        """
        {
          "type": "object", "required": ["prompt", "ghost"],
          "properties": {
            "prompt": { "description": "🎬 é 🎬", "type": "string", "pattern": "(?<=\\p{Lu" },
            "date": { "title": "日本語", "type": "date" },
            "image": { "$ref": "#/definitions/Image" },
            "style": { "title": "😀", "enum": ["Plain", "plain"] },
            "👗/~": { "type": "tuple" },
            "inside": { "type": "object", "properties": { "x": { "type": "string" }, "X": { "type": "string" } } }
          },
          "allOf": [{ "properties": { "merged": { "enum": [[], {}] } } }]
        }
        """;

    private const string Output = """{ "output": { "type": "object", "properties": { "when": { "type": "date" } } } }""";

    private static readonly Dictionary<string, Func<string, string>> Writings = new()
    {
        ["lines of a Unix checkout"] = text => text,
        ["lines of a Windows checkout"] = text => text.Replace("\n", "\r\n", StringComparison.Ordinal),
        ["lines of an old Macintosh"] = text => text.Replace('\n', '\r'),
        ["lines of all kinds"] = text =>
            string.Concat(text.Split('\n').Select((line, i) => line + (i % 4) switch { 0 => "\r\n", 1 => "\n", 2 => "\r", _ => "\n\r" })),
        ["tabs"] = text => text.Replace("  ", "\t", StringComparison.Ordinal),
        ["one line"] = text => text.Replace("\n", "", StringComparison.Ordinal),
        ["a byte order mark"] = text => "\uFEFF" + text,
        ["a byte order mark and lines of a Windows checkout"] = text => "\uFEFF" + text.Replace("\n", "\r\n", StringComparison.Ordinal),
    };

    public static TheoryData<string> Names => [.. Writings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_diagnostic_is_at_the_JSON_that_it_is_about_however_the_text_is_written(string writing)
    {
        // Decoding from bytes removes a byte order mark, as in the compiler.
        SchemaText[] files =
        [
            SchemaText.Input("acme/a", Written(Writings[writing](Input))), SchemaText.Output("acme/a", Written(Writings[writing](Output))),
        ];
        var run = GeneratorRun.Over(files);

        Assert.Equal(
            "SSDK003 SSDK003 SSDK003 SSDK003 SSDK004 SSDK005 SSDK008 SSDK008 SSDK010",
            string.Join(" ", run.Problems.Select(problem => problem[..7]).Order(StringComparer.Ordinal)));
        Assert.Empty(Wrong(run, files));
    }

    [Theory]
    [InlineData("{\r\n\t\"a\": 1,\r\n\t}", 3, 2, 14)]
    [InlineData("{\r\r\n\n\"é🎬\": 1 x", 4, 10, 14)]
    public void Invalid_JSON_is_reported_at_its_position(string text, int line, int column, int start)
    {
        var problem = Assert.Single(GeneratorRun.Over(SchemaText.Input("acme/a", text)).Result.Diagnostics);

        Assert.Equal(new LinePosition(line - 1, column - 1), problem.Location.GetLineSpan().StartLinePosition);
        Assert.Equal(start, problem.Location.SourceSpan.Start);
    }

    [Theory]
    [MemberData(nameof(CorpusFolder.All), MemberType = typeof(CorpusFolder))]
    public void A_diagnostic_of_a_real_schema_is_at_the_JSON_that_it_is_about(string corpus)
    {
        var paths = CorpusFiles.Schemas(corpus).Where(path => Path.GetFileName(path) is "input.json" or "output.json");
        SchemaText[] files =
        [
            .. FullRun.SampleOf(paths, corpus == CorpusFolder.Own ? 1 : 120)
                .Select(path => new SchemaText(
                    SchemaText.Root + path, CorpusFiles.Read(corpus, path), Path.GetFileName(path) == "input.json" ? "Input" : "Output")),
        ];

        var run = GeneratorRun.Over(files);

        Assert.NotEmpty(run.Result.Diagnostics);
        Assert.Empty(Wrong(run, files));
    }

    private static IEnumerable<string> Wrong(GeneratorRun run, IEnumerable<SchemaText> files)
    {
        var check = new PlaceCheck(files);
        return run.Result.Diagnostics.Select(check.Of).OfType<string>();
    }

    private static string Written(string text)
    {
        using var bytes = new MemoryStream(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text));
        return SourceText.From(bytes).ToString();
    }
}
