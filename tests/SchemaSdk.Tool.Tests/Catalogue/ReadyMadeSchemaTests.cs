using System.Text.Json.Nodes;
using SchemaSdk.Tool.SchemaFolders.Changing;
using SchemaSdk.Tool.SchemaFolders.Locking;

namespace SchemaSdk.Tool.Tests.Catalogue;

/// <summary>Checks the schemas of the ready-made client, which are in this repository.</summary>
public sealed class ReadyMadeSchemaTests
{
    private static readonly HashSet<string> Prose =
        new(["title", "description", "examples", "example", "$comment"], StringComparer.Ordinal);

    private static readonly SchemaPaths Paths = new(Path.GetFullPath(Path.Combine(CorpusFolder.Own, "../../schemas")));

    private static readonly SchemaLock Locked = new LockReader(Paths.Lock).Read(File.ReadAllText(Paths.Lock));

    public static TheoryData<string> Ids => [.. Locked.Models.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_schema_in_the_lock_is_unedited_and_has_no_prose_and_no_empty_defaults(string id)
    {
        var text = File.ReadAllText(Paths.Input(id));
        var model = Locked.Find(id)!;
        var parts = PartsOf(JsonNode.Parse(text)!).ToList();

        Assert.Equal((model.Hash, true), (ContentHash.Of(text), model.IsFacts));
        Assert.Equal(("RunComfy", "https://model-api.runcomfy.net/"), (Locked.Service, model.Source));
        Assert.All(parts, part => Assert.DoesNotContain(part, member => Prose.Contains(member.Key)));
        Assert.DoesNotContain(parts.Where(part => part.ContainsKey("default")), part => part["default"]!.ToJsonString() is var value
            && (value == "\"\"" || (part.GetPropertyName().EndsWith("seed", StringComparison.Ordinal) && value == "0")));
    }

    [Fact]
    public void The_documented_models_have_their_own_output_and_the_others_share_one()
    {
        var withOutput = Paths.Ids().Where(id => File.Exists(Path.Combine(Paths.Folder, id, "output.json")));

        Assert.Equal(Paths.Ids().Except(Locked.Models.Keys), withOutput);
        Assert.True(File.Exists(Paths.Output));
    }

    // Visits a schema and the schemas of its properties and items.
    private static IEnumerable<JsonObject> PartsOf(JsonNode node) => node is not JsonObject part ? []
        : ((part["properties"] as JsonObject) ?? []).Select(member => member.Value!)
            .Concat(part["items"] is { } items ? [items] : [])
            .SelectMany(PartsOf)
            .Prepend(part);
}
