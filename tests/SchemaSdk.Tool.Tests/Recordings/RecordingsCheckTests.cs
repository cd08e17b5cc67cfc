namespace SchemaSdk.Tool.Tests.Recordings;

public sealed class RecordingsCheckTests : CommandTest
{
    private const string Recording = """
        {
          "format": 1, "service": "RunComfy", "model": "acme/kite", "input": { "duration": 15, "prompt": "A kite." },
          "states": [{ "at": 0, "state": "queued" }, { "at": 1, "state": "succeeded" }], "output": { "video": "https://a.example/1" }
        }
        """;

    private const string Narrow = """{ "type": "object", "properties": { "duration": { "maximum": 10 } } }""";

    public RecordingsCheckTests()
    {
        Tool.Write("schemas/acme/kite/input.json", """{ "type": "object", "properties": { "duration": { "maximum": 15 } } }""");
        Tool.Write("schemas/acme/kite/output.json", """{ "type": "object", "properties": { "video": { "type": "string" } } }""");
        Tool.Write("recordings/kite.json", Recording);
    }

    [Fact]
    public async Task Recordings_that_fit_the_schemas_pass()
    {
        await PrintsAsync(0, "1 recording: 0 problems.\n", "recordings", "check");

        await PrintsAsync(0, "1 recording: 0 problems.\n", "recordings", "check", "recordings", "--schemas", "schemas");
    }

    [Fact]
    public async Task Recordings_that_do_not_fit_are_reported()
    {
        Tool.Write("schemas/acme/kite/input.json", Narrow);
        Tool.Write("schemas/acme/kite/output.json", """{ "type": "object", "properties": { "video": { "type": "array" } } }""");
        Tool.Write("recordings/gone.json", Recording.Replace("kite\"", "star\"", StringComparison.Ordinal));
        Tool.Write("recordings/torn.json", "{");

        var report = await JsonAsync(1, "recordings", "check");

        Assert.Equal(
            [
                "model-gone recordings/gone.json", "input recordings/kite.json", "output recordings/kite.json",
                "unreadable recordings/torn.json",
            ],
            report["findings"]!.AsArray().Select(static finding => $"{finding!["rule"]} {finding["place"]!["path"]}"));
        Assert.Equal((3, 4), ((int)report["facts"]!["recordings"]!, (int)report["facts"]!["problems"]!));
        Assert.Contains("acme/star does not exist any more", Tool.Output, StringComparison.Ordinal);
        Assert.Contains("the input is not valid: /duration", Tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fal", 0)]
    [InlineData("RunComfy", 1)]
    public async Task Recordings_of_a_service_that_differs_from_the_lock_are_not_compared(string service, int exit)
    {
        Tool.Write("schemas/acme/kite/input.json", Narrow);
        Tool.Write("schemas.lock.json", $$"""{ "service": "{{service}}" }""");

        Assert.Equal(exit, await Tool.RunAsync("recordings", "check"));
    }

    [Fact]
    public async Task A_recording_fits_if_one_of_several_folders_has_its_model()
    {
        Tool.Write("schemasdk.json", """{ "folders": { "schemas": {}, "sounds": {}, "films": {} } }""");
        Tool.Write("sounds/acme/bell/input.json", "{}");
        Tool.Write("recordings/bell.json", Recording.Replace("kite\"", "bell\"", StringComparison.Ordinal));
        Tool.Write("films/acme/film/input.json", "{}");
        Tool.Write("films.lock.json", """{ "version": 1, "service": "fal", "catalogs": {}, "models": {} }""");
        Tool.Write("recordings/film.json", Recording.Replace("kite\"", "film\"", StringComparison.Ordinal)
            .Replace("RunComfy", "fal", StringComparison.Ordinal));
        await PrintsAsync(0, "3 recordings: 0 problems.\n", "recordings", "check");

        Tool.Write("recordings/gone.json", Recording.Replace("kite\"", "star\"", StringComparison.Ordinal));
        Tool.Write("recordings/torn.json", "{");
        var report = await JsonAsync(1, "recordings", "check");

        Assert.Equal(
            ["model-gone recordings/gone.json", "unreadable recordings/torn.json"],
            report["findings"]!.AsArray().Select(static finding => $"{finding!["rule"]} {finding["place"]!["path"]}"));
    }

    [Theory]
    [InlineData("nowhere", "schemas", "The folder of recordings does not exist: '")]
    [InlineData("recordings", "nowhere", "The folder of schemas does not exist: '")]
    [InlineData("schemas", "schemas", "schemas' contains no recordings, so nothing was checked.")]
    public async Task A_folder_that_cannot_be_used_is_a_usage_error(string recordings, string schemas, string error)
    {
        await FailsAsync(2, error, "recordings", "check", recordings, "--schemas", schemas);
        Assert.Equal("", Tool.Output);
    }
}
