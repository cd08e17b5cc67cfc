namespace SchemaSdk;

/// <summary>Says which parts of a job a <see cref="JobLedger"/> keeps, and in which way.</summary>
public sealed record JobLedgerOptions
{
    /// <summary>
    /// Keeps inputs; with false, their hash alone is kept, and a job that waits for a worker cannot be recorded. Default: true.
    /// </summary>
    public bool KeepsInputs { get; init; } = true;

    /// <summary>
    /// The largest answer with a result that is kept, in bytes: 0 or more. A larger one is read from the service again by who asks for it.
    /// Default: 4 MiB.
    /// </summary>
    public int MaxResultBytes { get; init; } = 4 << 20;

    /// <summary>
    /// Says by its key whether the result of a job is kept, for those who open the ledger of another program without its
    /// <see cref="Cipher"/>. Null: each is.
    /// </summary>
    internal Func<string, bool>? KeepsResultOf { get; init; }

    /// <summary>
    /// The folder for copies of files whose content is sent with an input, as with <see cref="ModelFile.FromPath"/>. They are made before
    /// the first line of the job, and removed once the service has accepted it, or refused one that was not left to workers. Those of a
    /// refused job that was left to workers stay, since it may be queued again. Processes that share a ledger need the same folder. A
    /// relative path is that from the current directory at the time that it is set. Null: such an input is a
    /// <see cref="ModelLedgerException"/>, and nothing is sent. Default: null.
    /// </summary>
    public string? InputFolder { get => Inputs?.Path; init => Inputs = InputCopies.Of(value); }

    internal InputCopies? Inputs { get; init; }

    /// <summary>
    /// The folder to which the files of a result are downloaded before its job counts as <see cref="LedgerState.Delivered"/>, for services
    /// whose results expire. They are kept as they are: <see cref="Cipher"/> does not encrypt them. A relative path is that from the
    /// current directory at the time that it is set. Null: they are not downloaded. Default: null.
    /// </summary>
    public string? DownloadFolder { get => Results?.Path; init => Results = ResultFolder.Of(value); }

    /// <summary>
    /// The time from the first failure in this process for which a file of a result that cannot be downloaded is tried again: 0 or more.
    /// After that the job counts as delivered without it, and <see cref="LedgerEnd.FilesError"/> says why. If the server says of all
    /// files that are missing that they are not there (HTTP 403, 404 or 410), they are tried for a minute at most. A file that this
    /// machine cannot write, as when its disk is full, is tried until it can. Files that are there, in a folder that cannot be flushed, as
    /// on some shares, have the same time, and the job is then delivered with them. Default: one day.
    /// </summary>
    public TimeSpan DownloadTime { get; init; } = TimeSpan.FromDays(1);

    internal ResultFolder? Results { get; private init; }

    /// <summary>
    /// Encrypts inputs, copies of their files and results before they are kept, and no files in <see cref="DownloadFolder"/>. Null: they
    /// are kept as they are. Default: null.
    /// </summary>
    public LedgerCipher? Cipher { get; init; }

    /// <summary>The clock that the ledger goes by. Default: that of the system.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal JobLedgerOptions Checked() => MaxResultBytes < 0
        ? throw new ArgumentOutOfRangeException(nameof(MaxResultBytes), MaxResultBytes, "A size in bytes is 0 or more.")
        : DownloadTime < TimeSpan.Zero
        ? throw new ArgumentOutOfRangeException(nameof(DownloadTime), DownloadTime, "A time to try again is 0 or more.")
        : this;
}
