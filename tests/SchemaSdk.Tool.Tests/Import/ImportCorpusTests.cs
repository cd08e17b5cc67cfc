using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace SchemaSdk.Tool.Tests.Import;

/// <summary>
/// Tests imports of real models from OpenAPI documents like those that services publish. The client of the imported schemas must be the
/// same as the client of the original schemas.
/// </summary>
public sealed class ImportCorpusTests(ITestOutputHelper output) : CommandTest
{
    public static TheoryData<string> Sets
    {
        get
        {
            var own = Path.Combine(CorpusFolder.Own, "own");
            return CorpusFolder.Others is { } others ? [own, Path.Combine(others, "fal"), Path.Combine(others, "replicate")] : [own];
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task A_model_that_is_imported_from_a_document_makes_the_same_client(string set)
    {
        var all = Directory.EnumerateFiles(set, "input.json", SearchOption.AllDirectories)
            .Select(path => Path.GetDirectoryName(path)!)
            .Where(home => File.Exists(Path.Combine(home, "output.json")) && !Directory.EnumerateFiles(home, "*.patch.json").Any())
            .Where(home => !Directory.EnumerateFiles(home, "*.json").Any(HasOtherFiles))
            .Order(StringComparer.Ordinal);
        var homes = FullRun.SampleOf(all, n: set.StartsWith(CorpusFolder.Own, StringComparison.Ordinal) ? 4 : 12).ToList();
        var lost = new List<string>();
        foreach (var home in homes)
        {
            var id = Path.GetRelativePath(set, home).Replace('\\', '/');
            foreach (var file in new[] { "input.json", "output.json" })
            {
                Tool.Write($"before/{id}/{file}", WithDefinitions(File.ReadAllText(Path.Combine(home, file))));
            }

            var (input, result) = (File.ReadAllText(Path.Combine(home, "input.json")), File.ReadAllText(Path.Combine(home, "output.json")));
            Tool.Write("page.json", ModelDocument.OfFal(id, input, result).ToJsonString());
            Assert.True(await Tool.RunAsync("import", "page.json", "--folder", "after") == 0, $"{id}\n{Tool.Output}{Tool.Error}");
            if (Tool.Output.Contains("lost-reference", StringComparison.Ordinal))
            {
                lost.Add(id);
                Directory.Delete(Tool.PathOf($"before/{id}"), recursive: true);
                Directory.Delete(Tool.PathOf($"after/{id}"), recursive: true);
            }
        }

        output.WriteLine($"{homes.Count} models, of which {lost.Count} have references that lead nowhere: {string.Join(", ", lost)}");
        Assert.True(lost.Count < homes.Count / 3);
        await Tool.RunAsync("diff", "before", "after");
        Assert.Equal("Nothing changed.\n", Tool.Output);
    }

    // A model with references to other files cannot be put into one OpenAPI document.
    private static bool HasOtherFiles(string path) => Regex.IsMatch(File.ReadAllText(path), """
        "\$ref":\s*"[^#]
        """);

    // Renames components to definitions, as an import does, because the mappings of discriminators are compared as text.
    private static string WithDefinitions(string written)
    {
        var schema = JsonNode.Parse(written.Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal))!.AsObject();
        if (schema["components"]?["schemas"] is { } components)
        {
            schema.Remove("components");
            schema["definitions"] = components.DeepClone();
        }

        return schema.ToJsonString();
    }
}
