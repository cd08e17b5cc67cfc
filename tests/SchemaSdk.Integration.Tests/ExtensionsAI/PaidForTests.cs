using Microsoft.Extensions.AI;
using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.ExtensionsAI;

/// <summary>Tests that an error after a job was paid for tells which job it was.</summary>
public sealed class PaidForTests
{
    [Fact]
    public async Task If_one_of_several_runs_fails_the_error_names_the_others_and_the_same_call_pays_only_for_what_is_missing()
    {
        await using var bench = new AdapterBench();
        using var generator = bench.Client.Bytedance.Seedream5_0Pro.TextToImage.AsImageGenerator();
        bench.Emulator.Faults.AddOutcome(EmulatedOutcome.Fail("out of memory"));

        var exception = await Assert.ThrowsAsync<ModelException>(() =>
            generator.GenerateImagesAsync("a kite", new ImageGenerationOptions { Count = 3 }.WithKey("kites")));
        await Assert.ThrowsAsync<ModelException>(() =>
            generator.GenerateImagesAsync("a kite", new ImageGenerationOptions { Count = 3 }.WithKey("kites")));

        Assert.IsType<ModelFailedException>(exception.InnerException);
        Assert.NotNull(exception.RequestId);
        Assert.All(
            bench.Emulator.BilledRequestIds, id => Assert.Contains(id, exception.Message, StringComparison.Ordinal));
        Assert.Equal(3, bench.Inputs.Count);
    }

    [Fact]
    public async Task If_no_run_of_several_is_allowed_the_error_is_that_of_the_first()
    {
        await using var bench = new AdapterBench();
        using var generator = bench.Client.Bytedance.Seedream5_0Pro.TextToImage.AsImageGenerator();

        // Each run costs 0.1 dollars.
        await Assert.ThrowsAsync<ModelBudgetException>(() =>
            generator.GenerateImagesAsync("a kite", new ImageGenerationOptions { Count = 3 }.WithMaxPrice(0.2m)));
        Assert.Empty(bench.Inputs);
        await generator.GenerateImagesAsync("a kite", new ImageGenerationOptions { Count = 3 }.WithMaxPrice(0.3m));

        Assert.Equal(3, bench.Emulator.Bills);
    }

    [Fact]
    public async Task A_file_that_cannot_be_downloaded_is_an_error_with_the_request_id()
    {
        await using var bench = new AdapterBench();
        using var generator = bench.Client.Bytedance.Seedream5_0Pro.TextToImage.AsImageGenerator();
        bench.Emulator.Faults.Add(EmulatorCall.Download, EmulatorFault.Status(404), times: 10);

        var exception = await Assert.ThrowsAsync<ModelDownloadException>(() =>
            generator.GenerateImagesAsync("a kite", new() { ResponseFormat = ImageGenerationResponseFormat.Data }));

        Assert.Equal(Assert.Single(bench.Emulator.BilledRequestIds), exception.RequestId);
        Assert.True(exception.IsGone);
    }

    [Fact]
    public async Task A_submit_with_an_unknown_outcome_is_not_repeated_by_the_same_call()
    {
        await using var bench = new AdapterBench();
        var function = bench.Client.Kling.Kling3_0.Pro.TextToVideo.AsAIFunction();
        var arguments = new AIFunctionArguments { ["prompt"] = "a kite" };
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));

        await Assert.ThrowsAsync<ModelSubmissionUnknownException>(() => function.InvokeAsync(arguments).AsTask());
        await Assert.ThrowsAsync<ModelSubmissionUnknownException>(() => function.InvokeAsync(arguments).AsTask());

        Assert.Single(bench.Inputs);
    }
}
