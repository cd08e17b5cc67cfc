using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SchemaSdk;
using SchemaSdk.RunComfy;

namespace Worker;

/// <summary>Enqueues a job for each prompt, and ends the program once all of them are done.</summary>
internal sealed class FilmOrders(
    IModelJobs jobs, RunComfyClient client, IOptions<WorkerOptions> options, IHostApplicationLifetime lifetime) : BackgroundService
{
    // The same prompt has the same key in every run, so it is filmed once. A real program would use an order id.
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
            Console.WriteLine("stopped   the ledger has every job: start the program again, and it goes on");
        }
        catch (ModelLedgerException exception)
        {
            // Ordered jobs are in the ledger, and the next start orders the rest.
            Console.WriteLine($"failed    {exception.Message}");
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    private async Task UntilOverAsync(string key, CancellationToken stoppingToken)
    {
        // An ended job is not delivered until the handler has returned.
        while ((await jobs.WaitAsync(key, stoppingToken)).State == LedgerState.Ended)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), stoppingToken);
        }
    }
}
