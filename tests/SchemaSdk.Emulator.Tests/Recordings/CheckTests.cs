namespace SchemaSdk.Emulation.Tests.Recordings;

public sealed class CheckTests
{
    private const string Output = """{ "type": "object", "properties": { "video": { "type": "string" } }, "required": ["video"] }""";

    [Theory]
    [InlineData("""{ "properties": { "prompt": { "type": "string" } } }""", Output, "")]
    [InlineData("""{ "properties": { "duration": { "maximum": 4 } } }""", Output, "Input /duration")]
    [InlineData("""{ "required": ["seed"] }""", Output, "Input /seed")]
    [InlineData("{}", """{ "properties": { "video": { "type": "object" } } }""", "Output /video")]
    [InlineData("{}", """{ "required": ["image"] }""", "Output /image")]
    [InlineData("{}", """{ "properties": { "video": { "enum": ["a"], "maxLength": 1 } } }""", "")]
    [InlineData("{}", """{ "output": { "required": ["image"] } }""", "Output /image")]
    [InlineData("{}", """{ "output": { "type": "array" } }""", "Output ")]
    [InlineData("{}", "{ \"output\": " + Output + " }", "")]
    [InlineData("""{ "properties": { "email": { "pattern": "@" } } }""", Output, "")]
    [InlineData("""{ "properties": { "image": { "pattern": "^https" } } }""", Output, "")]
    [InlineData("not JSON", Output, "Unreadable ")]
    public async Task A_recording_that_does_not_fit_is_reported_with_its_place(string input, string output, string problem)
    {
        await using var service = new RecordedService();
        await service.RecordAsync(
            """{"prompt":"A kite.","duration":5,"email":"a@b.example","image":"data:,abc"}""",
            static options => options.ScrubbedMembers.Add("email"));

        var found = ModelRecording.Check(service.Folder, [new SchemaModel(RecordedService.Kite, input, output)]);

        Assert.Equal(
            problem.Length == 0 ? [] : [$"{problem} {Path.GetFileName(service.Recordings[0])}"],
            found.Select(static one => $"{one.Kind} {one.JsonPointer} {one.File}"));
    }

    [Fact]
    public async Task A_recording_that_is_nested_deeply_is_compared()
    {
        await using var service = new RecordedService();
        service.Write("deep.json", $$"""
            {
              "format": 1, "service": "RunComfy", "model": "{{RecordedService.Kite}}",
              "input": {"shots":{{new string('[', 200)}}{{new string(']', 200)}},"duration":5},
              "states": [{ "at": 0, "state": "succeeded" }], "output": {}
            }
            """);

        var found = ModelRecording.Check(
            service.Folder, [new SchemaModel(RecordedService.Kite, """{ "properties": { "duration": { "maximum": 4 } } }""", "{}")]);

        Assert.Equal("/duration", Assert.Single(found).JsonPointer);
    }

    [Fact]
    public async Task A_model_that_is_gone_and_a_file_that_cannot_be_read_are_reported()
    {
        await using var service = new RecordedService();
        await service.RecordAsync("""{"prompt":"A kite."}""");
        service.Write("z.json", "[]");

        var found = ModelRecording.Check(service.Folder, []);

        Assert.Equal(
            [RecordingProblemKind.ModelGone, RecordingProblemKind.Unreadable], found.Select(static problem => problem.Kind));
        Assert.Throws<DirectoryNotFoundException>(() => ModelRecording.Check("nowhere", []));
    }
}
