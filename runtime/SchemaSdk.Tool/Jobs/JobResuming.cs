using System.Text.Json;
using SchemaSdk.Durable.Copies;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Jobs.Ledgers;

namespace SchemaSdk.Tool.Jobs;

/// <summary>Waits for the open jobs of a ledger, all at once. None is sent that may have been sent before.</summary>
/// <param name="host">The surroundings.</param>
/// <param name="opened">The ledger.</param>
/// <param name="client">A client that keeps its jobs in it.</param>
/// <param name="submits">True if jobs of which nothing was sent are submitted.</param>
internal sealed class JobResuming(ToolHost host, OpenedLedger opened, ModelClient client, bool submits)
{
    // The program that began a job takes its result from the ledger: here somebody only looks.
    private static readonly RunOptions Waiting = new() { LeavesDelivery = true };

    // As deep as a ledger takes inputs.
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 1000 };

    internal async Task<Report> RunAsync(CancellationToken stop)
    {
        var open = new List<LedgerEntry>();
        await foreach (var entry in opened.Ledger.ListAsync(stop).ConfigureAwait(false))
        {
            if (entry.IsOpen)
            {
                open.Add(entry);
            }
        }

        var awaited = open.FindAll(IsAwaited);
        var ends = await host.Console.FollowAsync($"Waiting for {JobReports.CountOf(awaited.Count)}", async (lasting, now) =>
        {
            var left = awaited.Count;
            return await Task.WhenAll(awaited.Select(async entry =>
            {
                var end = await EndAsync(entry, stop).ConfigureAwait(false);
                lasting.Report(HarmlessText.Line($"{entry.Key}  {end.Rule}"));
                var waiting = Interlocked.Decrement(ref left);
                if (waiting > 0)
                {
                    now.Report(() => $"waiting for {JobReports.CountOf(waiting)}");
                }

                return end;
            })).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return JobEnds.Report([.. ends, .. open.Where(entry => !IsAwaited(entry)).Select(JobEnds.NotAwaited)]);
    }

    // What another process has taken up is left to it.
    private bool IsAwaited(LedgerEntry entry) =>
        (entry.State == LedgerState.Accepted || (submits && entry.State == LedgerState.Intended))
        && entry.Lease.Owner is null;

    private async Task<JobEnd> EndAsync(LedgerEntry entry, CancellationToken stop)
    {
        try
        {
            var result = entry.State == LedgerState.Accepted
                ? await WaitAsync(entry, stop).ConfigureAwait(false)
                : await SubmitAsync(entry, stop).ConfigureAwait(false);
            return JobEnds.Succeeded(entry, result);
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
            return JobEnds.Of(entry, exception, ToolWords.Of(exception, entry.ModelId));
        }
    }

    private async Task<ModelResult<JsonElement>> WaitAsync(LedgerEntry entry, CancellationToken stop)
    {
        await FindAsync(entry.Key, stop).ConfigureAwait(false);
        return await client.Attach(entry, Waiting).WaitAsync(stop).ConfigureAwait(false);
    }

    // Before its end is put down, it is known whether its result can be.
    private async Task<LedgerEntry?> FindAsync(string key, CancellationToken stop)
    {
        var whole = await opened.Ledger.FindAsync(key, stop).ConfigureAwait(false);
        if (whole is not null)
        {
            opened.Plain.AddIfPlain(whole);
        }

        return whole;
    }

    private async Task<ModelResult<JsonElement>> SubmitAsync(LedgerEntry entry, CancellationToken stop)
    {
        var whole = await FindAsync(entry.Key, stop).ConfigureAwait(false);
        if (whole is null || whole.Input.IsEmpty)
        {
            throw new ModelException($"Nothing was sent of the job '{entry.Key}': the ledger does not keep its input.");
        }

        try
        {
            using var input = JsonDocument.Parse(whole.Input, AnyDepth);
            if (CopyName.IsIn(input.RootElement))
            {
                throw new ModelException(
                    $"Nothing was sent of the job '{entry.Key}': its input has files, and their copies are in a folder of the program that "
                    + "put it down. That program can submit it.");
            }

            return await client.RunAsync(entry.ModelId, input.RootElement, Waiting with { Key = entry.Key }, stop).ConfigureAwait(false);
        }
        catch (JsonException exception)
        {
            throw new ModelException(
                $"Nothing was sent of the job '{entry.Key}': its input is not JSON. The program that put it down may have encrypted it.",
                exception);
        }
    }
}
