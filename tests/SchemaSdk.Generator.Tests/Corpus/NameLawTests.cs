using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Model;
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

    [Theory]
    [MemberData(nameof(Corpus.Sets), MemberType = typeof(Corpus))]
    public void The_order_of_members_and_sets_renames_nothing(string set) => Expect(set, (schema, seed) =>
        Enumerable.Range(0, Shuffles)
            .Select(shuffle => SchemaEdits.Shuffled(schema, new Random((seed * Shuffles) + shuffle))!), (before, after) =>
                before.SetEquals(after));

    [Theory]
    [MemberData(nameof(Corpus.Sets), MemberType = typeof(Corpus))]
    public void Another_property_renames_and_retypes_nothing(string set) => Expect(set, (schema, _) =>
        SchemaEdits.Grown(schema, MaxObjects), (before, after) => before.Except(after).All(part => Hash().IsMatch(part)));

    private void Expect(string set, Func<JsonNode, int, IEnumerable<JsonNode>> edits, Func<HashSet<string>, HashSet<string>, bool> holds)
    {
        var references = Corpus.References(set)
            .Select(path => new ReferenceFile(path, Path.GetFileName(path), File.ReadAllText(path), default))
            .ToEquatableArray();
        var complaints = new List<string>();
        var sample = Corpus.Models(set).ToHashSet();
        var models = Corpus.AllModels(set).Where((model, i) => FullRun.IsOn || i % 12 == 0 || sample.Contains(model));
        var tried =
            from model in models
            from file in model.Files
            where sample.Contains(model)
                || (file.Text.Length <= 100_000 && file.Text.Contains("\"oneOf\"", StringComparison.Ordinal))
            let path = $"{model.Id}/{file.Name}"
            select new SchemaFile(path, model.Id, file.Role, file.Text) { Name = path, References = references };
        var files = 0;
        foreach (var file in tried)
        {
            files++;
            var before = Parts(file);
            foreach (var edited in edits(JsonNode.Parse(file.Written)!, files))
            {
                var after = Parts(file with { Written = edited.ToJsonString(Written) });
                if (!holds(before, after))
                {
                    complaints.Add(
                        $"{set}/{file.Path}: {string.Join("; ", before.Except(after).Take(3))} became "
                        + $"{string.Join("; ", after.Except(before).Take(3))}");
                    break;
                }
            }
        }

        None.Of(complaints);
    }

    [GeneratedRegex("_[0-9a-f]{8}")]
    private static partial Regex Hash();

    private static HashSet<string> Parts(SchemaFile file)
    {
        var parsed = SchemaSteps.Parse(file);
        Assert.True(
            parsed.Shape is not null,
            $"{file.Path} has no shape: {string.Join("; ", parsed.Problems.SelectMany(problem => problem.Arguments))}");
        return NamedParts.Of(parsed.Shape);
    }
}
