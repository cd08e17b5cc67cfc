using System.Diagnostics;

namespace SchemaSdk.Emulation.Tests.Recordings;

public sealed class HostileRecordingTests
{
    private const string Input = """{"prompt":"A kite."}""";

    [Theory]
    [InlineData("", "")]
    [InlineData("{", "{")]
    [InlineData("\"format\": 1", "\"format\": 2")]
    [InlineData("\"format\": 1", "\"format\": \"1\"")]
    [InlineData("\"succeeded\"", "\"queued\"")]
    [InlineData("\"succeeded\"", "\"exploded\"")]
    [InlineData("\"at\": ", "\"at\": -")]
    [InlineData("\"at\": ", "\"at\": 900000000")]
    [InlineData("\"0.mp4\"", "\"../0.mp4\"")]
    [InlineData("\"0.mp4\"", "\"0/../../x\"")]
    [InlineData("\"0.mp4\"", "\"1.mp4\"")]
    [InlineData("video/mp4", "video/mp4\\r\\nX: 1")]
    [InlineData("\"sha256\": \"", "\"sha256\": \"../")]
    [InlineData("\"sha256\": \"", "\"sha256\": \"A")]
    [InlineData("\"model\": \"acme/kite\"", "\"model\": \"\"")]
    [InlineData("\"cost_usd\": 0.25", "\"cost_usd\": -1")]
    [InlineData("\"cost_usd\": 0.25", "\"cost_usd\": 1e60")]
    public async Task A_file_that_is_not_a_recording_is_reported_by_name(string old, string changed)
    {
        await using var service = new RecordedService();
        await service.RecordAsync(Input);
        var path = service.Recordings[0];
        var text = await File.ReadAllTextAsync(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, old.Length < 2 ? old : text.Replace(old, changed, StringComparison.Ordinal));

        var wrong = Assert.Throws<InvalidDataException>(() => ModelRecording.Open(service.Folder));

        Assert.StartsWith($"'{Path.GetFileName(path)}' is not a recording: ", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deep", "'deep.json' is not a recording: ")]
    [InlineData("link", "'link.json' is not a recording: it is a link. Restore the file, or delete it and record its job again.")]
    [InlineData("large", "larger than 64 MiB")]
    [InlineData("copy", "'copy.json'")]
    public async Task A_file_that_is_dangerous_to_read_or_that_repeats_another_is_reported(string kind, string message)
    {
        await using var service = new RecordedService();
        await service.RecordAsync(Input);
        var path = Path.Combine(service.Folder, $"{kind}.json");
        switch (kind)
        {
            case "deep":
                service.Write("deep.json", $"{{\"format\":1,\"input\":{new string('[', 100_000)}{new string(']', 100_000)}}}");
                break;
            case "link":
                File.CreateSymbolicLink(path, "/dev/zero");
                break;
            case "large":
                await using (var file = File.Create(path))
                {
                    file.SetLength(65L << 20);
                }

                break;
            default:
                File.Copy(service.Recordings[0], path);
                break;
        }

        var wrong = Assert.Throws<InvalidDataException>(() => ModelRecording.Open(service.Folder));
        Assert.Contains(message, wrong.Message, StringComparison.Ordinal);
    }

    [FactOutsideWindows("Windows has no named pipes in folders.")]
    public async Task A_pipe_is_not_read()
    {
        await using var service = new RecordedService();
        Directory.CreateDirectory(service.Folder);
        using (var made = Process.Start("mkfifo", [Path.Combine(service.Folder, "pipe.json")]))
        {
            await made.WaitForExitAsync();
            Assert.Equal(0, made.ExitCode);
        }

        var wrong = await Soon.Throws<InvalidDataException>(Task.Run(() => ModelRecording.Open(service.Folder)));

        Assert.StartsWith(
            "'pipe.json' is not a recording: it is empty, or is not a regular file.", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recording_a_job_keeps_a_recording_that_was_edited_by_hand()
    {
        await using var service = new RecordedService();
        await service.RecordAsync(Input);
        var path = service.Recordings[0];
        var text = await File.ReadAllTextAsync(path);
        await File.WriteAllTextAsync(path, text.Replace("A kite.", "A boat.", StringComparison.Ordinal));

        await service.RecordAsync(Input);

        Assert.Equal([path.Replace(".json", "-2.json", StringComparison.Ordinal), path], service.Recordings);
        await using var replay = service.Replay();
        await replay.RunAsync(Input);
        await replay.RunAsync("""{"prompt":"A boat."}""");
    }

    [Fact]
    public async Task An_output_that_becomes_too_large_when_it_is_indented_is_recorded_without_indentation()
    {
        await using var service = new RecordedService();
        var deep = $"{new string('[', 200)}{string.Join(',', Enumerable.Repeat(0, 170_000))}{new string(']', 200)}";
        service.Emulator.Faults.Add(EmulatorCall.Result, EmulatorFault.Answer(
            200, "application/json", $"{{\"status\":\"succeeded\",\"output\":{{\"numbers\":{deep}}}}}"), 1);

        await service.RecordAsync(Input);

        await using var replay = service.Replay();
        Assert.Equal(deep, (await replay.RunAsync(Input)).Output.GetProperty("numbers").GetRawText());
    }

    [Fact]
    public async Task A_model_id_cannot_lead_to_another_folder()
    {
        const string Model = "acme/..\\..\\CON/%2e%2e/🪁 kite: *?";
        await using var service = new RecordedService();
        service.Write("a.json", $$"""
            {
              "format": 1, "service": "RunComfy", "model": "{{Model.Replace("\\", "\\\\", StringComparison.Ordinal)}}", "input": {},
              "states": [{ "at": 0, "state": "succeeded" }], "output": { "video": "https://recorded.invalid/7.mp4" }
            }
            """);
        await using var replay = service.Replay();

        var played = await replay.RunAsync("{}", model: Model);

        Assert.Equal("https://recorded.invalid/7.mp4", played.Output.GetProperty("video").GetString());
    }

    [Theory]
    [InlineData(RecordingMode.Replay)]
    [InlineData(RecordingMode.RecordMissing)]
    public async Task A_changed_file_of_an_output_is_not_played(RecordingMode mode)
    {
        await using var service = new RecordedService();
        await service.RecordAsync(Input);
        await File.WriteAllTextAsync(Directory.GetFiles(Path.Combine(service.Folder, "files")).Single(), "changed");
        await using var replay = mode == RecordingMode.Replay ? service.Replay() : service.Record();
        var output = (await replay.RunAsync(Input)).Output;

        var wrong = await Assert.ThrowsAsync<ModelRecordingException>(() => replay.DownloadAsync(output));

        Assert.Contains("is not the recorded file", wrong.Message, StringComparison.Ordinal);
    }
}
