namespace SchemaSdk;

/// <summary>Says which parts of a job a <see cref="JobLedger"/> keeps, and in which way.</summary>
public sealed record JobLedgerOptions
{
    /// <summary>Keeps inputs; with false, only their hashes, and no job can wait for a worker. Default: true.</summary>
    public bool KeepsInputs { get; init; } = true;

    /// <summary>The largest answer with a result that is kept, in bytes, 0 or more: others are read again. Default: 4 MiB.</summary>
    public int MaxResultBytes { get; init; } = 4 << 20;

    // Whether the result of a key is kept, for those who open the ledger of another program without its Cipher; null: each is.
    internal Func<string, bool>? KeepsResultOf { get; init; }

    /// <summary>
    /// The folder for copies of files whose content is sent with an input, as with <see cref="ModelFile.FromPath"/>. They are made before
    /// the first line of the job, and removed once the service has accepted it, or refused one that was not left to workers. Those of a
    /// refused job that was left to workers stay, since it may be queued again. Processes that share a ledger need the same folder. A
    /// relative path is that from the current directory at the time that it is set. Null: such an input is a
    /// <see cref="ModelLedgerException"/>, and nothing is sent. Default: null.
    /// </summary>
    public string? InputFolder { get; init => field = Fixed(value); }

    /// <summary>
    /// The folder to which the files of a result are downloaded before its job counts as <see cref="LedgerState.Delivered"/>, for services
    /// whose results expire. Those that cannot be downloaded are tried for a day from the first failure in this process, or a minute if
    /// the server says of all of them that they are gone; <see cref="LedgerEnd.FilesError"/> then says why they are missing. What this
    /// machine cannot write, as when its disk is full, is tried until it can. The files are kept as they are: <see cref="Cipher"/> does
    /// not encrypt them. A relative path is that from the current directory at the time that it is set. Null: they are not downloaded.
    /// Default: null.
    /// </summary>
    public string? DownloadFolder { get; init => field = Fixed(value); }

    // The time from the first failure for which a file of a result is tried again. Tests shorten it.
    internal TimeSpan DownloadTime { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Encrypts inputs, copies of their files, and results, but not <see cref="DownloadFolder"/>. Default: null.</summary>
    public LedgerCipher? Cipher { get; init; }

    /// <summary>The clock that the ledger goes by. Default: that of the system.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    // The current directory may be another one by the time of a job.
    private static string? Fixed(string? path) => path is null ? null : Path.GetFullPath(path, Environment.CurrentDirectory);
}
