using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SchemaSdk;
using SchemaSdk.RunComfy;

namespace Worker;

/// <summary>Enqueues one job per prompt. With <c>EndsWhenDone</c>, ends the program once all jobs are done.</summary>
internal sealed class FilmOrders(
    IModelJobs jobs, RunComfyClient client, IOptions<WorkerOptions> options, IHostApplicationLifetime lifetime) : BackgroundService
{
    // A prompt has the same key in every run, so it is filmed only once. A real program would use an order id.
    private static string KeyOf(string prompt) =>
        $"film-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(prompt)), 0, 6).ToLowerInvariant()}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var model = client.Kling.Kling3_0.Pro.TextToVideo;
            foreach (var prompt in options.Value.Prompts)
            {
                var job = await jobs.EnqueueAsync(KeyOf(prompt), model, new() { Prompt = prompt }, stoppingToken);
                Console.WriteLine($"ordered   {job.Key} {job.State}");
            }

            await Task.WhenAll(options.Value.Prompts.Select(prompt => UntilOverAsync(KeyOf(prompt), stoppingToken)));
            if (options.Value.EndsWhenDone)
            {
                lifetime.StopApplication();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Console.WriteLine("stopped   the ordered jobs are in the ledger: start the program again to continue");
        }
        catch (ModelLedgerException exception)
        {
            // Stop here. The jobs that were already ordered are in the ledger, and the next start orders the remaining films.
            Console.WriteLine($"failed    {exception.Message}");
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    private async Task UntilOverAsync(string key, CancellationToken stoppingToken)
    {
        // Wait until the job is delivered, because its handler may still be running after the job has ended.
        while ((await jobs.WaitAsync(key, stoppingToken)).State == LedgerState.Ended)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), stoppingToken);
        }
    }
}
