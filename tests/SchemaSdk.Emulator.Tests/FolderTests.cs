using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Tests;

public sealed class FolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Catalogues
    {
        get
        {
            var own = Path.Combine(CorpusFolder.Own, "own");
            return FullRun.IsOn && CorpusFolder.Others is { } others ? [own, Path.Combine(others, "runcomfy")] : [own];
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Catalogues))]
    public async Task The_catalogue_has_every_model_of_the_folder_with_its_schema(string folder)
    {
        var ids = Directory.EnumerateFiles(folder, "input.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, Path.GetDirectoryName(path)!).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .ToList();
        await using var bench = Bench.Over(ModelEmulator.FromFolder(folder));

        var listed = new List<JsonNode>();
        for (var page = await ModelsAsync(bench, 0); page.Count > 0; page = await ModelsAsync(bench, listed.Count))
        {
            listed.AddRange(page);
        }

        Assert.NotEmpty(ids);
        Assert.Equal(ids, listed.Select(entry => (string)entry["model_id"]!));
        Assert.All(listed, entry => Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(File.ReadAllText(Path.Combine(folder, (string)entry["model_id"]!, "input.json"))), entry["input_schema"])));
    }

    [Fact]
    public async Task A_model_has_its_patched_input_schema_and_the_output_of_the_nearest_parent_folder()
    {
        _folder.Write("output.json", """{"type": "object", "properties": {"sound": {"type": "string"}}, "required": ["sound"]}""");
        _folder.Write("acme/bell/input.json", """{"type": "object", "properties": {"strokes": {"type": "integer"}}}""");
        _folder.Write("acme/bell/input.patch.json", """{"properties": {"strokes": {"maximum": 12}}}""");
        await using var bench = Bench.Over(ModelEmulator.FromFolder(
            _folder.Path, new ModelEmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero }));

        var refused = await bench.SubmitAsync("""{"strokes": 13}""", "acme/bell");
        var result = await bench.RunAsync("acme/bell", """{"strokes": 12}""");

        Assert.Equal(422, refused.Code);
        Assert.NotNull(result.Body["output"]!["sound"]);
        Assert.Equal(1, bench.Emulator.Bills);
    }

    [Fact]
    public async Task A_shared_output_refers_to_the_file_beside_it()
    {
        _folder.Write("file.schema.json", """{"type": "boolean"}""");
        foreach (var (vendor, member) in new[] { ("acme", "url"), ("beta", "link") })
        {
            _folder.Write($"{vendor}/star/input.json", "{}");
            _folder.Write(
                $"{vendor}/output.json",
                """{"type": "object", "properties": {"video": {"$ref": "file.schema.json"}}, "required": ["video"]}""");
            _folder.Write(
                $"{vendor}/file.schema.json",
                $$"""{ "type": "object", "properties": { "{{member}}": { "type": "string" } }, "required": ["{{member}}"] }""");
        }

        await using var bench = Bench.Over(ModelEmulator.FromFolder(
            _folder.Path, new ModelEmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero }));

        var result = await bench.RunAsync("beta/star", "{}");

        Assert.NotNull(result.Body["output"]!["video"]!["link"]);
    }

    [Fact]
    public async Task A_job_keeps_the_schemas_that_it_was_accepted_with()
    {
        _folder.Write("acme/bell/input.json", "{}");
        _folder.Write("acme/bell/output.json", """{"type": "object", "properties": {"sound": {"type": "string"}}, "required":["sound"]}""");
        await using var bench = Bench.Over(ModelEmulator.FromFolder(
            _folder.Path, new ModelEmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero }));
        var taken = await bench.SubmitAsync("{}", "acme/bell");

        _folder.Write("acme/bell/output.json", """{"type": "object", "properties": {"tone": {"type": "string"}}, "required": ["tone"]}""");
        bench.Emulator.Reload(_folder.Path);

        Assert.NotNull((await bench.ResultAsync(taken.Id)).Body["output"]!["sound"]);
    }

    [Theory]
    [InlineData("App.csproj", "acme/bell acme/obj")]
    [InlineData("App.txt", "acme/bell acme/obj bin/acme obj/acme")]
    public async Task A_folder_is_read_as_a_build_reads_it(string neighbour, string ids)
    {
        _folder.Write(neighbour, "");
        _folder.Write("acme/bell/Input.JSON", """{"type": "object"}""");
        foreach (var home in (string[])["acme/obj", "obj/acme", "bin/acme", ".git/acme", "acme/.vs/star"])
        {
            _folder.Write($"{home}/input.json", "{}");
        }

        _folder.Write(".git/a.schema.json", "{");
        await using var bench = Bench.Over(ModelEmulator.FromFolder(_folder.Path));

        Assert.Equal(ids.Split(' '), (await ModelsAsync(bench, 0)).Select(entry => (string)entry["model_id"]!));
    }

    [Theory]
    [InlineData(null, "model_id")]
    [InlineData("""{"version":1,"models":{}}""", "model_id")]
    [InlineData("""{"version":1,"service":"fal"}""", "endpoint_id")]
    [InlineData("""{"version":1,"service":"Replicate"}""", "latest_version")]
    public async Task The_lock_of_a_folder_says_which_service_is_emulated(string? written, string member)
    {
        _folder.Write("schemas/acme/bell/input.json", "{}");
        if (written is not null)
        {
            _folder.Write("schemas.lock.json", written);
        }

        await using var bench = Bench.Over(ModelEmulator.FromFolder(_folder.File("schemas")));

        Assert.Contains(member, (await bench.SendAsync(HttpMethod.Get, "v1/models")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"service":"Elsewhere"}""", "is 'Elsewhere', which the emulator does not know. Set ModelEmulatorOptions.Protocol.")]
    [InlineData("<<<<<<< ours", "is not JSON: ")]
    public async Task A_lock_without_a_known_service_is_reported_unless_the_options_name_one(string written, string error)
    {
        _folder.Write("schemas/acme/bell/input.json", "{}");
        _folder.Write("schemas.lock.json", written);
        var folder = _folder.File("schemas");

        var refusal = Assert.Throws<InvalidDataException>(() => ModelEmulator.FromFolder(folder));
        Assert.Contains(error, refusal.Message, StringComparison.Ordinal);
        await using var emulator = ModelEmulator.FromFolder(folder, new() { Protocol = EmulatedProtocols.Fal });
    }

    [Fact]
    public void A_missing_folder_is_reported() =>
        Assert.Throws<DirectoryNotFoundException>(() => ModelEmulator.FromFolder(_folder.File("none")));

    private static async Task<IReadOnlyList<JsonNode>> ModelsAsync(Bench bench, int offset)
    {
        var page = await bench.SendAsync(HttpMethod.Get, $"v1/models?include_schema=true&offset={offset}");
        return [.. page.Body["models"]!.AsArray().Select(entry => entry!)];
    }
}
