using SchemaSdk.Fal;

namespace SchemaSdk.EndToEnd.Tests.Telemetry;

/// <content>Runs of models whose input files are uploaded to storage before the submit.</content>
public sealed partial class TelemetryRuns
{
    private async Task StoreAsync()
    {
        // Rewrites the addresses of stored files, because the client would reject an address that does not belong to its service.
        await using var stage = Start(
            new ModelEmulatorOptions { Protocol = EmulatedProtocols.Fal, QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero },
            models: FalClient.Models,
            around: inner => new RewrittenAnswers(inner, "/storage/", "http://localhost/", $"http://127.0.0.1:{Port}/"));
        await using var client = new FalClient(stage.Http, stage.Options);
        var file = ModelFile.FromBytes(new byte[300_000], "image/png");
        var model = client.FalAi.KlingVideo.V2_5Turbo.Pro.ImageToVideo;
        await model.RunAsync(new() { ImageUrl = file, Prompt = "a boat" });
        stage.Emulator.Faults.Add(EmulatorCall.Upload, EmulatorFault.Status(403));
        await Assert.ThrowsAsync<ModelApiException>(() => model.RunAsync(new() { ImageUrl = file, Prompt = "a boat" }));
    }

    private async Task StoreNothingAsync()
    {
        await using var stage = Start(new ModelEmulatorOptions { Protocol = EmulatedProtocols.Fal });
        await using var client = new FilesClient(ModelService.Fal, stage.Http, stage.Options);
        stage.Emulator.Faults.Add(EmulatorCall.Upload, EmulatorFault.Status(403));
        await Assert.ThrowsAsync<ModelApiException>(() => client.Files.SubmitAsync([ModelFile.FromBytes(new byte[300_000], "image/png")]));
    }
}
