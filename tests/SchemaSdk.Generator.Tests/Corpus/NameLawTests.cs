using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Tests that reordering a real schema renames nothing, and that adding a property renames and retypes nothing.</summary>
/// <remarks>
/// Tries the sample that all corpus tests use. Of every twelfth model, also tries the files with <c>oneOf</c>, whose branches are the
/// hardest to name. A full run tries all models. Two edits are exempt, because they must rename something: a property added to a part
/// that is named by a hash, and a property added to one of two branches that differ only in their properties.
/// </remarks>
public partial class NameLawTests
{
    private static readonly int Shuffles = FullRun.IsOn ? 3 : 1;
    private static readonly int MaxObjects = FullRun.IsOn ? 60 : 4;
    private static readonly JsonSerializerOptions Written = new() { MaxDepth = 200 };

    public static TheoryData<string> Sets => [.. Corpus.Sets];

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_order_of_members_and_sets_renames_nothing(string set) => Expect(set, (schema, seed) =>
        Enumerable.Range(0, Shuffles)
            .Select(shuffle => SchemaEdits.Shuffled(schema, new Random((seed * Shuffles) + shuffle))!), (before, after) =>
                before.SetEquals(after));

    [Theory]
    [MemberData(nameof(Sets))]
    public void Another_property_renames_and_retypes_nothing(string set) => Expect(set, (schema, _) =>
        SchemaEdits.Grown(schema, MaxObjects), (before, after) => before.Except(after).All(part => Hash().IsMatch(part)));

    private void Expect(string set, Func<JsonNode, int, IEnumerable<JsonNode>> edits, Func<HashSet<string>, HashSet<string>, bool> holds)
    {
        var references = Corpus.References(set)
            .Select(path => new ReferenceFile(path, Path.GetFileName(path), File.ReadAllText(path), default))
            .ToEquatableArray();
        var complaints = new List<string>();
        var sample = Corpus.Models(set).ToHashSet();
        var files = 0;
        var models = Corpus.AllModels(set).Where((model, i) => FullRun.IsOn || i % 12 == 0 || sample.Contains(model));
        foreach (var (model, name, text) in models.SelectMany(Files).Where(file => IsTried(sample, file.Model, file.Text)))
        {
            files++;
            var before = Parts(model, name, text, references);
            foreach (var edited in edits(JsonNode.Parse(text)!, files))
            {
                var after = Parts(model, name, edited.ToJsonString(Written), references);
                if (!holds(before, after))
                {
                    complaints.Add(
                        $"{set}/{model.Id}/{name}: {string.Join("; ", before.Except(after).Take(3))} became "
                        + $"{string.Join("; ", after.Except(before).Take(3))}");
                    break;
                }
            }
        }

        None.Of(complaints);
    }

    [GeneratedRegex("_[0-9a-f]{8}")]
    private static partial Regex Hash();

    private static bool IsTried(HashSet<CorpusModel> sample, CorpusModel model, string text) =>
        (text.Length <= 100_000 && text.Contains("\"oneOf\"", StringComparison.Ordinal)) || sample.Contains(model);

    private static IEnumerable<(CorpusModel Model, string Name, string Text)> Files(CorpusModel model)
    {
        yield return (model, "input.json", model.Input);
        if (model.Output is { } text)
        {
            yield return (model, "output.json", text);
        }
    }

    private static HashSet<string> Parts(CorpusModel model, string name, string text, EquatableArray<ReferenceFile> references)
    {
        var role = name == "input.json" ? SchemaRole.Input : SchemaRole.Output;
        var file = new SchemaFile($"{model.Id}/{name}", model.Id, role, text) { Name = $"{model.Id}/{name}", References = references };
        var parsed = SchemaParser.Parse(SchemaNormalizer.Normalize(file));
        Assert.True(
            parsed.Shape is not null,
            $"{model.Set}/{model.Id}/{name} has no shape: {string.Join("; ", parsed.Problems.SelectMany(problem => problem.Arguments))}");
        return NamedParts.Of(parsed.Shape);
    }
}
