using SchemaSdk.Tool.Tests.Surroundings;
using Xunit.Abstractions;

namespace SchemaSdk.Tool.Tests.Services;

/// <summary>Tests <c>add</c> and <c>update</c> with real models, in catalogues of the form that fal and Replicate use.</summary>
public sealed class DocumentedCorpusTests(ITestOutputHelper output) : CommandTest
{
    public static TheoryData<string> FalSets => SetsOf("queue", "fal", "fal-2026-01");

    public static TheoryData<string> ReplicateSets => SetsOf("recorded", "replicate");

    [Theory]
    [MemberData(nameof(FalSets))]
    public async Task Models_of_fal_are_added_once_with_input_and_output(string set)
    {
        using var fal = new ScriptedFal();
        var models = ModelsOf(set);
        foreach (var (id, input, result) in models)
        {
            fal[id] = ModelDocument.OfFal(id, input, result);
        }

        await AddAndUpdateAsync(fal, "fal", "FAL_KEY", [.. models.Select(model => model.Id)]);
    }

    [Theory]
    [MemberData(nameof(ReplicateSets))]
    public async Task Models_of_Replicate_are_added_once_with_input_and_output(string set)
    {
        using var replicate = new ScriptedReplicate();
        var models = ModelsOf(set).Select(static model => (Id: $"acme/{model.Id.Replace('/', '-')}", model.Input, model.Output)).ToList();
        foreach (var (id, input, result) in models)
        {
            replicate[id] = ModelDocument.OfReplicate(input, result);
        }

        await AddAndUpdateAsync(replicate, "replicate", "REPLICATE_API_TOKEN", [.. models.Select(model => model.Id)]);
    }

    [Fact]
    public async Task An_update_between_two_states_of_fals_catalogue_applies_every_change_and_diff_describes_each_one()
    {
        if (CorpusFolder.Others is not { } others)
        {
            return;
        }

        var newer = AllOf(Path.Combine(others, "fal")).DistinctBy(IdOf).ToDictionary(IdOf, StringComparer.Ordinal);
        var pairs = FullRun.SampleOf(AllOf(Path.Combine(others, "fal-2026-01")).Where(home => newer.ContainsKey(IdOf(home))), n: 12)
            .DistinctBy(IdOf)
            .ToList();
        using var fal = new ScriptedFal();
        Tool.Handler = fal;
        Tool.SetEnvironment("FAL_KEY", "a-key");
        pairs.ForEach(home => fal[IdOf(home)] = DocumentOf(home));
        await RunWellAsync("add", "--all", "--service", "fal");
        foreach (var file in Tool.Files().Where(static file => file.StartsWith("schemas/", StringComparison.Ordinal)))
        {
            Tool.Write(file.Replace("schemas/", "before/", StringComparison.Ordinal), Tool.Read(file));
        }

        pairs.ForEach(home => fal[IdOf(home)] = DocumentOf(newer[IdOf(home)]));
        await RunWellAsync("update");

        output.WriteLine(Tool.Output);
        var changed = Tool.Files()
            .Where(static file => file.StartsWith("schemas/", StringComparison.Ordinal))
            .Where(file => Tool.Read(file) != Tool.Read(file.Replace("schemas/", "before/", StringComparison.Ordinal)))
            .Select(static file => file["schemas/".Length..file.LastIndexOf('/')])
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Assert.NotEmpty(changed);
        Assert.All(changed, id => Assert.Contains($"updated  {id}\n", Tool.Output, StringComparison.Ordinal));
        Assert.InRange(await Tool.RunAsync("diff", "before", "schemas"), 0, 1);
    }

    private async Task AddAndUpdateAsync(HttpMessageHandler handler, string service, string variable, IReadOnlyList<string> ids)
    {
        Tool.Handler = handler;
        Tool.SetEnvironment(variable, "a-key");

        await RunWellAsync("add", "--all", "--service", service);

        output.WriteLine(Tool.Output);
        Assert.Contains($"Models: {ids.Count} added", Tool.Output, StringComparison.Ordinal);
        Assert.All(ids, id => Assert.True(File.Exists(Tool.PathOf($"schemas/{id}/input.json"))));
        Assert.All(ids, id => Assert.True(File.Exists(Tool.PathOf($"schemas/{id}/output.json"))));

        await RunWellAsync("update");
        Assert.Equal($"Models: {ids.Count} unchanged.\n", Tool.Output);
    }

    private static TheoryData<string> SetsOf(string own, params string[] real) =>
    [
        Path.Combine(CorpusFolder.Own, "own", own),
        .. CorpusFolder.Others is { } others ? real.Select(set => Path.Combine(others, set)) : [],
    ];

    private static List<(string Id, string Input, string Output)> ModelsOf(string set) =>
    [
        .. FullRun.SampleOf(AllOf(set), n: set.StartsWith(CorpusFolder.Own, StringComparison.Ordinal) ? 2 : 24)
            .DistinctBy(IdOf)
            .Select(static home => (
                IdOf(home), File.ReadAllText(Path.Combine(home, "input.json")), File.ReadAllText(Path.Combine(home, "output.json")))),
    ];

    private static System.Text.Json.Nodes.JsonObject DocumentOf(string home) => ModelDocument.OfFal(
        IdOf(home), File.ReadAllText(Path.Combine(home, "input.json")), File.ReadAllText(Path.Combine(home, "output.json")));

    private static IEnumerable<string> AllOf(string set) => Directory
        .EnumerateFiles(set, "input.json", SearchOption.AllDirectories)
        .Select(static path => Path.GetDirectoryName(path)!)
        .Where(static home => File.Exists(Path.Combine(home, "output.json")))
        .Order(StringComparer.Ordinal);

    // In the corpus, the name of a folder is the id of its model with "__" for "/".
    private static string IdOf(string home) => Path.GetFileName(home) is var name && name.Contains("__", StringComparison.Ordinal)
        ? name.Replace("__", "/", StringComparison.Ordinal)
        : $"acme/{name}";
}
