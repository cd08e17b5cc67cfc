using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Generator.Tests;

/// <summary>
/// Tests that the schemas from RunComfy's documentation are normalized to those in Normalized/, which a person has reviewed.
/// </summary>
public class NormalizedTests
{
    private static readonly string[] Paths =
    [
        .. Repository.Documented
            .Where(file => file.Kind is "Input" or "Output")
            .Select(file => file.Path[SchemaText.Root.Length..])
    ];

    public static TheoryData<string> Files => [.. Paths];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_dialect_normalizes_to_the_checked_in_text(string file)
    {
        var path = Path.Combine(Repository.Tests, "Normalized", file);
        if (Environment.GetEnvironmentVariable("UPDATE_CASES") == "1" && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, Normalize(file));
        }

        Assert.Equal(File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal), Normalize(file));
    }

    [Fact]
    public void No_normalized_file_is_left_over() => Assert.Equal(
        Paths.Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Path.Combine(Repository.Tests, "Normalized"), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Path.Combine(Repository.Tests, "Normalized"), path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal));

    /// <summary>Returns the normalized form of a schema from RunComfy's documentation, indented.</summary>
    public static string Normalize(string file)
    {
        var written = (JsonObject)JsonParser.Read(Repository.Schema(Path.GetDirectoryName(file)!, Path.GetFileName(file)));
        var role = Path.GetFileName(file) == "input.json" ? SchemaRole.Input : SchemaRole.Output;
        using var meant = new JsonTextReader(new StringReader(SchemaDialect.Normalize(written, role).ToString()))
        {
            DateParseHandling = DateParseHandling.None
        };
        return JToken.ReadFrom(meant).ToString(Formatting.Indented).Replace("\r\n", "\n", StringComparison.Ordinal) + "\n";
    }
}
