using SchemaSdk.Tool.SchemaFolders.Changing;
using SchemaSdk.Tool.SchemaFolders.Locking;

namespace SchemaSdk.Tool.Tests.Catalogue;

public sealed class ReadyMadeSchemaTests
{
    private static readonly HashSet<string> Prose =
        new(["title", "description", "examples", "example", "$comment"], StringComparer.Ordinal);

    private static readonly Dictionary<string, (string Service, string Source)> Folders = new()
    {
        ["schemas"] = ("RunComfy", "https://model-api.runcomfy.net/"),
        ["services/fal"] = ("fal", "https://api.fal.ai/"),
        ["services/replicate"] = ("Replicate", "https://api.replicate.com/"),
    };

    public static TheoryData<string, string> Ids
    {
        get
        {
            var ids = new TheoryData<string, string>();
            foreach (var folder in Folders.Keys)
            {
                foreach (var id in LockOf(folder).Models.Keys)
                {
                    ids.Add(folder, id);
                }
            }

            return ids;
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_schema_in_the_lock_is_unedited_and_has_no_prose_and_no_empty_defaults(string folder, string id)
    {
        var locked = LockOf(folder);
        var text = File.ReadAllText(PathsOf(folder).Input(id));
        var model = locked.Find(id)!;
        var parts = PartsOf(JsonNode.Parse(text)!).ToList();

        Assert.Equal((model.Hash, true), (ContentHash.Of(text), model.IsFacts));
        Assert.Equal(Folders[folder], (locked.Service, model.Source));
        Assert.All(parts, part => Assert.DoesNotContain(part, member => Prose.Contains(member.Key)));
        Assert.DoesNotContain(parts.Where(part => part.ContainsKey("default")), part => part["default"]?.ToJsonString() is var value
            && (value == "\"\"" || (part.GetPropertyName().EndsWith("seed", StringComparison.Ordinal) && value == "0")));
    }

    [Fact]
    public void The_documented_models_of_RunComfy_have_their_own_output_and_the_others_share_one()
    {
        var paths = PathsOf("schemas");
        var withOutput = paths.Ids().Where(id => File.Exists(Path.Combine(paths.Folder, id, "output.json")));

        Assert.Equal(paths.Ids().Except(LockOf("schemas").Models.Keys), withOutput);
        Assert.True(File.Exists(paths.Output));
    }

    [Theory]
    [InlineData("services/fal")]
    [InlineData("services/replicate")]
    public void All_models_of_other_services_are_in_the_lock_and_have_their_own_output(string folder)
    {
        var paths = PathsOf(folder);

        Assert.Equal(LockOf(folder).Models.Keys.Order(StringComparer.Ordinal), paths.Ids().Order(StringComparer.Ordinal));
        Assert.All(paths.Ids(), id => Assert.True(File.Exists(Path.Combine(paths.Folder, id, "output.json")), id));
    }

    private static SchemaPaths PathsOf(string folder) => new(Path.GetFullPath(Path.Combine(CorpusFolder.Own, "../..", folder)));

    private static SchemaLock LockOf(string folder)
    {
        var path = PathsOf(folder).Lock;
        return new LockReader(path).Read(File.ReadAllText(path));
    }

    private static IEnumerable<JsonObject> PartsOf(JsonNode node) => node is not JsonObject part ? []
        : ((part["properties"] as JsonObject) ?? []).Concat((part["definitions"] as JsonObject) ?? []).Select(member => member.Value!)
            .Concat(part["items"] is { } items ? [items] : [])
            .SelectMany(PartsOf)
            .Prepend(part);
}
