using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SchemaSdk;
using SchemaSdk.RunComfy;

namespace Worker;

/// <summary>Puts a job down for each prompt, and ends the program once nothing more becomes of them.</summary>
internal sealed class FilmOrders(
    IModelJobs jobs, RunComfyClient client, IOptions<WorkerOptions> options, IHostApplicationLifetime lifetime) : BackgroundService
{
    // The same prompt has the same key in every run: it is filmed once. A real program takes the id of an order.
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
            // What was ordered is in the ledger, and the rest is ordered by the next start.
            Console.WriteLine($"failed    {exception.Message}");
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    private async Task UntilOverAsync(string key, CancellationToken stoppingToken)
    {
        // An ended job is the handler's until it has returned.
        while ((await jobs.WaitAsync(key, stoppingToken)).State == LedgerState.Ended)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), stoppingToken);
        }
    }
}
