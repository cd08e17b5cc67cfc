namespace SchemaSdk.Tool.Tests.Run;

public sealed class RunDownloadTests : EmulatedTest
{
    private static readonly string[] Run = ["run", Star, "-i", "prompt=It falls.", "--download", "out"];

    [Fact]
    public async Task The_files_of_a_result_are_saved_next_to_existing_files()
    {
        Tool.Write("out/video.mp4", "mine");

        Assert.Equal(0, await RunAsync(Run));

        Assert.StartsWith("saved  out/video-", Tool.Output, StringComparison.Ordinal);
        Assert.Equal("mine", Tool.Read("out/video.mp4"));
        Assert.Equal(2, Directory.GetFiles(Tool.PathOf("out")).Length);
    }

    [Fact]
    public async Task A_file_on_another_host_is_not_downloaded_and_the_result_is_still_reported()
    {
        Assert.Equal(3, await AnswerWithAsync("""{ "video": "https://evil.example/\u001b[31m.mp4", "seed": 7 }""", "--json"));

        var report = JsonNode.Parse(Tool.Output)!;
        Assert.Equal("not-saved", (string?)report["findings"]![0]!["rule"]);
        Assert.Contains("which is not a host of the service", (string?)report["findings"]![0]!["message"], StringComparison.Ordinal);
        Assert.Equal(7, (int?)report["facts"]!["output"]!["seed"]);
        Assert.Equal(Assert.Single(Emulator.BilledRequestIds), (string?)report["facts"]!["requestId"]);
    }

    [Fact]
    public async Task An_address_on_another_host_counts_as_a_file_that_is_not_saved_only_if_it_is_the_first()
    {
        Assert.Equal(0, await AnswerWithAsync("""{ "video": "http://localhost/files/a.mp4", "source": "https://example.com/in.mp4" }"""));
        Assert.StartsWith("saved  out/a.mp4\nfile   https://example.com/in.mp4\n", Tool.Output, StringComparison.Ordinal);

        Assert.Equal(3, await AnswerWithAsync("""{ "video": "https://example.com/a.mp4", "source": "http://localhost/files/in.mp4" }"""));
        Assert.Contains("saved  out/in.mp4\n", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_the_output_repeats_from_the_input_is_not_downloaded()
    {
        var source = "http://localhost/files/in.mp4";
        var output = $$"""{ "source": "{{source}}", "video": "http://localhost/files/a.mp4" }""";
        Assert.Equal(0, await AnswerWithAsync(output, "-i", $"prompt={source}"));

        Assert.StartsWith($"file   {source}\nsaved  out/a.mp4\n", Tool.Output, StringComparison.Ordinal);

        Assert.Equal(0, await AnswerWithAsync($$"""{ "video": "{{source}}" }""", "-i", $"prompt={source}"));
        Assert.StartsWith("saved  out/in.mp4\n", Tool.Output, StringComparison.Ordinal); // the only address may be the result
    }

    [Fact]
    public async Task A_result_without_files_is_printed_without_control_codes()
    {
        Assert.Equal(0, await AnswerWithAsync("""{ "text": "a\u001b[31m\u202Eb" }"""));

        Assert.StartsWith("output  {", Tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', Tool.Output);
        Assert.DoesNotContain('\u202E', Tool.Output);
    }

    [Fact]
    public async Task A_result_that_contains_invalid_text_is_still_reported()
    {
        Assert.Equal(0, await AnswerWithAsync("""{ "video": "\ud800", "a": 1, "a": 2 }""", "--json"));

        var facts = JsonNode.Parse(Tool.Output)!["facts"]!;
        Assert.Equal(Assert.Single(Emulator.BilledRequestIds), (string?)facts["requestId"]);
        Assert.Equal("""{ "video": "\ud800", "a": 1, "a": 2 }""", (string?)facts["output"]);
        Assert.Empty(facts["files"]!.AsArray());
    }

    [Fact]
    public async Task A_deeply_nested_result_is_still_reported_and_its_files_are_saved()
    {
        Assert.Equal(0, await AnswerWithAsync(Nested(9_000)));

        Assert.StartsWith("saved  out/a.mp4\n", Tool.Output, StringComparison.Ordinal);
    }

    // JSON with more than 10,000 levels is refused, because 64 MiB of nested arrays would take hours to parse.
    [Fact]
    public async Task A_result_that_takes_too_long_to_parse_is_reported_with_its_request_id()
    {
        Assert.Equal(3, await AnswerWithAsync(Nested(11_000)));

        Assert.StartsWith(
            $"error not-read: Request {Assert.Single(Emulator.BilledRequestIds)}", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unusable_folder_is_reported_before_anything_is_charged()
    {
        Tool.Write("out", "a file");

        await FailsAsync(2, "out", Run);
        Assert.Equal(0, Emulator.Requests);
    }

    [Fact]
    public async Task A_failed_download_keeps_the_result_and_leaves_no_partial_file()
    {
        Emulator.Faults.Add(EmulatorCall.Download, EmulatorFault.Status(404), times: int.MaxValue);

        await ReportsAsync(3, "error not-saved: ", Run);
        Assert.EndsWith(" succeeded, but not all of its files were saved.\n", Tool.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Tool.PathOf("out")));
    }

    [Fact]
    public async Task A_stopped_download_reports_the_request_id_and_the_URLs()
    {
        Assert.Equal(130, await StopAtAsync("/files/", [.. Run, "--json"]));

        var facts = JsonNode.Parse(Tool.Output)!["facts"]!;
        var id = Assert.Single(Emulator.BilledRequestIds);
        Assert.Equal(id, (string?)facts["requestId"]);
        Assert.Equal($"http://localhost/files/{id}/video.mp4", (string?)facts["files"]![0]!["url"]);
        Assert.Empty(Directory.GetFiles(Tool.PathOf("out")));
    }

    private static string Nested(int levels) =>
        $$"""{ "video": {{new string('[', levels)}}"http://localhost/files/a.mp4"{{new string(']', levels)}} }""";

    private Task<int> AnswerWithAsync(string output, params string[] more)
    {
        Tool.Handler = new Scripted(Emulator.CreateHandler(), request => Task.FromResult(
            request.RequestUri!.AbsolutePath switch
            {
                var path when path.EndsWith("/result", StringComparison.Ordinal) =>
                    Scripted.Json($$"""{ "request_id": "{{path.Split('/')[^2]}}", "status": "completed", "output": {{output}} }"""),
                var path when path.StartsWith("/files/", StringComparison.Ordinal) =>
                    new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([1, 2, 3]) },
                _ => null,
            }));
        return RunAsync([.. Run, .. more]);
    }
}
