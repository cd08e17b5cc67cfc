using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using SchemaSdk.Errors;
using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk;

/// <summary>A ledger in one file, for one process at a time. A line is on the disk before the step that it tells of is taken.</summary>
/// <remarks>
/// <para>
/// A job that was being sent when the process ended is <see cref="LedgerState.Unknown"/> once the file is opened again: nobody knows
/// whether the service has accepted it.
/// </para>
/// <para>
/// Lines are added, each with checksums. What the last write before a loss of power left is moved to a file beside it,
/// <see cref="TornFile"/>, and the lines before it are taken. A job of these that may have lost a line by that is
/// <see cref="LedgerState.Unknown"/>. A file that is damaged elsewhere is refused.
/// </para>
/// <para>
/// Once most of the file is lines that later ones have superseded, it is rewritten with one line for each job, by itself and beside the
/// work: <see cref="CompactAsync"/>.
/// </para>
/// </remarks>
public sealed partial class FileJobLedger : JobLedger, IDisposable, IAsyncDisposable
{
    private readonly LedgerFile _file;
    private readonly LedgerJobs _jobs;
    private readonly LedgerWriter _writer;
    private readonly LedgerKeeper _keeper;

    /// <summary>Opens a ledger, or makes one. Its folder is made where it does not exist.</summary>
    /// <param name="path">The file. Beside it a file of the same name with <c>.lock</c> keeps other processes out.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ModelLedgerException">
    /// Another process has it open, it is not a ledger, it is damaged before its end, or it cannot be read and written.
    /// </exception>
    public FileJobLedger(string path)
        : this(path, new JobLedgerOptions())
    {
    }

    /// <summary>Opens a ledger, or makes one. Its folder is made where it does not exist.</summary>
    /// <param name="path">The file. Beside it a file of the same name with <c>.lock</c> keeps other processes out.</param>
    /// <param name="options">The parts of a job that are kept, and the way they are.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or a value of the options is outside of its range.</exception>
    /// <exception cref="ModelLedgerException">
    /// Another process has it open, it is not a ledger, it is damaged before its end, or it cannot be read and written.
    /// </exception>
    public FileJobLedger(string path, JobLedgerOptions options)
        : this(Open(path, options), options)
    {
    }

    internal FileJobLedger(LedgerFile file, JobLedgerOptions options)
        : base(options)
    {
        _file = file;
        try
        {
            (var lines, TornFile) = file.Read(Options.TimeProvider);
            _jobs = new LedgerJobs(file, lines);
            _writer = new LedgerWriter(file, file.Disk.Length, end => _keeper!.Grown(end, Retention, CompactionFailed));
            _keeper = new LedgerKeeper(
                file.Path,
                _jobs,
                Options.TimeProvider,
                () => file.Head.Durable,
                (retention, stop) => new LedgerCompaction(file, _jobs, _writer, retention, ForgetAsync).RunAsync(stop));
            Forsake();
        }
        catch (Exception exception)
        {
            // Whatever went wrong, the next one may open the file.
            file.Dispose();
            throw exception is IOException or UnauthorizedAccessException ? file.Failed(exception) : exception;
        }
    }

    /// <summary>The file that has the damaged end of this one; null if it was whole when it was opened.</summary>
    public string? TornFile { get; }

    /// <summary>
    /// Opens a ledger for reading, beside the process that may have it open. Nothing is made or changed. Each read, and
    /// <see cref="FileJobLedgerView.HasWriter"/>, holds the lock file for a moment, for which a process that opens the ledger waits.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Those with which it is written, for a reader of inputs and results; null: as if nothing is encrypted.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or a value of the options is outside of its range.</exception>
    /// <exception cref="ModelLedgerException">The file does not exist.</exception>
    public static FileJobLedgerView OpenForReading(string path, JobLedgerOptions? options = null) =>
        new(path, options ?? new JobLedgerOptions());

    /// <inheritdoc />
    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default) => new(_jobs.Find(key));

    /// <inheritdoc />
    public override async ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        LedgerEntries.Check(intent, isFirst: true);
        var bare = intent.WithoutContent();
        while (_jobs.Begin(bare, intent.Input.Span, mayWait: false, _writer) is var (writing, isMine))
        {
            if (isMine)
            {
                await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
                return null;
            }

            // Somebody else is putting the same key down: what comes of that decides.
            await writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return _jobs.Find(intent.Key);
    }

    /// <inheritdoc />
    public override ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        LedgerEntries.Check(entry, isFirst: false);

        // One that is to be submitted again may have been begun by somebody who kept no inputs.
        var input = entry.State == LedgerState.Intended ? entry.Input : default;
        return RecordAsync(entry.WithoutContent(), input, entry.Result, mayWait: false, cancellationToken);
    }

    /// <inheritdoc />
    public override async IAsyncEnumerable<LedgerEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var entry in _jobs.All())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entry;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <summary>Waits until what was given is on the disk, and lets other processes in. Dispose of the clients that use it first.</summary>
    public void Dispose()
    {
        // Without a continuation, which would wait for a thread of a pool that may be full of threads that wait like this one.
        try
        {
            _keeper.End();
        }
        finally
        {
            _writer.CloseAsync().GetAwaiter().GetResult();
            _file.Dispose();
        }
    }

    /// <inheritdoc cref="Dispose" />
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _keeper.EndAsync().ConfigureAwait(false);
        }
        finally
        {
            await _writer.CloseAsync().ConfigureAwait(false);
            _file.Dispose();
        }
    }

    private static LedgerFile Open(string path, JobLedgerOptions options)
    {
        // Before the file is locked: whoever gives wrong ones gets no ledger that could be disposed of.
        ArgumentNullException.ThrowIfNull(options);
        options.Checked();
        return LedgerFile.Open(path);
    }

    private ValueTask RecordAsync(
        LedgerEntry entry, ReadOnlyMemory<byte> input, ReadOnlyMemory<byte> result, bool mayWait, CancellationToken cancellationToken)
    {
        var (writing, isMine) = _jobs.Record(entry, input.Span, result.Span, mayWait, _writer);
        return isMine ? new(writing!.WaitAsync(cancellationToken))
            : writing is null ? throw Conflict(entry)
            : new(AfterAsync(writing, entry, input, result, mayWait, cancellationToken));
    }

    // The line before it may be on its way. If another one is put down, whoever reads the job again finds that.
    private async Task AfterAsync(
        Task other,
        LedgerEntry entry,
        ReadOnlyMemory<byte> input,
        ReadOnlyMemory<byte> result,
        bool mayWait,
        CancellationToken cancellationToken)
    {
        await other.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        await RecordAsync(entry, input, result, mayWait, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts down as unknown what was being sent when the process ended.</summary>
    private void Forsake()
    {
        var sent = _jobs.All().FindAll(static entry => entry.State == LedgerState.Sending);
        var writing = sent.ConvertAll(entry => RecordAsync(entry with
        {
            State = LedgerState.Unknown,
            Version = entry.Version + 1,
            ChangedAt = Options.TimeProvider.GetUtcNow(),
        }).AsTask());
        try
        {
            Task.WaitAll([.. writing]);
        }
        catch (AggregateException failed)
        {
            ExceptionDispatchInfo.Throw(failed.InnerExceptions[0]);
        }
    }

    private ModelLedgerException Conflict(LedgerEntry entry) => new(
        $"The ledger '{_file.Path}' has another line of the job '{ErrorText.Cut(entry.Key)}' than the one before version {entry.Version}: "
        + "somebody else has put one down meanwhile. Read the job again.")
    {
        IsConflict = true,
    };
}
