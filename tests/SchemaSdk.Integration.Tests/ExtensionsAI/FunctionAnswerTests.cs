namespace SchemaSdk.Integration.Tests.ExtensionsAI;

public sealed class FunctionAnswerTests : AdapterTest
{
    [Fact]
    public async Task An_answer_has_the_first_100_files_and_the_paths_of_those_that_were_saved()
    {
        await using var bench = new AdapterBench(saves: true);
        var saved = $"{bench.Emulator.Address}files/1/notes.txt";
        var others = Enumerable.Range(0, 149).Select(static number => $"\"https://other.example/{number}.png\"");
        bench.Emulator.Faults.Add(EmulatorCall.Result, EmulatorFault.Answer(200, "application/json", $$$"""
            {"status":"completed","output":{"video":"{{{saved}}}","others":[{{{string.Join(',', others)}}}]}}
            """));
        bench.Emulator.Faults.Add(EmulatorCall.Download, EmulatorFault.Answer(200, "text/plain", "a kite"));

        var answer = await CallAsync(bench);

        var files = answer.GetProperty("files");
        Assert.Equal("a kite", await File.ReadAllTextAsync(files[0].GetProperty("path").GetString()!));
        Assert.False(files[1].TryGetProperty("path", out _));
        Assert.Equal(100, files.GetArrayLength());
        Assert.Contains("150 files", answer.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_says_which_files_could_not_be_saved()
    {
        await using var bench = new AdapterBench(saves: true);
        bench.Emulator.Faults.Add(EmulatorCall.Download, EmulatorFault.Status(404), times: 10);

        var answer = await CallAsync(bench);

        Assert.Contains("The service may delete the others later", answer.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failed_job_is_an_answer_with_its_request_id_and_says_if_the_same_arguments_return_it_again(bool hasOwnKey)
    {
        Bench.Emulator.Faults.AddOutcome(EmulatedOutcome.Fail("out of memory"));

        var answer = await CallAsync(Bench, options => options.Key = hasOwnKey ? static _ => "film 1" : null);

        Assert.Equal("failed", answer.GetProperty("state").GetString());
        Assert.NotEmpty(answer.GetProperty("request_id").GetString()!);
        Assert.Equal(!hasOwnKey, answer.TryGetProperty("next", out _));
    }

    [Fact]
    public async Task A_job_that_succeeded_does_not_become_a_failed_one_if_its_output_is_gone()
    {
        await using var bench = new AdapterBench(maxResultBytes: 1);
        await CallAsync(bench);
        bench.Emulator.Faults.Add(EmulatorCall.Result, EmulatorFault.Answer(200, "application/json", """
            {"status":"failed","error":"The output has been removed."}
            """));

        var answer = await CallAsync(bench);

        Assert.Equal("completed", answer.GetProperty("state").GetString());
        Assert.Contains("has been removed", answer.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> CallAsync(AdapterBench bench, Action<ModelFunctionOptions>? configure = null) =>
        Assert.IsType<JsonElement>(await bench.Client.Kling.Kling3_0.Pro.TextToVideo.AsAIFunction(configure)
            .InvokeAsync(new() { ["prompt"] = "a kite", ["duration"] = 5 }));
}
