using System.Text;
using Microsoft.Extensions.AI;
using SchemaSdk.Extensions.AI.Calls;
using SchemaSdk.Extensions.AI.Outputs;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.Integration.Tests.ExtensionsAI;

/// <summary>Tests that an error after a payment identifies the paid job.</summary>
public sealed class PaidForTests : AdapterTest
{
    [Fact]
    public async Task If_one_of_several_runs_fails_the_error_names_the_others_and_says_that_the_same_call_fails_again()
    {
        Bench.Emulator.Faults.AddOutcome(EmulatedOutcome.Fail("out of memory"));

        var exception = await Assert.ThrowsAsync<ModelException>(() =>
            Generator.GenerateImagesAsync("a kite", new ImageGenerationOptions { Count = 3 }.WithKey("kites")));
        await Assert.ThrowsAsync<ModelException>(() =>
            Generator.GenerateImagesAsync("a kite", new ImageGenerationOptions { Count = 3 }.WithKey("kites")));

        Assert.IsType<ModelFailedException>(exception.InnerException);
        Assert.NotNull(exception.RequestId);
        Assert.All(
            Bench.Emulator.BilledRequestIds, id => Assert.Contains(id, exception.Message, StringComparison.Ordinal));
        Assert.Equal(3, Bench.Inputs.Count);
        Assert.Matches("A call with the same key fails again, because the job kites/[123] keeps its outcome. ", exception.Message);
        Assert.EndsWith("To repeat the runs that have no result, use another key.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_the_service_refuses_one_of_several_runs_the_same_call_pays_only_for_that_run()
    {
        Bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(422));

        var exception = await Assert.ThrowsAsync<ModelException>(() =>
            Generator.GenerateImagesAsync("a kite", new ImageGenerationOptions { Count = 3 }.WithKey("kites")));
        var paid = Bench.Emulator.Bills;
        await Generator.GenerateImagesAsync("a kite", new ImageGenerationOptions { Count = 3 }.WithKey("kites"));

        Assert.EndsWith("the runs that the service accepted are not charged again.", exception.Message, StringComparison.Ordinal);
        Assert.Equal((2, 3), (paid, Bench.Emulator.Bills));
    }

    [Fact]
    public async Task The_error_of_several_runs_without_a_key_says_that_another_call_pays_again()
    {
        Bench.Emulator.Faults.AddOutcome(EmulatedOutcome.Fail("out of memory"));

        var exception = await Assert.ThrowsAsync<ModelException>(() => Generator.GenerateImagesAsync("a kite", new() { Count = 2 }));

        Assert.EndsWith("If you call again, you pay for all runs again.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_names_the_run_with_an_unknown_outcome()
    {
        Bench.Emulator.Faults.AddOutcome(EmulatedOutcome.Fail("out of memory"));
        Bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));

        var exception = await Assert.ThrowsAsync<ModelException>(() =>
            Generator.GenerateImagesAsync("a kite", new ImageGenerationOptions { Count = 2 }.WithKey("kites")));

        Assert.Matches(@"These runs .* may be charged: [12] \(key kites/[12]\)", exception.Message);
        Assert.EndsWith("Do not use another key until then, because you might pay twice.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_for_an_output_with_a_path_instead_of_an_address_has_the_request_id()
    {
        using var chat = Bench.Client.Kling.Kling3_0.Pro.TextToVideo.AsChatClient(files: _ => [ModelFile.FromUrl("/outputs/kite.mp4")]);

        var exception = await Assert.ThrowsAsync<ModelException>(() => chat.GetResponseAsync("a kite"));

        Assert.Equal(Assert.Single(Bench.Emulator.BilledRequestIds), exception.RequestId);
        Assert.Contains("'/outputs/kite.mp4'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_is_disposed_during_several_runs_reports_their_ids()
    {
        await using var bench = new AdapterBench(time: new FakeTime());
        using var generator = bench.Client.Bytedance.Seedream5_0Pro.TextToImage.AsImageGenerator();
        var run = generator.GenerateImagesAsync("a kite", new() { Count = 2 });
        await Soon.Until(() => bench.Emulator.Bills == 2 && bench.Emulator.RequestsOf(EmulatorCall.Status) > 0);

        bench.Client.Dispose();
        var exception = await Assert.ThrowsAsync<ModelWaitCanceledException>(() => run);

        Assert.Contains(exception.RequestId, bench.Emulator.BilledRequestIds);
        Assert.All(bench.Emulator.BilledRequestIds, id => Assert.Contains(id, exception.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("throws", 1)]
    [InlineData("throws", 2)]
    [InlineData("refuses", 1)]
    [InlineData("no address", 1)]
    public async Task If_the_application_cannot_read_a_result_the_error_has_the_request_ids(string what, int count)
    {
        using var generator = Bench.Client.Bytedance.Seedream5_0Pro.TextToImage.AsImageGenerator(
            files: _ => what switch
            {
                "throws" => throw new FormatException("no picture"),
                "refuses" => throw new ModelInputException("no picture"),
                _ => [ModelFile.FromUrl("https://[")],
            });

        var exception = await Assert.ThrowsAsync<ModelException>(() => generator.GenerateImagesAsync("a kite", new() { Count = count }));

        Assert.Contains(exception.RequestId, Bench.Emulator.BilledRequestIds);
        Assert.All(Bench.Emulator.BilledRequestIds, id => Assert.Contains(id, exception.Message, StringComparison.Ordinal));
        Assert.NotNull(exception.InnerException);
    }

    [Fact]
    public async Task A_file_of_unknown_type_is_kept_next_to_files_of_the_expected_type()
    {
        await using var bench = new AdapterBench(hasLedger: false);
        using var document = JsonDocument.Parse(
            """["https://example.com/a.png", "https://example.com/b", "https://example.com/c.mp4"]""");
        var finished = new Finished<int>(new ModelResult<int>(1, "acme/pen/draw", "req-1"), document.RootElement, null);

        var contents = await FileContents.OfAsync(bench.Client, finished, null, "image/", download: false, default);

        Assert.Equal(
            ["https://example.com/a.png", "https://example.com/b"], contents.Cast<UriContent>().Select(content => content.Uri.AbsoluteUri));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_type_of_a_file_that_is_declared_as_octets_is_that_of_its_address_or_content(bool isInline)
    {
        await using var bench = new AdapterBench(hasLedger: false);
        var address = isInline
            ? $"data:application/octet-stream;base64,{Convert.ToBase64String([0x89, .. "PNG\r\n\u001a\n"u8, .. new byte[32]])}"
            : "https://example.com/a.png";
        var output = JsonSerializer.SerializeToElement(new { url = address, content_type = "application/octet-stream" });
        var finished = new Finished<int>(new ModelResult<int>(1, "acme/pen/draw", "req-1"), output, null);

        var content = Assert.Single(await FileContents.OfAsync(bench.Client, finished, null, "image/", download: false, default));

        Assert.Equal("image/png", isInline ? ((DataContent)content).MediaType : ((UriContent)content).MediaType);
    }

    [Fact]
    public async Task If_several_runs_are_all_refused_the_error_is_the_refusal_of_the_first_run()
    {
        // Each run costs $0.10.
        await Assert.ThrowsAsync<ModelBudgetException>(() =>
            Generator.GenerateImagesAsync("a kite", new ImageGenerationOptions { Count = 3 }.WithMaxPrice(0.2m)));
        Assert.Empty(Bench.Inputs);
        await Generator.GenerateImagesAsync("a kite", new ImageGenerationOptions { Count = 3 }.WithMaxPrice(0.3m));

        Assert.Equal(3, Bench.Emulator.Bills);
    }

    [Fact]
    public async Task A_file_that_cannot_be_downloaded_is_an_error_with_the_request_id()
    {
        Bench.Emulator.Faults.Add(EmulatorCall.Download, EmulatorFault.Status(404), times: 10);

        var exception = await Assert.ThrowsAsync<ModelDownloadException>(() =>
            Generator.GenerateImagesAsync("a kite", new() { ResponseFormat = ImageGenerationResponseFormat.Data }));

        Assert.Equal(Assert.Single(Bench.Emulator.BilledRequestIds), exception.RequestId);
        Assert.True(exception.IsGone);
    }

    [Fact]
    public async Task A_submit_with_an_unknown_outcome_is_not_repeated_by_the_same_call()
    {
        var function = Bench.Client.Kling.Kling3_0.Pro.TextToVideo.AsAIFunction();
        var arguments = new AIFunctionArguments { ["prompt"] = "a kite" };
        Bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));

        await Assert.ThrowsAsync<ModelSubmissionUnknownException>(() => function.InvokeAsync(arguments).AsTask());
        await Assert.ThrowsAsync<ModelSubmissionUnknownException>(() => function.InvokeAsync(arguments).AsTask());

        Assert.Single(Bench.Inputs);
    }

    // JSON with more than 10,000 levels is refused, because 64 MiB of nested arrays would take hours to parse.
    [Fact]
    public void An_output_that_takes_too_long_to_parse_is_refused()
    {
        var adapted = new AdaptedEndpoint<TextToVideoInput, TextToVideoOutput>(Bench.Client.Kling.Kling3_0.Pro.TextToVideo);
        var output = Encoding.UTF8.GetBytes($$"""{"x":{{new string('[', 11_000)}}{{new string(']', 11_000)}}}""");

        var error = Assert.Throws<JsonException>(() =>
        {
            var reader = new Utf8JsonReader(output, new JsonReaderOptions { MaxDepth = int.MaxValue });
            adapted.ReadOutput(ref reader);
        });

        Assert.StartsWith("The JSON has more than 10000 levels", error.Message, StringComparison.Ordinal);
    }
}
