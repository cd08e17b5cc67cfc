using System.Text.Json;
using SchemaSdk.Durable.Copies;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Jobs.Ledgers;

namespace SchemaSdk.Tool.Jobs;

/// <summary>Waits for several jobs in a ledger at the same time. A job that may already have been sent is never sent again.</summary>
/// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
/// <param name="opened">The ledger.</param>
/// <param name="services">The services of the jobs. The clients of these services record jobs in the ledger.</param>
/// <param name="submits">True to submit the jobs that have not been sent yet.</param>
internal sealed class JobResuming(ToolHost host, OpenedLedger opened, JobServices services, bool submits)
{
    // The program that started a job gets its result from the ledger, so this command must not record the result as delivered.
    private static readonly RunOptions Waiting = new() { LeavesDelivery = true };

    // The longest timeout that options allow, because a job may take long.
    private static readonly RunOptions WaitingLong = Waiting with { JobTimeout = TimeSpan.FromDays(24) };

    // An input in a ledger can be nested more deeply than the JSON parser allows by default.
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 1000 };

    internal async Task<Report> RunAsync(CancellationToken stop)
    {
        var open = new List<LedgerEntry>();
        var unread = new List<ModelLedgerException>();
        await foreach (var entry in opened.ListAsync(unread, stop).ConfigureAwait(false))
        {
            if (entry.IsOpen)
            {
                open.Add(entry);
            }
        }

        var awaited = open.FindAll(IsAwaited);
        await services.ConnectAsync(awaited, stop).ConfigureAwait(false);
        var ends = await host.Console.FollowAsync($"Waiting for {JobReports.CountOf(awaited.Count)}", async (lasting, now) =>
        {
            var left = awaited.Count;
            return await Task.WhenAll(awaited.Select(async entry =>
            {
                var end = await EndAsync(entry, stop).ConfigureAwait(false);
                await ReleaseAsync(entry.Key).ConfigureAwait(false);
                lasting.Report(HarmlessText.Line($"{entry.Key}  {end.Rule}"));
                var waiting = Interlocked.Decrement(ref left);
                if (waiting > 0)
                {
                    now.Report(() => $"waiting for {JobReports.CountOf(waiting)}");
                }

                return end;
            })).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return JobEnds.Report([
            .. ends, .. open.Where(entry => !IsAwaited(entry)).Select(JobEnds.NotAwaited), .. unread.Select(JobEnds.Unreadable),
        ]);
    }

    // A claimed job already has a process that waits for it.
    private bool IsAwaited(LedgerEntry entry) =>
        (entry.State == LedgerState.Accepted || (submits && entry.State == LedgerState.Intended))
        && entry.Lease.Owner is null;

    private async Task<JobEnd> EndAsync(LedgerEntry entry, CancellationToken stop)
    {
        if (services.ClientOf(entry) is not { } client)
        {
            return JobEnds.NotResumed(entry, JobReports.UnknownService(entry).Message);
        }

        try
        {
            return entry.State == LedgerState.Accepted
                ? JobEnds.Succeeded(entry, await WaitAsync(client, entry, stop).ConfigureAwait(false))
                : await SubmitAsync(client, entry, stop).ConfigureAwait(false);
        }
        catch (ModelWaitCanceledException exception)
        {
            return JobEnds.Stopped(entry, exception.RequestId);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return JobEnds.Stopped(entry, submitted: null);
        }
        catch (ModelException exception)
        {
            var again = $"{entry.ModelId} --service {client.Parts.Access.Settings.Service.Names.Name}";
            return JobEnds.Of(entry, exception, ToolWords.Of(exception, again));
        }
        catch (ArgumentException exception)
        {
            var why = exception.Message.Split(" (Parameter ", 2)[0];
            return JobEnds.NotResumed(
                entry, $"The job '{entry.Key}' cannot be resumed: {why} Correct the program that recorded the job, and submit the job "
                    + "again with another key.");
        }
    }

    // Otherwise, no worker could deliver the job while this command waits for others.
    private async Task ReleaseAsync(string key)
    {
        try
        {
            await opened.Ledger.ReleaseAsync([key], CancellationToken.None).ConfigureAwait(false);
        }
        catch (ModelLedgerException)
        {
            // The job is released when the ledger is closed.
        }
    }

    private async Task<ModelResult<JsonElement>> WaitAsync(ModelClient client, LedgerEntry entry, CancellationToken stop)
    {
        await FindAsync(entry.Key, stop).ConfigureAwait(false);
        return await client.Attach(entry, WaitingLong).WaitAsync(stop).ConfigureAwait(false);
    }

    // Must be called before the result arrives, because the ledger keeps results only for plain jobs.
    private async Task<LedgerEntry?> FindAsync(string key, CancellationToken stop)
    {
        var whole = await opened.Ledger.FindAsync(key, stop).ConfigureAwait(false);
        if (whole is not null)
        {
            opened.Plain.AddIfPlain(whole);
        }

        return whole;
    }

    private async Task<JobEnd> SubmitAsync(ModelClient client, LedgerEntry entry, CancellationToken stop)
    {
        JobEnd NotSent(string why) => JobEnds.NotResumed(entry, $"The job '{entry.Key}' was not sent, because {why}");

        var whole = await FindAsync(entry.Key, stop).ConfigureAwait(false);
        if (whole is null || whole.Input.IsEmpty)
        {
            return NotSent("the ledger does not contain its input.");
        }

        // Without the customer's token, another account would have the job and pay for it.
        if (entry.Customer is { } customer)
        {
            return NotSent(
                $"it is for the customer {customer}, and this command does not know the customer's token. Submit the job with the "
                + "program that recorded it.");
        }

        try
        {
            using var input = JsonDocument.Parse(whole.Input, AnyDepth);
            if (CopyName.IsIn(input.RootElement))
            {
                return NotSent(
                    "the copies of its input files are in a folder of the program that recorded the job. Submit the job with that "
                    + "program.");
            }

            var options = Waiting with { Key = entry.Key };
            return JobEnds.Succeeded(entry, await client.RunAsync(entry.ModelId, input.RootElement, options, stop).ConfigureAwait(false));
        }
        catch (JsonException)
        {
            return NotSent("its input is not JSON. The program that recorded it may have encrypted it.");
        }
    }
}
