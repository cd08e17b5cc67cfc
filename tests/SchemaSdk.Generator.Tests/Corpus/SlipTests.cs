using System.Globalization;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Files;
using SchemaSdk.Schemas.Model;
using Xunit.Abstractions;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>
/// Tests that each mistake that is reported in a real schema really is a mistake. A person has confirmed all mistakes counted here.
/// </summary>
public class SlipTests(ITestOutputHelper output)
{
    private static readonly string[] Kinds = ["SSDK020", "SSDK021", "SSDK022"];

    /// <summary>
    /// The expected number of mistakes in each corpus set. Before you change a number, confirm each new mistake in its schema.
    /// </summary>
    private static readonly Dictionary<string, string> Read = new()
    {
        [Corpus.Own] = "SSDK020: 1, SSDK021: 1",
        ["runcomfy"] = "",
        ["fal"] = "SSDK021: 18",
        ["fal-2026-01"] = "SSDK021: 11",
        ["replicate"] = "SSDK022: 1",
        ["huggingface"] = "SSDK021: 16",
        ["other"] = "SSDK020: 2, SSDK021: 23, SSDK022: 5",
    };

    /// <summary>In a full run, all corpus sets; otherwise our own schemas and the set with every kind of mistake.</summary>
    public static TheoryData<string> Sets => [.. Corpus.Names.Where(set => FullRun.IsOn || set is Corpus.Own or "other")];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Only_mistakes_that_a_person_has_checked_are_found_in_real_schemas(string set)
    {
        var compiled = SchemaCompiler.Compile(Files(set), new ClientOptions("C", "N", "public", ClientOptions.UsualService));
        var found = compiled.Problems.Where(problem => Kinds.Contains(problem.Id)).ToList();
        foreach (var problem in found)
        {
            output.WriteLine($"{problem.Path}({problem.Place.StartLine + 1}): {problem.Id} {problem.Message}");
        }

        Assert.Equal(Read[set], string.Join(", ", found
            .GroupBy(problem => problem.Id, StringComparer.Ordinal)
            .OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => string.Create(CultureInfo.InvariantCulture, $"{same.Key}: {same.Count()}"))));
    }

    private static ProjectFiles Files(string set) => new(
        [
            .. from model in Corpus.AllModels(set)
               from file in model.Files
               select Found($"{model.Id}/{file.Name}", file.Text).ToSchema(file.Role),
        ],
        [],
        [.. Corpus.References(set).Select(path => Found(Path.GetFileName(path), File.ReadAllText(path)).ToReference())]);

    private static FoundFile Found(string path, string text) => new(SchemaText.Root + path, SchemaText.Root, "", text);
}
