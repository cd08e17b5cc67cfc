using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SchemaSdk;
using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace Worker;

/// <summary>Films every prompt, some at a time, and ends the program; on Ctrl-C, says what goes on at the service without it.</summary>
internal sealed class FilmWorker(RunComfyClient client, IOptions<WorkerOptions> options, IHostApplicationLifetime lifetime)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var inputs = options.Value.Prompts.Select(prompt => new TextToVideoInput { Prompt = prompt });
        try
        {
            // What was begun when the host stops is still given, each with its request id; then the loop throws.
            await foreach (var run in client.Kling.Kling3_0.Pro.TextToVideo.RunManyAsync(
                inputs, options.Value.MaxInFlight, cancellationToken: stoppingToken))
            {
                Console.WriteLine(TextOf(run));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Console.WriteLine("stopped   what was not begun was not sent, and costs nothing");
        }
        finally
        {
            ProfileFile.Write(options.Value.Profile, client);
            lifetime.StopApplication();
        }
    }

    private static string TextOf(ModelRun<TextToVideoInput, TextToVideoOutput> run) => run switch
    {
        { Result: { } result } => $"filmed    {run.RequestId} {result.Output.Video}",
        { Error: ModelWaitCanceledException } =>
            $"goes on   {run.RequestId} at the service: Attach(\"{run.RequestId}\") has its result later",
        _ => $"failed    {run.RequestId ?? "not accepted"} {run.Error!.Message}",
    };
}
