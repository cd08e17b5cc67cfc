using System.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Jobs;
using SchemaSdk.Tool.Jobs.Ledgers;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Tests.Jobs;

/// <summary>Tests that a stopped <c>resume</c> reports what the ledger knows about each job.</summary>
public sealed class StoppedResumeTests : LedgerTest
{
    [Fact]
    public async Task A_resume_that_is_stopped_while_it_reads_the_ledger_reports_the_accepted_jobs()
    {
        using var stop = new CancellationTokenSource();
        var ledger = new SlowLedger(stop);
        Report? report = null;

        await Tool.RunAsync(
            host => Resume(host, ledger, stop.Token, made => report = made), CancellationToken.None, "resume");

        Assert.Equal(
            ["Stopped waiting for order-1, which is request req-1.", "Stopped before order-2 was sent."],
            report!.Findings.Select(finding => finding.Message));
        Assert.Equal(["req-1", null], report.Facts!["jobs"]!.AsArray().Select(job => (string?)job!["requestId"]));
        Assert.Equal(0, Emulator.Requests);
    }

    private static Command Resume(ToolHost host, JobLedger ledger, CancellationToken stop, Action<Report> made)
    {
        var command = new Command("resume");
        command.SetAction(async (_, _) =>
        {
            await using var services = new JobServices(host, new AskedService(Profile: null, Address: null), ledger);
            var opened = new OpenedLedger(ledger, new PlainJobs());
            made(await new JobResuming(host, opened, services, submits: true).RunAsync(stop));
        });
        return command;
    }

    // A ledger that stops the command during the first lookup of a job. The lookup is cancelled as a database call would be.
    private sealed class SlowLedger(CancellationTokenSource stop) : JobLedger
    {
        public override string Owner => "here";

        public override async ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
        {
            await stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }

        public override async IAsyncEnumerable<LedgerEntry> ListAsync(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var entry = new LedgerEntry { Key = "order-1", ModelId = Star, InputHash = "00", ChangedAt = Then };
            await Task.CompletedTask;
            yield return entry with { State = LedgerState.Accepted, Version = 2, RequestId = "req-1" };
            yield return entry with { Key = "order-2" };
        }

        public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
            LedgerWork work, int count, IReadOnlyCollection<string> except, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public override ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default) => default;

        public override ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public override ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}
