using System.Runtime.CompilerServices;
using SchemaSdk.Errors;
using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk;

/// <summary>
/// The jobs of a ledger in a file, for those who only look, beside the process that has it open:
/// <see cref="FileJobLedger.OpenForReading"/>.
/// </summary>
/// <remarks>
/// Each call reads the file anew, up to its last whole line, and so sees what was put down and compacted meanwhile. It changes nothing,
/// and keeps nothing open. Each call, and <see cref="HasWriter"/>, holds the lock file for a moment if no process has the ledger open: one
/// that opens it just then waits for that. A job in <see cref="LedgerState.Sending"/> is shown as such: whoever sends it may live, see
/// <see cref="HasWriter"/>. Once a process opens the ledger after that one has ended, such a job is <see cref="LedgerState.Unknown"/>.
/// </remarks>
public sealed class FileJobLedgerView : JobLedger
{
    private const int Attempts = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly string _path;

    internal FileJobLedgerView(string path, JobLedgerOptions options)
        : base(options)
    {
        _path = LedgerPath.Of(path);
        if (!File.Exists(_path))
        {
            throw LedgerPath.Missing(_path);
        }
    }

    /// <summary>True if a process has the ledger open right now, to write to it.</summary>
    /// <exception cref="ModelLedgerException">Nobody can tell: its lock may not be read.</exception>
    public bool HasWriter
    {
        get
        {
            try
            {
                return LedgerLock.IsTaken(_path);
            }
            catch (UnauthorizedAccessException exception)
            {
                throw LedgerPath.Failed(_path, exception);
            }
        }
    }

    // It keeps no budget, so nobody reads prices for it.
    /// <inheritdoc />
    public override async ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var (disk, slots) = await ReadAsync(cancellationToken).ConfigureAwait(false);
        using (disk)
        {
            return slots.TryGetValue(key, out var slot)
                ? slot.Entry! with { Input = Content(disk, slot.Input), Result = Content(disk, slot.Result) }
                : null;
        }
    }

    /// <inheritdoc />
    public override async IAsyncEnumerable<LedgerEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (disk, slots) = await ReadAsync(cancellationToken).ConfigureAwait(false);
        disk.Dispose();
        foreach (var slot in slots.Values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return slot.Entry!;
        }
    }

    /// <summary>Lists the jobs with their inputs and results, by one look at the file.</summary>
    internal async IAsyncEnumerable<LedgerEntry> ListWholeAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (disk, slots) = await ReadAsync(cancellationToken).ConfigureAwait(false);
        using (disk)
        {
            foreach (var slot in slots.Values)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return slot.Entry! with { Input = Content(disk, slot.Input), Result = Content(disk, slot.Result) };
            }
        }
    }

    /// <summary>Refuses to put anything down.</summary>
    /// <param name="intent">The job.</param>
    /// <param name="cancellationToken">Not used.</param>
    /// <exception cref="ModelLedgerException">Always: the ledger was opened for reading.</exception>
    public override ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(intent);
        throw ForReading(intent.Key);
    }

    /// <summary>Refuses to put anything down.</summary>
    /// <param name="entry">The job.</param>
    /// <param name="cancellationToken">Not used.</param>
    /// <exception cref="ModelLedgerException">Always: the ledger was opened for reading.</exception>
    public override ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        throw ForReading(entry.Key);
    }

    private static ReadOnlyMemory<byte> Content(ILedgerDisk disk, LedgerSlot.Place place)
    {
        var bytes = new byte[place.Length];
        return bytes.AsMemory(0, disk.Read(bytes, place.Offset));
    }

    private async Task<(ILedgerDisk Disk, Dictionary<string, LedgerSlot> Slots)> ReadAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            ILedgerDisk? disk = null;
            try
            {
                disk = new LedgerDisk(new FileStream(
                    _path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));
                var scan = new LedgerScan(disk, _path, head => LedgerLock.MarkOf(_path, head));
                scan.Run();
                return (disk, scan.Slots);
            }
            catch (Exception exception) when (exception is ModelLedgerException or IOException or UnauthorizedAccessException)
            {
                disk?.Dispose();
                if (attempt == Attempts)
                {
                    throw exception as ModelLedgerException ?? LedgerPath.Failed(_path, exception);
                }

                // What a writer has half written may look like damage: another look decides.
                await Task.Delay(Pause, Options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private ModelLedgerException ForReading(string key) => new(
        $"The ledger '{_path}' was opened for reading, so nothing can be put down of the job '{ErrorText.Cut(key)}'. Open it as a "
        + $"{nameof(FileJobLedger)}, which one process at a time can have.")
    {
        IsLasting = true,
    };
}
