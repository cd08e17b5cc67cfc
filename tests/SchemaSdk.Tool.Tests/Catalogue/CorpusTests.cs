namespace SchemaSdk.Tool.Tests.Catalogue;

public sealed class CorpusTests : CommandTest
{
    // The keywords that constrain an input, except those whose values are schemas.
    private static readonly HashSet<string> Facts = new(
        [
            "type", "enum", "const", "format", "required", "nullable", "$ref", "pattern", "minimum", "maximum", "exclusiveMinimum",
            "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems",
            "validation_rule", "validation_value",
        ],
        StringComparer.Ordinal);

    private static readonly HashSet<string> Prose =
        new(["title", "description", "examples", "example", "$comment", "validation_error"], StringComparer.Ordinal);

    public static TheoryData<string> Folders
    {
        get
        {
            var own = Path.Combine(CorpusFolder.Own, "own");
            return CorpusFolder.Others is { } others ? [own, Path.Combine(others, "runcomfy")] : [own];
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Every_model_is_added_with_all_facts_and_no_prose(string folder)
    {
        var ids = IdsIn(folder);
        await using var emulator = ModelEmulator.FromFolder(folder);
        Tool.Handler = emulator.CreateHandler();
        Tool.SetEnvironment("RUNCOMFY_API_TOKEN", emulator.Token);

        Assert.Equal(0, await Tool.RunAsync("add", "--all", "--facts", "--address", emulator.Address.AbsoluteUri));

        Assert.EndsWith($"Models: {ids.Count} added.\n", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(ids, IdsIn(Tool.PathOf("schemas")));
        foreach (var id in ids)
        {
            var written = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, id, "input.json")))!;
            var taken = JsonNode.Parse(Tool.Read($"schemas/{id}/input.json"))!;
            Assert.Equal(MembersIn(written, Facts), MembersIn(taken, Facts));
            Assert.Empty(MembersIn(taken, Prose));
        }
    }

    private static IReadOnlyList<string> IdsIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "input.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, Path.GetDirectoryName(path)!).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    // A member whose value is an object is a property, even if it is named like a keyword.
    private static IEnumerable<string> MembersIn(JsonNode node, HashSet<string> names) => node switch
    {
        JsonObject members => members.SelectMany(member =>
            names.Contains(member.Key) && member.Value is not JsonObject
                ? [$"{node.GetPath()}.{member.Key}: {member.Value?.ToJsonString()}"]
                : member.Value is null || member.Key is "default" or "examples" ? [] : MembersIn(member.Value, names)),
        JsonArray items => items.SelectMany(item => item is null ? [] : MembersIn(item, names)),
        _ => [],
    };
}
