using System.Text.Json.Nodes;
using SchemaSdk.Emulation;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Catalogue;

/// <summary>Whole catalogues, served by the emulator from folders of schemas.</summary>
public sealed class CorpusTests : IDisposable
{
    // What an input is checked by, apart from the schemas inside.
    private static readonly HashSet<string> Facts = new(
        [
            "type", "enum", "const", "format", "required", "nullable", "$ref", "pattern", "minimum", "maximum", "exclusiveMinimum",
            "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems",
            "validation_rule", "validation_value",
        ],
        StringComparer.Ordinal);

    private static readonly HashSet<string> Prose =
        new(["title", "description", "examples", "example", "$comment", "validation_error"], StringComparer.Ordinal);

    private readonly ToolTest _tool = new();

    public static TheoryData<string> Folders
    {
        get
        {
            var own = Path.Combine(CorpusFolder.Own, "own");
            return CorpusFolder.Others is { } others ? [own, Path.Combine(others, "runcomfy")] : [own];
        }
    }

    public void Dispose() => _tool.Dispose();

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Every_model_of_the_catalogue_comes_with_all_facts_and_no_prose(string folder)
    {
        var ids = IdsIn(folder);
        await using var emulator = Serve(folder);

        Assert.Equal(0, await _tool.RunAsync("add", "--all", "--facts", "--service", emulator.Address.AbsoluteUri));

        Assert.EndsWith($"Models: {ids.Count} added.\n", _tool.Output, StringComparison.Ordinal);
        Assert.Equal(ids, IdsIn(_tool.PathOf("schemas")));
        foreach (var id in ids)
        {
            var written = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, id, "input.json")))!;
            var taken = JsonNode.Parse(_tool.Read($"schemas/{id}/input.json"))!;
            Assert.Equal(MembersIn(written, Facts), MembersIn(taken, Facts));
            Assert.Empty(MembersIn(taken, Prose));
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task A_catalogue_that_is_taken_twice_changes_nothing(string folder)
    {
        await using var emulator = Serve(folder);
        await _tool.RunAsync("add", "--all", "--service", emulator.Address.AbsoluteUri);
        var before = _tool.Files().Select(file => (file, _tool.Read(file))).ToList();

        await _tool.RunAsync("add", "--all", "--service", emulator.Address.AbsoluteUri);
        Assert.Equal($"Models: {IdsIn(folder).Count} unchanged.\n", _tool.Output);
        await _tool.RunAsync("update", "--service", emulator.Address.AbsoluteUri);

        Assert.Equal($"Models: {IdsIn(folder).Count} unchanged.\n", _tool.Output);
        Assert.Equal(before, _tool.Files().Select(file => (file, _tool.Read(file))));
    }

    private ModelEmulator Serve(string folder)
    {
        var emulator = ModelEmulator.FromFolder(folder);
        _tool.Handler = emulator.CreateHandler();
        _tool.SetEnvironment("RUNCOMFY_API_TOKEN", emulator.Token);
        return emulator;
    }

    private static IReadOnlyList<string> IdsIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "input.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, Path.GetDirectoryName(path)!).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    // A member that has an object is a property of such a name.
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
