using System.CommandLine;
using Microsoft.Data.Sqlite;
using SchemaSdk.Client.Errors;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Jobs.Ledgers;

namespace SchemaSdk.Tool.Jobs;

/// <summary>Writes the jobs in a ledger as lines of JSON. From a damaged file, it writes the jobs that can be read.</summary>
internal sealed class ExportedJobs(ToolHost host, GivenLedger ledger, ParseResult parsed)
{
    private const string Advice = "Restore the database from a backup.";

    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly List<string> _unread = [];
    private Exception? _damage;

    internal async Task WriteAsync(TextWriter writer, CancellationToken stop)
    {
        try
        {
            var opened = ledger.Open(parsed, host);
            await using (opened.ConfigureAwait(false))
            {
                var unread = new List<ModelLedgerException>();
                await foreach (var entry in opened.ListWholeAsync(unread, stop).ConfigureAwait(false))
                {
                    await WriteAsync(writer, entry).ConfigureAwait(false);
                }

                _unread.AddRange(unread.Select(static failure => failure.Message));
            }
        }
        catch (Exception exception) when (DamagedFile.IsCauseOf((exception as ToolException)?.InnerException ?? exception))
        {
            _damage = ((exception as ToolException)?.InnerException ?? exception).InnerException;
            await WriteReadableAsync(writer, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Writes to standard error how many jobs were written, how the file is damaged, and why jobs could not be read.</summary>
    internal ExitCode Finish()
    {
        _unread.ForEach(failure => host.Console.Error.Write($"Not written: {HarmlessText.Line(failure)}\n"));
        if (_damage is not null)
        {
            var how = HarmlessText.Line(ErrorText.Ended(_damage.Message));
            host.Console.Error.Write($"The file is damaged: {how} Jobs may be missing, and the states of other jobs may be out of date.\n");
        }

        host.Console.Error.Write($"{JobReports.CountOf(_keys.Count)} written.\n");
        return _unread.Count == 0 && _damage is null ? ExitCode.Fine : ExitCode.Findings;
    }

    private async Task WriteReadableAsync(TextWriter writer, CancellationToken stop)
    {
        try
        {
            foreach (var (entry, failure) in DamagedFile.Read(ledger.FileIn(parsed, host, Advice)))
            {
                stop.ThrowIfCancellationRequested();
                if (entry is null)
                {
                    _unread.Add(failure);
                }
                else if (!_keys.Contains(entry.Key))
                {
                    await WriteAsync(writer, entry).ConfigureAwait(false);
                }
            }
        }
        catch (SqliteException exception)
        {
            throw new ToolException(
                ExitCode.WrongUsage, $"Nothing in the file can be read: {exception.Message} Use a backup.", exception);
        }
    }

    private async Task WriteAsync(TextWriter writer, LedgerEntry entry)
    {
        await writer.WriteAsync($"{EntryJson.Whole(entry).ToJsonString()}\n").ConfigureAwait(false);
        _keys.Add(entry.Key);
    }
}
